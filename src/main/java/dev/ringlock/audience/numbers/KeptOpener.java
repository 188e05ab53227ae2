package dev.ringlock.audience.numbers;

import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.Opener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One opener for many pages. Contact ids are hashes, so the numbers of one data key are spread over all pages, and an
 * opener for each page would unwrap each key once a page. An opener serves for 10 minutes from its first use, checked
 * at each use. Its keys stay in memory until the first page after that, or until the process ends.
 */
@Singleton
public final class KeptOpener {

    private static final Duration LONGEST_USE = Duration.ofMinutes(10);

    /** An audience of ten million has that many keys with a hundred numbers each. They take some 30 megabytes. */
    private static final int MOST_KEYS = 100_000;

    private final Supplier<Opener> openers;
    private final Clock clock;
    private @Nullable Lease current;

    public KeptOpener(Keys keys, Envelope envelope, Clock clock) {
        this.openers = () -> new Opener(keys, envelope, MOST_KEYS);
        this.clock = clock;
    }

    private static final class Lease {

        private final Opener opener;
        private final Instant since;
        private int users;

        Lease(Opener opener, Instant since) {
            this.opener = opener;
            this.since = since;
        }
    }

    public <T> T with(Function<Opener, T> work) {
        Lease lease = taken();
        try {
            return work.apply(lease.opener);
        } finally {
            left(lease);
        }
    }

    private synchronized Lease taken() {
        Instant now = clock.instant();
        Lease lease = current;
        // A clock that was set back must not lengthen a key's life.
        if (lease == null || now.isBefore(lease.since) || !now.isBefore(lease.since.plus(LONGEST_USE))) {
            if (lease != null && lease.users == 0) {
                lease.opener.close();
            }
            lease = new Lease(openers.get(), now);
            current = lease;
        }
        lease.users++;
        return lease;
    }

    private synchronized void left(Lease lease) {
        lease.users--;
        if (lease != current && lease.users == 0) {
            lease.opener.close();
        }
    }
}
