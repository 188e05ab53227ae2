package dev.ringlock.steps;

import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.policy.Policy;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.Purpose;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Keeps the policy's purposes on the ledger, so that purposes that left it are known. The newest entry holds them all:
 * the purposes of then, and those that had been removed. Each entry has the place behind the one before it, so of two processes that start
 * at once one writes.
 */
@Singleton
public final class DeclaredPurposes {

    /** The subject of the entries. */
    public static final String SUBJECT = "policy";

    private static final Logger LOG = Logger.getLogger("ringlock");
    private static final int MOST_LANGUAGES = 1_000;

    private final Policy policy;
    private final Store store;
    private final Clock clock;

    public DeclaredPurposes(Policy policy, Store store, Clock clock) {
        this.policy = policy;
        this.store = store;
        this.clock = clock;
    }

    /** Writes the policy's purposes down unless the newest entry says the same, and logs each that has left the policy. */
    public void register() {
        register(Set::of);
    }

    /**
     * The same, for a store that can be asked.
     *
     * @param stored the purposes that somebody has a consent of; asked for only if no entry is there, as after a build that
     *     wrote none
     * @throws dev.ringlock.store.StoreUnavailableException if it is not known whether they are written down
     */
    public void register(Supplier<Set<Purpose>> stored) {
        store.change(() -> {
            Optional<Entry> last = store.newest(SUBJECT);
            Set<Purpose> known = last.map(PurposeFields::known).orElseGet(() -> knownBefore(stored.get()));
            Set<Purpose> gone = last.map(entry -> PurposeFields.read(entry, PurposeFields.REMOVED))
                    .orElse(Set.of());
            Entry entry = entry(last, without(known, policy.purposes().keySet()));
            if (last.isPresent() && last.get().fields().equals(entry.fields())) {
                return ChangePlan.answer(entry);
            }
            return ChangePlan.write(Commit.of(List.of(entry)), settled -> {
                without(PurposeFields.read(entry, PurposeFields.REMOVED), gone).forEach(DeclaredPurposes::tell);
                return entry;
            });
        });
    }

    /** The purposes that the policy once had and has no more, as far as the ledger tells. */
    public Set<Purpose> removed() {
        Set<Purpose> known = store.newest(SUBJECT).map(PurposeFields::known).orElse(Set.of());
        return without(known, policy.purposes().keySet());
    }

    private static void tell(Purpose purpose) {
        LOG.warnf(
                "The purpose %s is not in the policy any more. Its consents end at the next purge, with the reason"
                        + " purpose_removed, and their sealed numbers go.",
                purpose.id());
    }

    private Entry entry(Optional<Entry> last, Set<Purpose> removed) {
        TreeMap<String, String> fields = new TreeMap<>();
        fields.put(PurposeFields.PURPOSES, PurposeFields.text(policy.purposes().keySet()));
        if (!removed.isEmpty()) {
            fields.put(PurposeFields.REMOVED, PurposeFields.text(removed));
        }
        Ulid place = last.map(entry -> entry.ulid().next()).orElse(Ulid.first(Instant.EPOCH));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Entry(
                SUBJECT,
                place,
                Event.PURPOSES_DECLARED,
                now,
                last.map(Entry::hash).orElse(""),
                fields);
    }

    /** A build before this one wrote no such entry, but the words of every version of a notice, with its purposes. */
    private Set<Purpose> knownBefore(Set<Purpose> stored) {
        return Stream.concat(
                        stored.stream(),
                        policy.notices().stream().flatMap(this::versions).flatMap(this::purposesOf))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<Notice> versions(Notice newest) {
        return Stream.iterate(1, version -> version <= newest.version(), version -> version + 1)
                .map(version -> new Notice(newest.id(), version, newest.purposes(), newest.wordings()));
    }

    private Stream<Purpose> purposesOf(Notice version) {
        return store.history(version.subject(), null, MOST_LANGUAGES).items().stream()
                .flatMap(entry -> PurposeFields.read(entry, PurposeFields.PURPOSES).stream());
    }

    private static Set<Purpose> without(Set<Purpose> all, Collection<Purpose> some) {
        Set<Purpose> left = new TreeSet<>(all);
        left.removeAll(some);
        return left;
    }
}
