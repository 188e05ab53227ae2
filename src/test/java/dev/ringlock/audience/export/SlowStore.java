package dev.ringlock.audience.export;

import dev.ringlock.TestClock;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A store that gives an audience two at a time, and takes half a step's time for each page. */
final class SlowStore extends ForwardingStore {

    static final Duration TAKES = Duration.ofSeconds(31);

    private final TestClock clock;

    SlowStore(Store to, TestClock clock) {
        super(to);
        this.clock = clock;
    }

    @Override
    public Page<Compartment> audience(Purpose purpose, Instant now, @Nullable String cursor, int limit) {
        Page<Compartment> page = super.audience(purpose, now, cursor, Math.min(2, limit));
        clock.advance(TAKES);
        return page;
    }
}
