package dev.ringlock.standalone.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.standalone.CommandData;
import dev.ringlock.store.StoreUnavailableException;
import io.quarkus.runtime.configuration.ConfigurationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The key file's keys. */
@Command(
        name = "keys",
        description = {"The keys of the key file (RINGLOCK_KEYS).", "Stop the server before, and run as its user."},
        footer = {"", "Example:", "  java -jar ringlock.jar keys rotate --signing"})
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
                "The public half of the signing key before stays in the database: what it signed can still be checked."
            },
            footer = {"", "Example:", "  java -jar ringlock.jar keys rotate --signing"})
    int rotate(
            @Option(names = "--signing", required = true, description = "The key that signs receipts and evidence.")
                    boolean signing,
            @Option(names = DataCommand.JSON, description = DataCommand.AS_JSON) boolean json) {
        CommandLine command = spec.commandLine();
        try (CommandData data = access.existing()) {
            String id = data.rotateSigningKey();
            command.getOut()
                    .println(
                            json
                                    ? JsonNodeFactory.instance.objectNode().put("signingKey", id)
                                    : "From the next start on receipts are signed by the key " + id
                                            + ". Keep a copy of the key file.");
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
