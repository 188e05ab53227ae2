package dev.ringlock.standalone.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.standalone.CommandData;
import dev.ringlock.steps.IndexRotation;
import dev.ringlock.store.StoreUnavailableException;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The key file's keys. */
@Command(
        name = "keys",
        description = {"The keys of the key file (RINGLOCK_KEYS).", "Run as the server's user."},
        footer = {
            "",
            "Examples:",
            "  java -jar ringlock.jar keys rotate --index",
            "  java -jar ringlock.jar keys status"
        })
final class KeysCommand {

    private final DataAccess access;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    KeysCommand(DataAccess access) {
        this.access = access;
    }

    @Command(
            name = "rotate",
            description = {
                "Puts a new key in the place of one. Keep a copy of the key file elsewhere afterwards.",
                "The public half of the signing key before stays in the database: what it signed can still be checked. Stop"
                        + " the server before.",
                "The index key rotates while the server runs. The purges of the next hours do it, and status tells how far"
                        + " they are. The secret before stays in the file: opt-outs are found by it.",
                "The wrapping key rotates while the server runs too. The one before leaves the file once nothing needs it, after eight"
                        + " days or more."
            },
            footer = {
                "",
                "Examples:",
                "  java -jar ringlock.jar keys rotate --signing",
                "  java -jar ringlock.jar keys rotate --index",
                "  java -jar ringlock.jar keys rotate --wrapping"
            })
    int rotate(
            @Option(names = "--signing", description = "The key that signs receipts and evidence.") boolean signing,
            @Option(names = "--index", description = "The key that makes a number's ContactId.") boolean index,
            @Option(names = "--wrapping", description = "The key that wraps the data keys of numbers.")
                    boolean wrapping,
            @Option(names = DataCommand.JSON, description = DataCommand.AS_JSON) boolean json) {
        if (Stream.of(signing, index, wrapping).filter(named -> named).count() != 1) {
            spec.commandLine().getErr().println("Name one key: --signing, --index or --wrapping.");
            return CommandLine.ExitCode.USAGE;
        }
        return told(data -> signing ? signing(data, json) : index ? index(data, json) : wrapping(data, json));
    }

    @Command(
            name = "status",
            description = "Tells how far rotations of keys are.",
            footer = {"", "Example:", "  java -jar ringlock.jar keys status"})
    int status(@Option(names = DataCommand.JSON, description = DataCommand.AS_JSON) boolean json) {
        return told(data -> {
            IndexRotation.RotationState state = data.indexRotation();
            String wrapping =
                    data.wrappingBeforeNeededAt().map(Instant::toString).orElse(null);
            int version = state.versions().newest();
            String phase = state.versions().phase().name().toLowerCase(Locale.ROOT);
            return json
                    ? JsonNodeFactory.instance
                            .objectNode()
                            .put("indexKey", version)
                            .put("phase", phase)
                            .put("since", state.since().toString())
                            .put("wrappingKeyBeforeNeededAt", wrapping)
                            .toString()
                    : "The index key has version " + version + ". Its rotation is in the phase: " + phase + "."
                            + (wrapping == null ? "" : " The wrapping key before was needed last at " + wrapping + ".");
        });
    }

    private static String signing(CommandData data, boolean json) {
        String id = data.rotateSigningKey();
        return json
                ? JsonNodeFactory.instance.objectNode().put("signingKey", id).toString()
                : "From the next start on receipts are signed by the key " + id + ". Keep a copy of the key file.";
    }

    private static String index(CommandData data, boolean json) {
        int version = data.rotateIndexKey();
        return json
                ? JsonNodeFactory.instance.objectNode().put("indexKey", version).toString()
                : "The rotation to version " + version + " of the index key has begun. Keep a copy of the key file.";
    }

    private static String wrapping(CommandData data, boolean json) {
        data.rotateWrappingKey();
        return json
                ? JsonNodeFactory.instance
                        .objectNode()
                        .put("wrappingKey", "rotating")
                        .toString()
                : "Numbers are sealed under a new wrapping key from now on, and the server wraps the older ones anew. Keep a"
                        + " copy of the key file.";
    }

    private int told(Function<CommandData, String> work) {
        CommandLine command = spec.commandLine();
        try (CommandData data = access.existing()) {
            command.getOut().println(work.apply(data));
            return CommandLine.ExitCode.OK;
        } catch (ConfigurationException e) {
            command.getErr().println(e.getMessage());
        } catch (KeysUnavailableException e) {
            command.getErr().println("Nothing has changed: " + e.getMessage() + ".");
        } catch (StoreUnavailableException e) {
            command.getErr().println("The database cannot be used: " + e.getMessage() + ". Nothing has changed.");
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
