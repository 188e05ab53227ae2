package dev.ringlock.standalone.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.standalone.CommandData;
import dev.ringlock.standalone.staff.StaffMistakeException;
import dev.ringlock.store.StoreUnavailableException;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Runs a command on the data folder, and prints what came of it. */
final class DataCommand {

    static final String JSON = "--json";
    static final String AS_JSON = "Print JSON.";

    private final DataAccess data;

    DataCommand(DataAccess data) {
        this.data = data;
    }

    /** What came of it, for a program and for people. */
    record Outcome(ObjectNode document, List<String> lines) {}

    DataAccess data() {
        return data;
    }

    /** For a command that may be the first one in its folder. */
    int run(CommandSpec spec, boolean json, Function<CommandData, Outcome> work) {
        return run(spec, json, data::open, work);
    }

    /** For a command that is about what is there. */
    int runExisting(CommandSpec spec, boolean json, Function<CommandData, Outcome> work) {
        return run(spec, json, data::existing, work);
    }

    /** The same. First it asks for what it needs, so that the folder is free while a person types. */
    <T> int runExisting(CommandSpec spec, boolean json, Supplier<T> asked, BiFunction<CommandData, T, Outcome> work) {
        T answer;
        try {
            answer = asked.get();
        } catch (ConfigurationException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        return runExisting(spec, json, data -> work.apply(data, answer));
    }

    private int run(
            CommandSpec spec, boolean json, Supplier<CommandData> opening, Function<CommandData, Outcome> work) {
        CommandLine command = spec.commandLine();
        try (CommandData opened = opening.get()) {
            Outcome outcome = work.apply(opened);
            if (json) {
                command.getOut().println(outcome.document());
            } else {
                outcome.lines().forEach(command.getOut()::println);
            }
            if (data.settings().issuer().isPresent()) {
                command.getErr()
                        .println(
                                "RINGLOCK_ISSUER is set: as long as it is, nobody but the provider's people can sign in.");
            }
            return CommandLine.ExitCode.OK;
        } catch (ConfigurationException | StaffMistakeException e) {
            command.getErr().println(e.getMessage());
        } catch (StoreUnavailableException e) {
            command.getErr().println("The database cannot be used: " + e.getMessage() + ". Nothing has changed.");
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
