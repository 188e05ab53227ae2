package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringlock.message.ProviderStandIn;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A shop as its owner runs it: lasting mode, a policy of its own, and Twilio, which a stand-in plays. */
final class SmallShop implements AutoCloseable {

    private static final String TOKEN = "an-auth-token-of-nobody";
    private static final String PUBLIC_URL = "https://consent.example.com";
    private static final Pattern CODE = Pattern.compile("[0-9]{6}");

    final RunningServer server;
    final Map<String, String> settings;
    private final ProviderStandIn twilio;
    private int messages;

    private SmallShop(RunningServer server, Map<String, String> settings, ProviderStandIn twilio) {
        this.server = server;
        this.settings = settings;
        this.twilio = twilio;
    }

    /** Marketing needs a code. */
    static SmallShop open(Path folder) throws IOException {
        ProviderStandIn twilio = ProviderStandIn.start(
                ProviderStandIn.answering(201, "{\"sid\": \"SM00000000000000000000000000000000\"}"));
        Path providers = folder.resolve(Example.PROVIDERS);
        Files.writeString(providers, """
                {"publicUrl": "%s",
                 "twilio": {"authTokens": ["%s"], "accountSid": "AC00000000000000000000000000000000",
                            "authToken": "%s", "baseUrl": "%s"}}
                """.formatted(PUBLIC_URL, TOKEN, TOKEN, twilio.uri()));
        Files.setPosixFilePermissions(providers, PosixFilePermissions.fromString("rw-------"));
        Path policy = Example.policy(
                folder,
                text -> text.replace("Harbour Books", "Pier Nine Books")
                        .replaceFirst("doubleOptIn: false", "doubleOptIn: true"));
        Map<String, String> settings = Map.of("RINGLOCK_POLICY", policy.toString());
        return new SmallShop(RunningServer.start(folder, settings), settings, twilio);
    }

    /** What went out to that number, in order. */
    List<String> textsTo(String number) {
        return twilio.asked().stream()
                .filter(asked -> asked.method().equals("POST"))
                .map(asked -> form(asked.text()))
                .filter(form -> number.equals(form.get("To")))
                .map(form -> form.getOrDefault("Body", ""))
                .toList();
    }

    /** The code in the last of them. */
    String codeFor(String number) {
        List<String> texts = textsTo(number);
        Matcher code = CODE.matcher(texts.get(texts.size() - 1));
        assertEquals(true, code.find(), texts::toString);
        return code.group();
    }

    /** A text from a phone to one of the shop's numbers, as Twilio hands it on. */
    HttpResponse<String> text(String from, String to, String text) throws IOException {
        TreeMap<String, String> fields = new TreeMap<>(
                Map.of("MessageSid", "SM%032d".formatted(++messages), "From", from, "To", to, "Body", text));
        String path = "/v1/inbound/twilio";
        String signed = PUBLIC_URL
                + path
                + fields.entrySet().stream()
                        .map(field -> field.getKey() + field.getValue())
                        .collect(Collectors.joining());
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return server.post(path, Example.FORM, body, "X-Twilio-Signature", signature(signed));
    }

    private static String signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(TOKEN.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> form(String text) {
        return Stream.of(text.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0],
                        pair -> URLDecoder.decode(pair.length == 2 ? pair[1] : "", StandardCharsets.UTF_8),
                        (one, other) -> other));
    }

    @Override
    public void close() {
        server.close();
        twilio.close();
    }
}
