package dev.ringlock.standalone.command;

import dev.ringlock.http.Caller;
import dev.ringlock.standalone.staff.SignInTry;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.Console;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import org.jspecify.annotations.Nullable;

/**
 * Reads names, passwords and one-time codes: from the console, where passwords are not shown, or else from standard input, a
 * line each.
 */
final class TypedSignature {

    private final PrintWriter out;
    private final Scanner lines;
    /** Null where nobody sits at one. */
    private final @Nullable Console console;

    TypedSignature(PrintWriter out, InputStream in) {
        this.out = out;
        this.console = TypedPassword.console(in);
        this.lines = new Scanner(in, StandardCharsets.UTF_8);
    }

    SignInTry read(String role, Caller caller) {
        ask("The name of the person with the role " + role + ": ");
        String name = line();
        String password = console == null ? line() : TypedPassword.text(console.readPassword("Password: "));
        ask("One-time code: ");
        return new SignInTry(name, password, line(), "", caller);
    }

    private void ask(String what) {
        if (console != null) {
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
