package dev.ringlock.standalone.command;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Scanner;

/** Reads a password: from the console, where it is not shown, or else from the first line of standard input. */
final class TypedPassword {

    private TypedPassword() {}

    static String read(CommandUser user) {
        Optional<String> first = user.secret("The password: ");
        if (first.isEmpty()) {
            Scanner lines = new Scanner(user.in(), StandardCharsets.UTF_8);
            return lines.hasNextLine() ? lines.nextLine() : "";
        }
        if (!first.equals(user.secret("The same again: "))) {
            throw new ConfigurationException("The two are not the same.");
        }
        return first.get();
    }
}
