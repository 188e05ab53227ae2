package dev.ringlock.audience;

import dev.ringlock.access.Actor;
import dev.ringlock.audience.numbers.AudienceNumbers;
import dev.ringlock.audience.numbers.KeptOpener;
import dev.ringlock.audience.numbers.OpenedNumbers;
import dev.ringlock.audience.numbers.OpenedNumbers.Numbered;
import dev.ringlock.consent.Purpose;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.StaffTrail;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives a purpose's numbers to its people, page by page. Who asks, and what for, is on the ledger before anything is read;
 * how many they get, before the first number leaves. What cannot be written down is not given.
 */
@Singleton
class Audience {

    private final Store store;
    private final KeptOpener opener;
    private final Arrivals arrivals;

    Audience(Store store, KeptOpener opener, Arrivals arrivals) {
        this.store = store;
        this.opener = opener;
        this.arrivals = arrivals;
    }

    /** Who wants what. */
    private record PageRequest(Actor actor, Purpose purpose, AudienceRequest wanted) {}

    /**
     * One page. Who withdrew before it was read is not on it, nor is who is held or whose consent has ended.
     *
     * @throws dev.ringlock.store.StoreUnavailableException if it could not be read, or not be written down
     * @throws dev.ringlock.keys.KeysUnavailableException if a key could not be had
     */
    AudiencePage page(Actor actor, Purpose purpose, AudienceRequest wanted) {
        PageRequest one = new PageRequest(actor, purpose, wanted);
        ContactId after = wanted.after();
        Ulid asked = write(one, Event.AUDIENCE_ASKED, null, Map.of("limit", String.valueOf(wanted.limit())));
        Page<Compartment> page =
                store.audience(purpose, arrivals.now(), after == null ? null : after.value(), wanted.limit());
        OpenedNumbers opened = opener.with(keys -> AudienceNumbers.open(keys, purpose, page.items()));
        write(one, Event.AUDIENCE_TAKEN, asked, told(opened));
        return AudiencePage.of(purpose, opened, page.next());
    }

    /** The ids between the first and the last are those that the page had: they tell whom a person's taking concerns. */
    private static Map<String, String> told(OpenedNumbers opened) {
        List<Numbered> numbers = opened.numbers();
        Map<String, String> told = new TreeMap<>();
        told.put("count", String.valueOf(numbers.size()));
        told.put("unopened", String.valueOf(opened.unopened()));
        if (!numbers.isEmpty()) {
            told.put("first", numbers.get(0).contact().value());
            told.put("last", numbers.get(numbers.size() - 1).contact().value());
        }
        return told;
    }

    /**
     * @param behind the place of the entry that this one has to come after
     * @return its place
     */
    private Ulid write(PageRequest one, Event event, @Nullable Ulid behind, Map<String, String> more) {
        Map<String, String> fields = new TreeMap<>(one.wanted().campaign().fields());
        fields.put("purpose", one.purpose().id());
        ContactId after = one.wanted().after();
        if (after != null) {
            fields.put("after", after.value());
        }
        fields.putAll(more);
        return store.change(() -> {
            Instant now = arrivals.now();
            Ulid arrival = arrivals.ulid(now);
            Ulid place = behind != null && behind.compareTo(arrival) >= 0 ? behind.next() : arrival;
            Entry entry = StaffTrail.entry(one.actor(), event, place, now, fields);
            return ChangePlan.write(Commit.of(List.of(entry)), place);
        });
    }
}
