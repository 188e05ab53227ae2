package dev.ringlock.standalone;

import dev.ringlock.consent.Contact;
import dev.ringlock.keys.Keys;
import dev.ringlock.phone.ContactId;
import dev.ringlock.policy.Policy;
import dev.ringlock.restore.LostActs;
import dev.ringlock.restore.Revived;
import dev.ringlock.standalone.archive.ArchiveCounts;
import dev.ringlock.standalone.archive.BackupFile;
import dev.ringlock.standalone.backup.OpenedSample;
import dev.ringlock.store.ContactFilter;
import dev.ringlock.store.LedgerSpan;
import dev.ringlock.store.Page;
import dev.ringlock.store.StoreUnavailableException;
import dev.ringlock.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether what is stored is whole, with the checks of a restore: the contacts' histories, their states, and a sample of the
 * numbers. It changes nothing. Its findings name contacts by their ids, and hold no number.
 */
public final class IntegrityCheck {

    private static final int PAGE = 1_000;
    private static final int TOLD_EACH = 50_000;
    private static final int MOST_NAMED = 10;

    /** A contact may change between two reads of it. */
    private static final int LOOKS = 3;

    private final Path database;
    private final SqliteStore store;
    private final Keys keys;
    private final Policy policy;
    private final Clock clock;

    IntegrityCheck(Path database, SqliteStore store, Keys keys, Policy policy, Clock clock) {
        this.database = database;
        this.store = store;
        this.keys = keys;
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * All of them. A damaged file is the only one: nothing in it can be relied on.
     *
     * @param progress is told now and then how far it is
     * @throws StoreUnavailableException if the database cannot be read
     */
    public List<Finding> findings(Consumer<String> progress) {
        try {
            store.refuseDamaged();
        } catch (StoreUnavailableException e) {
            return List.of(Finding.failed("file", String.valueOf(e.getMessage())));
        }
        return List.of(
                Finding.ok("file", database + " is readable to its end"),
                histories(progress),
                acts(progress),
                seals(progress),
                numbers());
    }

    private Finding histories(Consumer<String> progress) {
        Named broken = new Named();
        ArchiveCounts counts = BackupFile.count(
                database,
                contacts -> {
                    if (contacts % TOLD_EACH == 0) {
                        progress.accept(contacts + " contacts' histories so far");
                    }
                },
                broken::add);
        return broken.count == 0
                ? Finding.ok(
                        "histories",
                        counts.entries() + " entries: those of each of " + counts.contacts()
                                + " contacts are one chain, up to the contact's newest")
                : Finding.failed(
                        "histories",
                        broken.count + " contacts have entries that were changed or taken out: " + broken.names()
                                + ". Look for who had the file, and compare with a backup");
    }

    /** Each opt-out, erasure and end on the ledger has to count in its contact. */
    private Finding acts(Consumer<String> progress) {
        Named forgotten = new Named();
        LongAdder read = new LongAdder();
        LongAdder acts = new LongAdder();
        LedgerSpan all = LedgerSpan.oldestFirst(Instant.EPOCH, clock.instant().plus(Duration.ofDays(36_500)));
        store.readLedger(all, entry -> {
            if (LostActs.isAct(entry)) {
                acts.increment();
                if (Revived.isForgotten(store, new ContactId(entry.subject()), entry)) {
                    forgotten.add(entry.subject());
                }
            }
            read.increment();
            if (read.sum() % TOLD_EACH == 0) {
                progress.accept(read + " entries so far");
            }
        });
        return forgotten.count == 0
                ? Finding.ok("states", acts + " opt-outs, erasures, holds and ends of the ledger count")
                : Finding.failed(
                        "states",
                        forgotten.count + " opt-outs, erasures or ends of the ledger do not count: " + forgotten.names()
                                + ". Send nothing before you have restored a backup");
    }

    /** A number is sealed for each purpose that has it, and for no other. */
    private Finding seals(Consumer<String> progress) {
        Named wrong = new Named();
        long seen = 0;
        @Nullable String cursor = null;
        do {
            Page<Contact> page = store.list(ContactFilter.NONE, cursor, PAGE);
            for (Contact contact : page.items()) {
                if (!isSealedAsGranted(contact)) {
                    wrong.add(contact.id().value());
                }
                if (++seen % TOLD_EACH == 0) {
                    progress.accept(seen + " contacts' compartments so far");
                }
            }
            cursor = page.next();
        } while (cursor != null);
        return wrong.count == 0
                ? Finding.ok("seals", "each consent has its compartment, and no other is there")
                : Finding.failed(
                        "seals",
                        wrong.count + " contacts lack a compartment, or have one too many: " + wrong.names()
                                + ". Restore a backup");
    }

    private boolean isSealedAsGranted(Contact listed) {
        Contact contact = listed;
        for (int look = 0; look < LOOKS; look++) {
            if (store.sealedRows(contact, policy.purposes().keySet())
                    .compartments()
                    .equals(contact.compartments())) {
                return true;
            }
            contact = store.load(List.of(contact.id())).get(0);
        }
        return false;
    }

    private Finding numbers() {
        OpenedSample sample = OpenedSample.of(store, policy.purposes().keySet(), keys, clock);
        return sample.unopened() + sample.strange() == 0
                ? Finding.ok("numbers", "a sample of " + sample.opened() + " opens, and each is its contact's")
                : Finding.failed(
                        "numbers",
                        sample.unopened() + " of a sample cannot be opened, and " + sample.strange()
                                + " are another contact's: the rows were changed, or the keys are others");
    }

    /** Contacts that something is wrong with: how many, and the first ones' ids. */
    private static final class Named {

        private final List<String> first = new ArrayList<>();
        private long count;

        void add(String contact) {
            count++;
            if (first.size() < MOST_NAMED && !first.contains(contact)) {
                first.add(contact);
            }
        }

        String names() {
            return String.join(", ", first) + (count > first.size() ? ", …" : "");
        }
    }
}
