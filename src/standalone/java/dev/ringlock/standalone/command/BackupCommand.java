package dev.ringlock.standalone.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ringlock.policy.Policy;
import dev.ringlock.standalone.CommandData;
import dev.ringlock.standalone.ServerBackups;
import dev.ringlock.standalone.ServerSettings;
import dev.ringlock.standalone.archive.ArchiveRefusedException;
import dev.ringlock.standalone.backup.BackupSettings;
import dev.ringlock.standalone.backup.LocalBackups.MadeBackup;
import dev.ringlock.standalone.command.DataCommand.Outcome;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A backup of now. */
@Command(
        name = "backup",
        description = {
            "Writes a backup: everything, encrypted for your key of age. It works while the server runs, which makes them by"
                    + " itself if RINGLOCK_BACKUP is set.",
            "The key file is not in it. Keep a copy of that elsewhere: without it no number in a backup can be opened.",
            "The command restore brings it back, with every opt-out since."
        },
        footer = {
            "",
            "Examples:",
            "  java -jar ringlock.jar backup",
            "  java -jar ringlock.jar backup --to /mnt/backups --for age1..."
        })
final class BackupCommand implements Callable<Integer> {

    @Option(names = "--to", paramLabel = "FOLDER", description = "The folder. Default: RINGLOCK_BACKUP.")
    private @Nullable Path folder;

    @Option(
            names = "--for",
            paramLabel = "KEY",
            description = "The public key, which begins with age1. Give several if each of them may open it. Default:"
                    + " RINGLOCK_BACKUP_KEY.")
    private List<String> keys = new ArrayList<>();

    @Option(names = DataCommand.JSON, description = DataCommand.AS_JSON)
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final DataCommand command;

    BackupCommand(DataAccess data) {
        this.command = new DataCommand(data);
    }

    @Override
    public Integer call() {
        try {
            return command.runExisting(spec, json, this::make);
        } catch (ArchiveRefusedException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private Outcome make(CommandData data) {
        ServerSettings settings = command.data().settings();
        Policy policy = command.data().policy();
        Path to = folder == null
                ? settings.backup()
                        .orElseThrow(
                                () -> new ConfigurationException("Name the folder with --to, or with RINGLOCK_BACKUP."))
                : folder;
        List<String> recipients = keys.isEmpty() ? settings.backupKey().orElse(List.of()) : keys;
        if (recipients.isEmpty()) {
            throw new ConfigurationException(
                    "Name the public key with --for, or with RINGLOCK_BACKUP_KEY. Make a pair with age-keygen.");
        }
        BackupSettings wanted = ServerBackups.of(settings, policy, to, recipients);
        PrintWriter err = spec.commandLine().getErr();
        MadeBackup made = data.backUp(policy, wanted, contacts -> {
            if (contacts % 50_000 == 0) {
                err.println(contacts + " contacts so far");
                err.flush();
            }
        });
        return new Outcome(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("file", made.file().toString())
                        .put("at", made.at().toString())
                        .put("opensUntil", made.opensUntil().toString())
                        .put("sha256", made.sha256())
                        .put("contacts", made.counts().contacts())
                        .put("numbers", made.counts().numbers())
                        .put("entries", made.counts().entries())
                        .put("broken", made.counts().broken()),
                lines(made));
    }

    private static List<String> lines(MadeBackup made) {
        List<String> lines = new ArrayList<>(ArchiveText.lines(made.counts()));
        lines.add(0, made.file() + " is written.");
        lines.add("SHA-256 " + made.sha256());
        lines.add("Its numbers can be opened until " + made.opensUntil() + ". Then their key is destroyed.");
        lines.add("It has no keys. Keep a copy of the key file elsewhere.");
        return lines;
    }
}
