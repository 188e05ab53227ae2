package dev.ringlock.standalone.command;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file that a report goes into. It is made before the work, so that a name that cannot be written costs no work. It is
 * always a new file: nothing is written over, and no link is followed.
 */
final class ReportFile implements AutoCloseable {

    private static final int MOST_NUMBERS = 1_000;

    private final Path path;
    private boolean isWritten;

    private ReportFile(Path path) {
        this.path = path;
    }

    /** A file with that name. */
    static ReportFile named(Path path) throws IOException {
        try {
            Files.createFile(path);
            return new ReportFile(path);
        } catch (FileAlreadyExistsException e) {
            throw new ConfigurationException(path + " is there already: name another file with --report.");
        }
    }

    /** A file beside another one, with a number if there are earlier reports. */
    static ReportFile beside(String file) throws IOException {
        for (int number = 1; number < MOST_NUMBERS; number++) {
            try {
                return new ReportFile(
                        Files.createFile(Path.of(file + (number == 1 ? ".report.csv" : ".report-" + number + ".csv"))));
            } catch (FileAlreadyExistsException e) {
                // the next number may be free
            }
        }
        throw new ConfigurationException("There are too many reports beside " + file + ": name one with --report.");
    }

    Path write(String report) throws IOException {
        byte[] bytes = report.getBytes(StandardCharsets.UTF_8);
        // whoever put something else into its place is not followed
        Files.delete(path);
        Files.write(path, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        isWritten = true;
        return path;
    }

    /** Takes an empty one away. */
    @Override
    public void close() throws IOException {
        if (!isWritten) {
            Files.deleteIfExists(path);
        }
    }
}
