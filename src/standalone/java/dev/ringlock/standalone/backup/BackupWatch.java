package dev.ringlock.standalone.backup;

import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the operator sees of backups: whether any are made, how old the newest is, and when a drill last went well. */
@Singleton
public final class BackupWatch {

    private volatile boolean on;
    private volatile @Nullable Instant newest;
    private volatile @Nullable Instant drilled;

    /** Backups are made by themselves. */
    public void begin(@Nullable Instant drilledBefore) {
        on = true;
        drilled = drilledBefore;
    }

    public void made(Instant at) {
        newest = at;
    }

    public void drilled(Instant at) {
        drilled = at;
    }

    /** {@code OFF}, {@code NONE}, or when the newest was begun. */
    public String words() {
        Instant at = newest;
        return on ? at == null ? "NONE" : at.toString() : "OFF";
    }

    /** In Unix seconds; 0 if there is none. */
    public long newestSeconds() {
        return seconds(newest);
    }

    /** Likewise. */
    public long drilledSeconds() {
        return seconds(drilled);
    }

    private static long seconds(@Nullable Instant at) {
        return at == null ? 0 : at.getEpochSecond();
    }
}
