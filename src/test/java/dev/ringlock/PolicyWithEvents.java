package dev.ringlock;

import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The example policy with a purpose that is declared later, on version 2 of its notice. */
final class PolicyWithEvents {

    private static final Path EXAMPLE = Path.of("src/main/resources/policy/harbour-books.yaml");

    private PolicyWithEvents() {}

    static Policy read() {
        return read("events", "", 2);
    }

    private static Policy read(String purpose, String more, int version) {
        String example = text();
        int notice = example.indexOf("  - id: signup");
        String version1 = example.substring(notice, example.indexOf("# Replies to messages"));
        String newer = version1.replace("version: 1", "version: " + version)
                .replace("purposes: [marketing, service]", "purposes: [marketing, service, " + purpose + "]");
        return PolicyFile.read(
                "with-events.yaml",
                example.replace(version1, version1 + newer)
                        .replace("purposes:\n  marketing:", """
                        purposes:
                          %s:
                            title: {en: Events, es: Actos, fr: Fêtes, de: Feste}
                            description: {en: Readings., es: Lecturas., fr: Lectures., de: Lesungen.}
                            channels: [sms]
                            expiresAfter: P1Y
                            doubleOptIn: false
                        """.formatted(purpose) + more + "  marketing:"));
    }

    /** The same with the new purpose renamed, in another version: people have agreed to the one before. */
    static Policy renamed() {
        return read("readings", "    formerly: [events]\n", 3);
    }

    static String text() {
        try {
            return Files.readString(EXAMPLE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
