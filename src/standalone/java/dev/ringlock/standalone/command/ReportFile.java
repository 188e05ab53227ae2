package dev.ringlock.standalone.command;

import dev.ringlock.standalone.command.CommandUser.NewFile;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;

/**
 * The file that a report goes into. It is made before the work, so that a name that cannot be written costs no work. It is
 * always a new file: nothing is written over, and no link is followed.
 */
final class ReportFile implements AutoCloseable {

    private static final int MOST_NUMBERS = 1_000;

    private final String name;
    private final NewFile file;

    private ReportFile(String name, NewFile file) {
        this.name = name;
        this.file = file;
    }

    /** A file with that name. */
    static ReportFile named(CommandUser user, String name) throws IOException {
        try {
            return new ReportFile(name, user.create(name));
        } catch (FileAlreadyExistsException e) {
            throw new ConfigurationException(name + " is there already: name another file with --report.");
        }
    }

    /** A file beside another one, with a number if there are earlier reports. */
    static ReportFile beside(CommandUser user, String file) throws IOException {
        for (int number = 1; number < MOST_NUMBERS; number++) {
            String name = file + (number == 1 ? ".report.csv" : ".report-" + number + ".csv");
            try {
                return new ReportFile(name, user.create(name));
            } catch (FileAlreadyExistsException e) {
                // the next number may be free
            }
        }
        throw new ConfigurationException("There are too many reports beside " + file + ": name one with --report.");
    }

    /** @return the file's name */
    String write(String report) throws IOException {
        file.content().write(report.getBytes(StandardCharsets.UTF_8));
        file.keep();
        return name;
    }

    /** Takes an empty one away. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
