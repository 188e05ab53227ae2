package dev.ringlock.standalone.backup;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where backups go.
 *
 * @param folder that has them. It is better on another machine's disk
 * @param recipients the public keys of age that they are encrypted for. Each can open them alone
 * @param every how old the newest may be
 * @param keep how long they are kept. The newest is always kept. Null if none is deleted: a folder of the owner's choice
 */
public record BackupSettings(
        Path folder,
        List<String> recipients,
        Duration every,
        @Nullable Duration keep) {

    public BackupSettings {
        recipients = List.copyOf(recipients);
    }
}
