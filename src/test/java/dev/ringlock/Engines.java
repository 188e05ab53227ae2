package dev.ringlock;

import dev.ringlock.keys.DataKeys;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.TestKeys;
import dev.ringlock.message.SentMessages;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.Outgoing;
import dev.ringlock.steps.Seals;
import dev.ringlock.steps.Tallies;
import dev.ringlock.steps.Trace;
import dev.ringlock.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;

/** What doors stand on in a test: a store, and beside it everything that a test can look into. */
public final class Engines {

    public final Policy policy;
    public final TestClock clock;
    public final Store store;
    public final TestKeys keys = new TestKeys();
    public final Index index = new Index(keys);
    public final SentMessages messages = new SentMessages(new ArrayList<>());
    public final Seals seals;
    public final Tallies tallies;
    public final Outgoing outgoing;
    public final Arrivals arrivals;
    public final Trace trace;

    public Engines(Store store, TestClock clock) {
        this(store, clock, PolicyFile.read(Path.of("src/main/resources/policy/harbour-books.yaml")));
    }

    public Engines(Store store, TestClock clock, Policy policy) {
        this.policy = policy;
        this.store = store;
        this.clock = clock;
        this.seals = new Seals(index, new DataKeys(keys, new Envelope(), clock));
        this.tallies = new Tallies(store, index);
        this.outgoing = new Outgoing(tallies, messages);
        this.arrivals = new Arrivals(clock);
        this.trace = new Trace(store, arrivals);
    }
}
