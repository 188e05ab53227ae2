package dev.ringlock.standalone.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.policy.Policy;
import dev.ringlock.standalone.CommandData;
import dev.ringlock.standalone.EmptyFolder;
import dev.ringlock.standalone.ServerSettings;
import dev.ringlock.standalone.archive.ArchiveRefusedException;
import dev.ringlock.standalone.archive.ArchiveRestore.RestoredArchive;
import dev.ringlock.store.StoreUnavailableException;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A new Ringlock of an archive. */
@Command(
        name = "restore",
        description = {
            "Makes a new Ringlock of an archive that export --all wrote: the same contacts, consents and ledger, and so the"
                    + " same answers.",
            "It needs a folder without a database (RINGLOCK_DATA) and the policy (RINGLOCK_POLICY). It is done whole or not"
                    + " at all, and may be tried again.",
            "People of staff and clients are not in an archive: add them with staff add and client add."
        },
        footer = {
            "",
            "Example:",
            "  RINGLOCK_DATA=/srv/ringlock RINGLOCK_POLICY=policy.yaml \\",
            "    java -jar ringlock.jar restore ringlock.age --identity key.txt"
        })
final class RestoreCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The archive.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path file;

    @Option(
            names = "--identity",
            paramLabel = "KEYFILE",
            required = true,
            description = "The file with the secret key, as age-keygen makes it.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path identity;

    @Option(
            names = "--old",
            description =
                    "Take an archive of more than six hours, or one that was written while the server ran. Opt-outs since"
                            + " then are not in it.")
    private boolean old;

    @Option(names = DataCommand.JSON, description = DataCommand.AS_JSON)
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final Supplier<ServerSettings> settings;

    RestoreCommand(Supplier<ServerSettings> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try {
            Policy policy = CommandData.policy(settings.get());
            try (EmptyFolder folder = EmptyFolder.open(settings.get())) {
                tell(folder.restore(policy, old).restore(file, identity, folder));
            }
            return CommandLine.ExitCode.OK;
        } catch (ConfigurationException | ArchiveRefusedException e) {
            err.println(e.getMessage());
        } catch (KeysUnavailableException e) {
            err.println("The keys cannot be used: " + e.getMessage() + ".");
        } catch (StoreUnavailableException e) {
            err.println("The database cannot be made: " + e.getMessage() + ".");
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static String age(Duration age) {
        if (age.toHours() == 0) {
            return age.toMinutes() + " minutes";
        }
        return age.toDays() < 2 ? age.toHours() + " hours" : age.toDays() + " days";
    }

    private void tell(RestoredArchive restored) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JsonNodeFactory.instance
                    .objectNode()
                    .put("archive", restored.id().value())
                    .put("at", restored.at().toString())
                    .put("ageMinutes", restored.age().toMinutes())
                    .put("contacts", restored.counts().contacts())
                    .put("numbers", restored.counts().numbers())
                    .put("entries", restored.counts().entries())
                    .put("unopened", restored.counts().unopened())
                    .put("broken", restored.counts().broken())
                    .put("samePolicy", restored.samePolicy()));
            return;
        }
        out.println("Everything of the archive of " + restored.at() + " is here. It is " + age(restored.age())
                + " old: what came to the old Ringlock since then is not in it.");
        ArchiveText.lines(restored.counts()).forEach(out::println);
        if (!restored.samePolicy()) {
            out.println("The policy, or the tables of law, are others than the archive's. Decisions may differ.");
        }
        out.println(
                "Keep a copy of the new key file. Delete the archive, or keep it where nobody reaches it with its key.");
        out.println("Do not start the old Ringlock again: it would not know of the opt-outs that come here.");
    }
}
