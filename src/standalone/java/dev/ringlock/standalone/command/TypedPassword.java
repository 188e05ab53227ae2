package dev.ringlock.standalone.command;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Scanner;
import org.jspecify.annotations.Nullable;

/** Reads a password: from the console, where it is not shown, or else from the first line of standard input. */
final class TypedPassword {

    private TypedPassword() {}

    /** Standard input, where the system tells what it is. */
    private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");

    static String read(InputStream in) {
        Console console = console(in);
        if (console == null) {
            Scanner lines = new Scanner(in, StandardCharsets.UTF_8);
            return lines.hasNextLine() ? lines.nextLine() : "";
        }
        String first = text(console.readPassword("The password: "));
        if (!first.equals(text(console.readPassword("The same again: ")))) {
            throw new ConfigurationException("The two are not the same.");
        }
        return first;
    }

    /**
     * The console that somebody sits at.
     *
     * @return null if the lines come from a file or another program
     * @throws ConfigurationException if they are typed, and would be shown
     */
    static @Nullable Console console(InputStream in) {
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

    /** Nothing at the end of the input. */
    static String text(char @Nullable [] typed) {
        return typed == null ? "" : new String(typed);
    }
}
