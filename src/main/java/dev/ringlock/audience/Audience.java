package dev.ringlock.audience;

import dev.ringlock.access.Actor;
import dev.ringlock.audience.numbers.AudienceNumbers;
import dev.ringlock.audience.numbers.KeptOpener;
import dev.ringlock.audience.numbers.OpenedNumbers;
import dev.ringlock.audience.numbers.OpenedNumbers.Numbered;
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
import dev.ringlock.terms.Purpose;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives a purpose's numbers to its people, page by page. The ledger gets an entry before anything is read (who asks,
 * and why), and another before the first number leaves (how many). Without the entry, nothing is given.
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

    /** A request for a page. */
    private record PageRequest(Actor actor, Purpose purpose, AudienceRequest wanted) {}

    /**
     * One page. It has no contact who withdrew before it was read, who is held, or whose consent has ended.
     *
     * @throws dev.ringlock.store.StoreUnavailableException if the page could not be read, or an entry not be written
     * @throws dev.ringlock.keys.KeysUnavailableException if the key engine did not answer
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

    /**
     * The first and the last id of the page. A page is in the order of the ids, so they show later whether a person's
     * number was on it.
     */
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
     * @param behind the place of an entry that this one has to follow; null if none
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
