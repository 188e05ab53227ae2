package dev.ringlock.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The example policy, and signups that fit it. */
final class Example {

    static final String JSON = "application/json";
    static final String FORM = "application/x-www-form-urlencoded";

    private Example() {}

    /** The file with the account for the policy's messages, beside the policy. {@link RunningServer} finds it there. */
    static final String PROVIDERS = "providers.json";

    /** The example policy as a file of the owner's own, with an account at a provider that does not answer. */
    static Path policy(Path folder) throws IOException {
        return policy(folder, text());
    }

    /** The same with something changed in it. */
    static Path policy(Path folder, UnaryOperator<String> change) throws IOException {
        String changed = change.apply(text());
        if (changed.equals(text())) {
            throw new AssertionError("the example policy no longer has what was to be changed");
        }
        return policy(folder, changed);
    }

    private static Path policy(Path folder, String text) throws IOException {
        Path providers = folder.resolve(PROVIDERS);
        if (Files.notExists(providers)) {
            Files.writeString(providers, """
                    {"publicUrl": "https://ringlock.example.com",
                     "twilio": {"authTokens": ["not-a-secret-of-anybody"],
                      "accountSid": "AC00000000000000000000000000000000",
                      "authToken": "not-a-secret-of-anybody", "baseUrl": "http://127.0.0.1:9"}}
                    """);
            Files.setPosixFilePermissions(providers, PosixFilePermissions.fromString("rw-------"));
        }
        return Files.writeString(folder.resolve("policy.yaml"), text);
    }

    /** A yes to each of these purposes, as JSON. */
    static String json(String number, String... purposes) {
        return """
                {"number": "%s", "notice": {"id": "signup", "version": 1, "language": "en"}, "decisions": [%s]}""".formatted(
                        number,
                        Stream.of(purposes)
                                .map(purpose -> "{\"purpose\": \"" + purpose + "\", \"granted\": true}")
                                .collect(Collectors.joining(", ")));
    }

    /** What a browser sends of the form with these boxes ticked. */
    static String form(String number, String... purposes) {
        List<String> fields = List.of(
                "notice=signup",
                "version=1",
                "language=en",
                "form=ringlock-signup",
                "region=",
                "number=" + URLEncoder.encode(number, StandardCharsets.UTF_8));
        return Stream.concat(fields.stream(), Stream.of(purposes).map(purpose -> "purpose=" + purpose))
                .collect(Collectors.joining("&"));
    }

    private static String text() throws IOException {
        try (InputStream in = Example.class.getResourceAsStream("/policy/harbour-books.yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
