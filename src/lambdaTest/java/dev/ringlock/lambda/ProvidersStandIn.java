package dev.ringlock.lambda;

import dev.ringlock.message.ProviderStandIn;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands for Secrets Manager, which has the providers' settings, and for Twilio, which takes every message. */
final class ProvidersStandIn {

    static final String PUBLIC_URL = "https://harbour-books.example";

    /** Twilio says what id the message has. Without one nobody knows that it was taken. */
    private static final String TAKEN = "{\"sid\": \"SM00000000000000000000000000000001\"}";

    private static final Pattern CODE = Pattern.compile("[0-9]{6}");
    private static final ProviderStandIn SERVER = ProviderStandIn.start(exchange -> {
        boolean secret = exchange.getRequestHeaders().getFirst("X-Amz-Target") != null;
        (secret ? ProviderStandIn.answering(200, secret()) : ProviderStandIn.answering(201, TAKEN)).answer(exchange);
    });

    private ProvidersStandIn() {}

    /** What a function's environment says of them. */
    static Map<String, String> settings() {
        return Map.of(
                "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                SERVER.uri().toString(),
                "RINGLOCK_PROVIDERS_SECRET",
                "ringlock/providers",
                "RINGLOCK_PUBLIC_URL",
                PUBLIC_URL);
    }

    /** The code in the newest message that went out. */
    static String newestCode() {
        List<ProviderStandIn.ProviderRequest> sent = SERVER.asked().stream()
                .filter(asked -> asked.path().endsWith("/Messages.json")
                        && asked.method().equals("POST"))
                .toList();
        String body = URLDecoder.decode(sent.get(sent.size() - 1).text(), StandardCharsets.UTF_8);
        Matcher code = CODE.matcher(body.substring(body.indexOf("Body=")));
        if (!code.find()) {
            throw new AssertionError("the newest message has no code");
        }
        return code.group();
    }

    private static String secret() {
        URI twilio = SERVER.uri();
        String settings = """
                {"publicUrl": "%s", "aws": {"topicArns": ["arn:aws:sns:us-east-1:123456789012:replies"]},
                 "twilio": {"authTokens": ["12345"], "accountSid": "AC00000000000000000000000000000000",
                            "authToken": "0123456789abcdef0123456789abcdef", "baseUrl": "%s"}}""".formatted(PUBLIC_URL, twilio);
        return "{\"Name\": \"ringlock/providers\", \"VersionId\": \"1\", \"SecretString\": \""
                + settings.replace("\"", "\\\"").replace("\n", " ") + "\"}";
    }
}
