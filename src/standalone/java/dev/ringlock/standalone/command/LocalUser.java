package dev.ringlock.standalone.command;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The user of this process. */
final class LocalUser implements CommandUser {

    /** Standard input, where the system tells what it is. */
    private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");

    private final InputStream in;

    LocalUser(InputStream in) {
        this.in = in;
    }

    @Override
    public String name() {
        return System.getProperty("user.name", "");
    }

    @Override
    public InputStream in() {
        return in;
    }

    @Override
    public boolean isAtTerminal() {
        return System.console() != null;
    }

    @Override
    public boolean hasConsole() {
        return console() != null;
    }

    @Override
    public Optional<String> secret(String prompt) {
        Console console = console();
        if (console == null) {
            return Optional.empty();
        }
        char @Nullable [] typed = console.readPassword("%s", prompt);
        // nothing at the end of the input
        return Optional.of(typed == null ? "" : new String(typed));
    }

    private @Nullable Console console() {
        if (in != System.in) {
            return null;
        }
        Console console = System.console();
        if (console == null && isTerminal(STANDARD_INPUT)) {
            throw new ConfigurationException(
                    "A password that you type would be shown, because the output does not go to the"
                            + " terminal. Give the command without a redirection of its output.");
        }
        return console;
    }

    static boolean isTerminal(Path input) {
        try {
            return Files.readSymbolicLink(input).toString().matches("/dev/(pts/|tty|console).*");
        } catch (IOException | UnsupportedOperationException e) {
            // this system does not tell
            return false;
        }
    }

    @Override
    public InputStream read(String file) throws IOException {
        return Files.newInputStream(Path.of(file));
    }

    @Override
    public NewFile create(String file) throws IOException {
        Path path = Path.of(file);
        Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent());
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(path);
        }
        return new CreatedFile(path);
    }

    private static final class CreatedFile implements NewFile {

        private final Path path;
        private final OutputStream content;
        private boolean isKept;

        CreatedFile(Path path) throws IOException {
            this.path = path;
            // whoever puts something else into its place is not followed
            this.content = Files.newOutputStream(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        }

        @Override
        public OutputStream content() {
            return content;
        }

        @Override
        public void keep() throws IOException {
            content.close();
            isKept = true;
        }

        @Override
        public void close() throws IOException {
            if (!isKept) {
                content.close();
                Files.deleteIfExists(path);
            }
        }
    }
}
