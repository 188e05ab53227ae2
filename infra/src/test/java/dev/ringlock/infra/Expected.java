package dev.ringlock.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that was reviewed, and what is synthesised now. {@code ./mvnw -f infra/pom.xml test -Dsnapshot=write} writes all of
 * them anew; the difference is what a reviewer reads.
 */
record Expected(String name) {

    private static final Path FOLDER = Path.of("src/test/resources");

    void is(String now) {
        Path file = FOLDER.resolve(name);
        try {
            if (System.getProperty("snapshot", "compare").equals("write")) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, now);
            }
            assertEquals(Files.readString(file), now, name + " is not what is synthesised now");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
