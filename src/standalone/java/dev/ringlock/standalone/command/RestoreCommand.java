package dev.ringlock.standalone.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.policy.Policy;
import dev.ringlock.standalone.CommandData;
import dev.ringlock.standalone.EmptyFolder;
import dev.ringlock.standalone.RestoredFile;
import dev.ringlock.standalone.ServerSettings;
import dev.ringlock.standalone.ServerStopped;
import dev.ringlock.standalone.archive.ArchiveRefusedException;
import dev.ringlock.standalone.archive.ArchiveRestore.RestoredArchive;
import dev.ringlock.standalone.archive.BackupFile;
import dev.ringlock.standalone.backup.BackupRestore.RestoredBackup;
import dev.ringlock.store.StoreUnavailableException;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A database of a backup, in which nobody comes back, or a new Ringlock of an archive. */
@Command(
        name = "restore",
        description = {
            "Of a backup: restores it beside what runs, does every opt-out since again, and checks that nobody comes back. Then"
                    + " it is deleted again, and nothing has changed. With --switch the server goes on from it. Stop it"
                    + " before.",
            "Of an archive: makes a new Ringlock of an archive that export --all wrote: the same contacts, consents and ledger, and so the"
                    + " same answers.",
            "An archive needs a folder without a database (RINGLOCK_DATA) and the policy (RINGLOCK_POLICY). It is done whole or not"
                    + " at all, and may be tried again.",
            "People of staff and clients are not in an archive: add them with staff add and client add."
        },
        footer = {
            "",
            "Examples:",
            "  java -jar ringlock.jar restore backup-2026-11-28T030000Z.age --identity key.txt",
            "  java -jar ringlock.jar restore backup-2026-11-28T030000Z.age --identity key.txt --switch",
            "  RINGLOCK_DATA=/srv/ringlock RINGLOCK_POLICY=policy.yaml \\",
            "    java -jar ringlock.jar restore ringlock.age --identity key.txt"
        })
final class RestoreCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The backup, or the archive.")
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
                    "Take an archive of more than six hours, or one that was written while the server ran, or a backup when"
                            + " the database and the later acts are lost. Opt-outs since then are not in it.")
    private boolean old;

    @Option(names = "--drill", description = "Of a backup: change nothing. That is so without --switch too.")
    private boolean drill;

    @Option(names = "--switch", description = "Of a backup: the server goes on from it.")
    private boolean switches;

    @Option(names = "--keep", description = "With --switch: keep the other database, as ringlock.db.replaced.")
    private boolean keeps;

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
            if (BackupFile.isBackup(file, identity)) {
                return restored(policy);
            }
            if (drill || switches || keeps) {
                throw new ArchiveRefusedException(
                        "--drill, --switch and --keep are for a backup, and this is an archive.");
            }
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

    private int restored(Policy policy) {
        if (drill && switches) {
            throw new ArchiveRefusedException("It is either --drill or --switch.");
        }
        PrintWriter err = spec.commandLine().getErr();
        err.println("Restoring beside what runs. That takes minutes where there are many contacts.");
        err.flush();
        try (ServerStopped stopped = switches ? ServerStopped.in(settings.get()) : null;
                RestoredFile beside = RestoredFile.make(settings.get())) {
            RestoredBackup restored = beside.restore(policy, file, identity, old, !switches);
            if (stopped != null) {
                beside.switchTo(keeps);
            }
            tell(restored);
        }
        return CommandLine.ExitCode.OK;
    }

    private void tell(RestoredBackup restored) {
        PrintWriter out = spec.commandLine().getOut();
        Instant knownUntil = restored.knownUntil();
        if (json) {
            ObjectNode document = JsonNodeFactory.instance
                    .objectNode()
                    .put("backup", restored.header().id().value())
                    .put("at", restored.header().at().toString())
                    .put("contacts", restored.counts().contacts())
                    .put("numbers", restored.counts().numbers())
                    .put("entries", restored.counts().entries())
                    .put("broken", restored.counts().broken())
                    .put("replayed", restored.replayed())
                    .put("revived", restored.revived())
                    .put("opened", restored.opened())
                    .put("switched", switches);
            out.println(knownUntil == null ? document : document.put("knownUntil", knownUntil.toString()));
            return;
        }
        out.println("The backup of " + restored.header().at() + " can be restored.");
        ArchiveText.lines(restored.counts()).forEach(out::println);
        out.println(restored.replayed() + " opt-outs, holds, ends and erasures since then are done again.");
        out.println(restored.revived() + " people came back.");
        out.println(restored.opened() + " numbers were opened, to see whether that works.");
        if (knownUntil != null) {
            out.println(
                    "The database is lost, or an older copy. What is known of the time since comes from beside the"
                            + " backup, and ends at " + knownUntil
                            + ". Bring the opt-outs of your message providers in (ringlock reconcile) before anything is sent.");
        }
        out.println(
                switches
                        ? "The server goes on from it. Start it now. Make a backup."
                        : "It is deleted again, and nothing has changed. With --switch the server goes on from it.");
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
