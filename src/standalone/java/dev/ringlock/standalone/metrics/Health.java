package dev.ringlock.standalone.metrics;

import dev.ringlock.standalone.backup.BackupWatch;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import jakarta.inject.Singleton;

/** Whether this server can do its work now: the database answers, and its disk has room. */
@Singleton
final class Health {

    private final Store store;
    private final FreeSpace space;
    private final BackupWatch backups;

    Health(Store store, FreeSpace space, BackupWatch backups) {
        this.store = store;
        this.space = space;
        this.backups = backups;
    }

    /**
     * The answer.
     *
     * @param status {@code UP} or {@code DOWN}
     * @param database {@code UP} if it answers a read
     * @param disk {@code UP} while 16 MiB are free
     * @param backup {@code OFF} if none are made by themselves, {@code NONE} if there is none yet, or when the newest was begun
     */
    record HealthReport(String status, String database, String disk, String backup) {

        boolean isUp() {
            return status.equals(word(true));
        }
    }

    HealthReport report() {
        boolean database = answers();
        boolean disk = space.rounded() > 0;
        return new HealthReport(word(database && disk), word(database), word(disk), backups.words());
    }

    private boolean answers() {
        try {
            store.recall("health");
            return true;
        } catch (StoreUnavailableException e) {
            return false;
        }
    }

    private static String word(boolean up) {
        return up ? "UP" : "DOWN";
    }
}
