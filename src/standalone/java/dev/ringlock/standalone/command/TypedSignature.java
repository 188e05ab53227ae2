package dev.ringlock.standalone.command;

import dev.ringlock.http.Caller;
import dev.ringlock.standalone.staff.SignInTry;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;

/**
 * Reads names, passwords and one-time codes: from the console, where passwords are not shown, or else from standard input, a
 * line each.
 */
final class TypedSignature {

    private final PrintWriter out;
    private final CommandUser user;
    private final boolean hasConsole;
    private final Scanner lines;

    TypedSignature(PrintWriter out, CommandUser user) {
        this.out = out;
        this.user = user;
        this.hasConsole = user.hasConsole();
        this.lines = new Scanner(user.in(), StandardCharsets.UTF_8);
    }

    SignInTry read(String role, Caller caller) {
        ask("The name of the person with the role " + role + ": ");
        String name = line();
        String password = user.secret("Password: ").orElseGet(this::line);
        ask("One-time code: ");
        return new SignInTry(name, password, line(), "", caller);
    }

    private void ask(String what) {
        if (hasConsole) {
            out.print(what);
            out.flush();
        }
    }

    private String line() {
        if (!lines.hasNextLine()) {
            // an empty answer would count as a wrong try
            throw new ConfigurationException("The input ended too early. Nothing was read.");
        }
        return lines.nextLine().strip();
    }
}
