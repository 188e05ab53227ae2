package dev.ringlock.standalone.command;

import dev.ringlock.phone.NumberReading;
import dev.ringlock.phone.PhoneNumber;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;

/**
 * A number from standard input, and the lines behind it. Arguments are seen by every user of a machine, and stay in the shell's
 * history.
 */
final class PipedNumber {

    private final Scanner lines;

    PipedNumber(CommandUser user) {
        this.lines = new Scanner(user.in(), StandardCharsets.UTF_8);
    }

    /** @throws ConfigurationException if it is none, with what is wrong with it */
    PhoneNumber read() {
        NumberReading reading = PhoneNumber.readKnownOrNot(nextLine(), "");
        if (reading instanceof NumberReading.AcceptedNumber accepted) {
            return accepted.number();
        }
        throw new ConfigurationException(
                ((NumberReading.RefusedNumber) reading).reason().detail());
    }

    /** Empty at the end of the input. */
    String nextLine() {
        return lines.hasNextLine() ? lines.nextLine().strip() : "";
    }
}
