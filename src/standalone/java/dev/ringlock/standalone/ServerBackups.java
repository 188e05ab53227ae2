package dev.ringlock.standalone;

import dev.ringlock.policy.Policy;
import dev.ringlock.standalone.archive.AgeFile;
import dev.ringlock.standalone.archive.ArchiveRefusedException;
import dev.ringlock.standalone.backup.BackupSettings;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The owner's settings of backups, checked. */
public final class ServerBackups {

    private static final Duration MOST_OFTEN = Duration.ofHours(1);

    private ServerBackups() {}

    /**
     * Empty if none are wanted.
     *
     * @throws ConfigurationException if they are not complete, or make no sense
     */
    static Optional<BackupSettings> of(ServerSettings settings, Policy policy) {
        if (settings.demo() || settings.backup().isEmpty()) {
            return Optional.empty();
        }
        List<String> keys = settings.backupKey().orElse(List.of());
        if (keys.isEmpty()) {
            throw new ConfigurationException(
                    "RINGLOCK_BACKUP is set, and RINGLOCK_BACKUP_KEY is not: it has the public key"
                            + " that backups are encrypted for, which begins with age1. Make a pair with age-keygen.");
        }
        return Optional.of(of(settings, policy, settings.backup().get(), keys));
    }

    /**
     * The same for a folder and keys that were given by hand.
     *
     * @throws ConfigurationException if a key is none, or a setting makes no sense
     */
    public static BackupSettings of(ServerSettings settings, Policy policy, Path folder, List<String> keys) {
        try {
            AgeFile.of(keys);
        } catch (ArchiveRefusedException e) {
            throw new ConfigurationException(e.getMessage());
        }
        Duration reach = Duration.ofDays(policy.erasureReaches());
        Duration keep = duration("RINGLOCK_BACKUP_KEEP", settings.backupKeep(), reach);
        boolean isOwn = settings.backup().filter(folder::equals).isPresent();
        return new BackupSettings(
                folder,
                keys,
                duration("RINGLOCK_BACKUP_EVERY", settings.backupEvery(), Duration.ofDays(1)),
                isOwn ? keep : null);
    }

    private static Duration duration(String name, Optional<String> text, Duration otherwise) {
        return IntervalSetting.of(name, text, otherwise, MOST_OFTEN, "an hour or more, as P1D");
    }
}
