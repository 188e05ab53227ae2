package dev.ringlock.standalone.command;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.Console;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Scanner;

/** Reads a password: from the console, where it is not shown, or else from the first line of standard input. */
final class TypedPassword {

    private TypedPassword() {}

    static String read(InputStream in) {
        Console console = System.console();
        if (console == null || in != System.in) {
            Scanner lines = new Scanner(in, StandardCharsets.UTF_8);
            return lines.hasNextLine() ? lines.nextLine() : "";
        }
        char[] first = console.readPassword("The password: ");
        char[] again = console.readPassword("The same again: ");
        if (first == null || !Arrays.equals(first, again)) {
            throw new ConfigurationException("The two are not the same.");
        }
        return new String(first);
    }
}
