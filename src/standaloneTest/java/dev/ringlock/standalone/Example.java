package dev.ringlock.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** The example policy as a file of the owner's own. */
    static Path policy(Path folder) throws IOException {
        return Files.writeString(folder.resolve("policy.yaml"), text());
    }

    /** The same with something changed in it. */
    static Path policy(Path folder, UnaryOperator<String> change) throws IOException {
        String changed = change.apply(text());
        if (changed.equals(text())) {
            throw new AssertionError("the example policy no longer has what was to be changed");
        }
        return Files.writeString(folder.resolve("policy.yaml"), changed);
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
