package dev.ringlock.inbound;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Http;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.ringlock.Engines;
import dev.ringlock.http.Endpoint;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.provider.Hmac;
import dev.ringlock.provider.Jwt;
import dev.ringlock.provider.Secret;
import dev.ringlock.provider.WebhookSettings;
import dev.ringlock.provider.Webhooks;
import dev.ringlock.provider.all.Providers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Forms of Twilio's and Plivo's, signed as these sign them, and the function that takes them. */
final class Posted {

    private static final String URL = "https://ringlock.example.com";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String SETTINGS = """
            {"publicUrl": "%s", "twilio": {"authTokens": ["%s"]},
             "plivo": {"authTokens": ["%s"], "acceptV2WithoutBody": true},
             "messagebird": {"signingKeys": ["%s"]}}""".formatted(URL, TOKEN, TOKEN, TOKEN);

    private final InboundFunction function;

    /** A form and the headers that prove it. */
    record Signed(String provider, TreeMap<String, String> fields, Map<String, String> headers) {

        /** Other fields under the same proof. */
        Signed cut(Map<String, String> others) {
            return new Signed(provider, new TreeMap<>(others), headers);
        }

        Signed with(String name, String value) {
            TreeMap<String, String> changed = new TreeMap<>(fields);
            changed.put(name, value);
            return cut(changed);
        }

        Signed without(String name) {
            TreeMap<String, String> changed = new TreeMap<>(fields);
            changed.remove(name);
            return cut(changed);
        }

        Signed header(String name, String value) {
            Map<String, String> changed = new HashMap<>(headers);
            changed.put(name, value);
            return new Signed(provider, fields, changed);
        }
    }

    Posted(Engines on) {
        WebhookSettings settings = WebhookSettings.parse(SETTINGS, Providers.ALL);
        Webhooks webhooks = new Webhooks(() -> settings, on.clock, address -> Optional.empty());
        this.function = new InboundFunction(webhooks, InboundClient.of(on), on.outgoing);
    }

    /** The answer to the provider. */
    int post(Signed signed) {
        return call("POST", signed.provider(), "", signed.headers(), form(signed.fields()));
    }

    /** Whatever somebody makes of what a provider has signed. */
    int call(String method, String provider, String query, Map<String, String> proof, String body) {
        String path = "/v1/inbound/" + provider;
        Map<String, String> headers = new HashMap<>(proof);
        headers.put("content-type", "application/x-www-form-urlencoded");
        APIGatewayV2HTTPEvent event = APIGatewayV2HTTPEvent.builder()
                .withVersion("2.0")
                .withRouteKey(method + " /v1/inbound/{provider}")
                .withPathParameters(Map.of("provider", provider))
                .withRawPath(path)
                .withRawQueryString(query)
                .withHeaders(headers)
                .withRequestContext(RequestContext.builder()
                        .withHttp(Http.builder()
                                .withMethod(method)
                                .withPath(path)
                                .withSourceIp("192.0.2.1")
                                .build())
                        .build())
                .withBody(body)
                .withIsBase64Encoded(false)
                .build();
        return Endpoint.answer("inbound", event, function).getStatusCode();
    }

    static Signed twilio(int number, String from, String text) {
        String sid = "SM%032x".formatted(number);
        return twilio(Map.of(
                "MessageSid",
                sid,
                "SmsMessageSid",
                sid,
                "SmsSid",
                sid,
                "AccountSid",
                "AC00000000000000000000000000000000",
                "From",
                from,
                "FromCity",
                "SPRINGFIELD",
                "To",
                "+12025550100",
                "Body",
                text,
                "NumMedia",
                "0",
                "SmsStatus",
                "received"));
    }

    static Signed twilio(Map<String, String> some) {
        TreeMap<String, String> fields = new TreeMap<>(some);
        String signature = hmac("HmacSHA1", URL + "/v1/inbound/twilio" + joined(fields));
        return new Signed("twilio", fields, Map.of("x-twilio-signature", signature));
    }

    /** To an address of Twilio's that has a query. */
    static Map<String, String> twilioProof(String query, String parameters) {
        return Map.of("x-twilio-signature", hmac("HmacSHA1", URL + "/v1/inbound/twilio?" + query + parameters));
    }

    /** To an address of Plivo's that has a query, whose names have to be in order. */
    static Map<String, String> plivoProof(String decoded) {
        String signature = hmac("HmacSHA256", URL + "/v1/inbound/plivo?" + decoded + ".12");
        return Map.of("x-plivo-signature-v3", signature, "x-plivo-signature-v3-nonce", "12");
    }

    /** To an address of MessageBird's that has a query. */
    static Map<String, String> messageBirdProof(String query, Instant now) {
        String token = new Jwt.JwtSecret(Hmac.SHA256, Secret.of(TOKEN))
                .token(new JWTClaimsSet.Builder()
                        .issuer("MessageBird")
                        .notBeforeTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(60)))
                        .claim("url_hash", Sha256.hex(URL + "/v1/inbound/messagebird?" + query))
                        .build());
        return Map.of("messagebird-signature-jwt", token);
    }

    static Signed plivo(int number, String from, String text) {
        TreeMap<String, String> fields = plivoFields(number, from, text);
        String nonce = "12.%d".formatted(number);
        String signature = hmac("HmacSHA256", URL + "/v1/inbound/plivo?" + joined(fields) + "." + nonce);
        return new Signed(
                "plivo", fields, Map.of("x-plivo-signature-v3", signature, "x-plivo-signature-v3-nonce", nonce));
    }

    /** Version 2, which covers address and nonce alone. */
    static Signed plivo2(int number, String from, String text) {
        String nonce = "12" + number;
        String signature = hmac("HmacSHA256", URL + "/v1/inbound/plivo" + nonce);
        return new Signed(
                "plivo",
                plivoFields(number, from, text),
                Map.of("x-plivo-signature-v2", signature, "x-plivo-signature-v2-nonce", nonce));
    }

    private static TreeMap<String, String> plivoFields(int number, String from, String text) {
        return new TreeMap<>(Map.of(
                "MessageUUID",
                "00000000-0000-4000-8000-%012x".formatted(number),
                "From",
                from.substring(1),
                "To",
                "12025550100",
                "Text",
                text,
                "Type",
                "sms"));
    }

    static String joined(TreeMap<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + field.getValue())
                .collect(Collectors.joining());
    }

    static String form(TreeMap<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String hmac(String algorithm, String message) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(TOKEN.getBytes(StandardCharsets.UTF_8), algorithm));
            return Base64.getEncoder().encodeToString(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
