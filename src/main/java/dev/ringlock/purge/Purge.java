package dev.ringlock.purge;

import dev.ringlock.consent.Contact;
import dev.ringlock.edge.Edge;
import dev.ringlock.edge.Measures;
import dev.ringlock.keys.Opener;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.store.Capacity;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.Due;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A run: a walk over what was due when it began, page by page. What is handled leaves the list or moves on it, so a step
 * that is cut off loses nothing, and another run does what it left.
 */
@Singleton
final class Purge {

    private static final Logger LOG = Logger.getLogger("ringlock");

    /** A step begins no page after that; what it may take to end one is left of the three minutes that AWS gives it. */
    private static final Duration LONGEST_STEP = Duration.ofMinutes(1);

    /** Read at once, in a few calls of DynamoDB's; small enough that a step ends in time. */
    private static final int PAGE = 250;

    /** Contacts in work at the same time; each waits for the engine, and SQLite commits those that wait together. */
    private static final int IN_FLIGHT = 64;

    private final Policy policy;
    private final Store store;
    private final Look look;
    private final DueContact contacts;
    private final Arrivals arrivals;
    private final Capacity capacity;

    Purge(Policy policy, Store store, Look look, DueContact contacts, Arrivals arrivals, Capacity capacity) {
        this.policy = policy;
        this.store = store;
        this.look = look;
        this.contacts = contacts;
        this.arrivals = arrivals;
        this.capacity = capacity;
    }

    /**
     * As much of a run as fits into a step.
     *
     * @throws dev.ringlock.store.StoreUnavailableException if the list cannot be read; the same step may be done again
     */
    PurgeStep step(PurgeStep before) {
        if (before.done()) {
            return before;
        }
        Instant begin = arrivals.now();
        double used = capacity.used();
        Ulid run = before.run() == null ? arrivals.ulid(begin) : new Ulid(before.run());
        Tally tally = new Tally(before.report() == null ? PurgeReport.begun(begin) : before.report());
        String cursor = walk(before, run.at(), begin, tally);
        Instant end = arrivals.now();
        tally.took(Duration.between(begin, end), capacity.used() - used);
        if (cursor != null) {
            return new PurgeStep(run.value(), before.dryRun(), cursor, false, tally.soFar());
        }
        PurgeReport report = tally.whole(policy.retention().quality().suspected());
        if (!before.dryRun()) {
            Reports.write(store, run, report, end);
        }
        LOG.infof("purge %s%s: %d due, %s", run, before.dryRun() ? " (dry run)" : "", report.due(), report.counts());
        if (!before.dryRun()) {
            LOG.infof("%s", Measures.of("purge", report.measures(begin)));
        }
        return new PurgeStep(run.value(), before.dryRun(), null, true, report);
    }

    /** Where the walk goes on; null at its end. */
    private @Nullable String walk(PurgeStep before, Instant dueBy, Instant begin, Tally tally) {
        ExecutorService threads = Executors.newFixedThreadPool(IN_FLIGHT);
        try (Opener opener = look.opener()) {
            DueContact.Step step = new DueContact.Step(opener, before.dryRun());
            @Nullable String cursor = before.cursor();
            do {
                Page<Due> page = store.due(dueBy, cursor, PAGE);
                handle(page.items(), step, tally, threads);
                cursor = page.next();
            } while (cursor != null && arrivals.now().isBefore(begin.plus(LONGEST_STEP)));
            return cursor;
        } finally {
            threads.shutdown();
        }
    }

    private void handle(List<Due> page, DueContact.Step step, Tally tally, ExecutorService threads) {
        Instant now = arrivals.now();
        Map<ContactId, Contact> read = read(page.stream().map(Due::contact).toList());
        Map<ContactId, Compartment> numbers = look.sealed(read.values().stream()
                .filter(contact -> contacts.wantsNumber(contact, now))
                .map(Contact::id)
                .toList());
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (Due due : page) {
            Contact contact = read.get(due.contact());
            all.add(CompletableFuture.runAsync(
                    () -> tally.add(
                            due.at(),
                            contact == null
                                    ? Handled.failed()
                                    : contacts.handle(contact, numbers.get(due.contact()), step)),
                    threads));
        }
        try {
            all.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** In one call; one by one if something stored cannot be read, so that it keeps no other from being handled. */
    private Map<ContactId, Contact> read(List<ContactId> ids) {
        Map<ContactId, Contact> read = new HashMap<>();
        try {
            store.load(ids).forEach(contact -> read.put(contact.id(), contact));
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.errorf("a stored contact cannot be read: %s", Edge.place(e));
            if (ids.size() > 1) {
                ids.forEach(id -> read.putAll(read(List.of(id))));
            }
        }
        return read;
    }
}
