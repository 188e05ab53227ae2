package dev.ringlock.standalone.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.standalone.CommandData;
import dev.ringlock.standalone.command.DataCommand.Outcome;
import dev.ringlock.steps.AskedWay;
import dev.ringlock.store.StoreUnavailableException;
import dev.ringlock.subject.ErasureReason;
import dev.ringlock.subject.ErasureRequest;
import dev.ringlock.subject.ErasureView;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Erases a person who asked for it. */
@Command(
        name = "erase",
        description = {
            "Erases a person who asked for it: everything that is held about their number, in every form of it.",
            "What stays: that nothing may be sent to it, and the proof of what was agreed to. It cannot be undone.",
            "It says what is gone now, what goes later and what is kept. The effect is read back first. Erasing twice is sound."
        },
        footer = {
            "",
            "Examples:",
            "  java -jar ringlock.jar erase --number-from-stdin --reason consent_withdrawn --asked letter",
            "  java -jar ringlock.jar erase --number-from-stdin --reason objected --asked mail --yes < number.txt"
        })
final class EraseCommand implements Callable<Integer> {

    @Option(
            names = "--number-from-stdin",
            required = true,
            description = "Read the number, with + and country code, from standard input.")
    private boolean number;

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            required = true,
            description = "no_longer_needed, consent_withdrawn, objected, unlawful, legal_duty, child or other_law.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String reason;

    @Option(
            names = "--asked",
            paramLabel = "WAY",
            required = true,
            description = "How the person asked: phone, mail, letter or in_person.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String asked;

    @Option(
            names = "--yes",
            description = "Do not ask. Without it, the line behind the number is the answer: y erases.")
    private boolean yes;

    @Option(names = DataCommand.JSON, description = DataCommand.AS_JSON)
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final DataCommand command;
    private final CommandUser user;

    EraseCommand(DataAccess data, CommandUser user) {
        this.command = new DataCommand(data);
        this.user = user;
    }

    @Override
    public Integer call() {
        refuseUnknown("--reason", reason, ErasureReason.IDS);
        refuseUnknown("--asked", asked, AskedWay.WAYS);
        return command.runExisting(
                spec, json, () -> new ErasureRequest(confirmed(), null, asked, reason), this::erased);
    }

    private void refuseUnknown(String option, String given, Set<String> known) {
        if (!known.contains(given)) {
            throw new ParameterException(
                    spec.commandLine(), option + " is one of " + String.join(", ", new TreeSet<>(known)) + ".");
        }
    }

    private PhoneNumber confirmed() {
        PipedNumber typed = new PipedNumber(user);
        PhoneNumber whose = typed.read();
        if (!yes) {
            PrintWriter err = spec.commandLine().getErr();
            err.print("Everything that is held about " + whose.masked()
                    + " goes, and does not come back. Erase it? [y/N] ");
            err.flush();
            if (!Set.of("y", "yes").contains(typed.nextLine().toLowerCase(Locale.ROOT))) {
                throw new ConfigurationException("Nothing is erased.");
            }
        }
        return whose;
    }

    private Outcome erased(CommandData data, ErasureRequest ask) {
        try {
            ErasureView view = data.erasures(command.data().policy()).erase(user.actor(), ask, "");
            ObjectNode document = new ObjectMapper().valueToTree(view);
            return new Outcome(document, ErasureText.lines(view));
        } catch (StoreUnavailableException e) {
            throw new ConfigurationException("It is not known whether everything is gone (" + e.getMessage()
                    + "). Give the command again: that is safe.");
        }
    }
}
