package dev.ringlock;

import dev.ringlock.keys.DataKeys;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.TestKeys;
import dev.ringlock.keys.TextSeals;
import dev.ringlock.message.SentMessages;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.CompartmentSeals;
import dev.ringlock.steps.LifeSigns;
import dev.ringlock.steps.LimitedSender;
import dev.ringlock.steps.Notices;
import dev.ringlock.steps.OptOuts;
import dev.ringlock.steps.RateLimits;
import dev.ringlock.steps.Receipts;
import dev.ringlock.steps.ReceivedMessages;
import dev.ringlock.steps.StaffTrail;
import dev.ringlock.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;

/** What doors stand on in a test: a store, and beside it everything that a test can look into. */
public final class Engines {

    public final Policy policy;
    public final TestClock clock;
    public final Store store;
    public final TestKeys keys;
    public final Index index;
    public final SentMessages messages = new SentMessages(new ArrayList<>());
    public final CompartmentSeals seals;
    public final TextSeals texts;
    public final RateLimits tallies;
    public final LimitedSender outgoing;
    public final Arrivals arrivals;
    public final StaffTrail trace;
    public final Notices notices;
    public final ReceivedMessages received;
    public final OptOuts optOuts;
    public final LifeSigns signs;
    public final Receipts receipts;

    public Engines(Store store, TestClock clock) {
        this(store, clock, PolicyFile.read(Path.of("src/main/resources/policy/harbour-books.yaml")));
    }

    public Engines(Store store, TestClock clock, Policy policy) {
        this(store, clock, policy, new TestKeys());
    }

    public Engines(Store store, TestClock clock, Policy policy, TestKeys keys) {
        this(store, clock, policy, keys, new Index(keys));
    }

    /** With an index key that may be rotating. */
    public Engines(Store store, TestClock clock, Policy policy, TestKeys keys, Index index) {
        this.keys = keys;
        this.index = index;
        this.policy = policy;
        this.store = store;
        this.clock = clock;
        DataKeys dataKeys = new DataKeys(keys, new Envelope(), clock);
        this.seals = new CompartmentSeals(index, dataKeys);
        this.texts = new TextSeals(keys, new Envelope(), dataKeys);
        this.tallies = new RateLimits(store, index);
        this.outgoing = new LimitedSender(tallies, messages);
        this.arrivals = new Arrivals(clock);
        this.trace = new StaffTrail(store, arrivals);
        this.notices = new Notices(policy, store, clock);
        this.received = new ReceivedMessages(policy, index, arrivals);
        this.optOuts = new OptOuts(policy, store, index, arrivals);
        this.signs = new LifeSigns(policy, store);
        this.receipts = new Receipts(policy, store, index, optOuts, arrivals);
    }
}
