package dev.ringlock.dataset;

import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.MaskedNumber;
import dev.ringlock.consent.NumberTraits;
import dev.ringlock.consent.OptOut;
import dev.ringlock.consent.PendingProof;
import dev.ringlock.consent.Quality;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.LineType;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Store;
import dev.ringlock.terms.NoticeRef;
import dev.ringlock.terms.Purpose;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Contacts with made-up ids, spread over countries, states, weeks, languages and consents as people are: unevenly. */
public final class MadeUpPeople {

    public static final Purpose MARKETING = new Purpose("marketing");
    public static final Purpose SERVICE = new Purpose("service");

    private static final int AT_ONCE = 500;
    private static final String[] COUNTRIES = {"US", "US", "US", "US", "DE", "DE", "GB", "SE"};
    private static final String[] STATES = {"US-NY", "US-NY", "US-CA", "US-CA", "US-FL", "US-VT"};

    private final Random random;
    private final Instant now;

    /**
     * @param now of the tests' clock
     * @param seed the same people for the same one
     */
    public MadeUpPeople(Instant now, long seed) {
        this.now = now;
        this.random = new Random(seed);
    }

    /** Stores so many, and tells them. */
    public List<Contact> stock(Store store, int count) {
        List<Contact> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            people.add(person());
        }
        put(store, people);
        return people;
    }

    public static void put(Store store, List<Contact> people) {
        for (int from = 0; from < people.size(); from += AT_ONCE) {
            store.commitAll(people.subList(from, Math.min(people.size(), from + AT_ONCE)).stream()
                    .map(contact -> new Commit(contact, List.of(), Set.of(), List.of(), null))
                    .toList());
        }
    }

    /** Somebody as most are. */
    public Contact person() {
        String country = COUNTRIES[random.nextInt(COUNTRIES.length)];
        Set<String> states = country.equals("US") ? Set.of(STATES[random.nextInt(STATES.length)]) : Set.of();
        LineType line = random.nextInt(20) == 0 ? LineType.FIXED_LINE : LineType.MOBILE;
        Instant since = now.minus(Duration.ofDays(7 + random.nextInt(180)));
        String language = country.equals("DE") ? "de" : random.nextInt(6) == 0 ? "es" : "en";
        State marketing = random.nextInt(4) == 0 ? State.WITHDRAWN : State.GRANTED;
        State service = random.nextInt(3) == 0 ? State.REQUESTED : State.GRANTED;
        return person(country, states, line, since, language, Map.of(MARKETING, marketing, SERVICE, service));
    }

    /** Somebody in particular. */
    public Contact person(
            String country,
            Set<String> states,
            LineType line,
            Instant since,
            String language,
            Map<Purpose, State> consents) {
        byte[] id = new byte[16];
        random.nextBytes(id);
        Map<Purpose, Consent> all = new HashMap<>();
        consents.forEach((purpose, state) -> all.put(purpose, consent(state, since, language)));
        MaskedNumber masked = new MaskedNumber("+1 … 23", country, new NumberTraits(states, Set.of(), line, Set.of()));
        return new Contact(
                ContactId.ofMac(id), 1, masked, null, all, null, null, PendingProof.NOTHING, Quality.UNKNOWN, null);
    }

    /** Writes to the ledger that the person did that, at that instant. */
    public void event(Store store, Contact contact, Event event, Instant at, Map<String, String> fields) {
        Ulid place = ulid(at);
        store.append(() -> List.of(new Entry(contact.id().value(), place, event, at, "", new TreeMap<>(fields))));
    }

    private Consent consent(State state, Instant since, String language) {
        Ulid entry = ulid(since);
        OptOut optOut = state == State.WITHDRAWN ? new OptOut(since, entry) : null;
        Instant end = state == State.GRANTED ? now.plus(Duration.ofDays(400)) : null;
        return new Consent(
                state,
                since,
                entry,
                "r-" + entry.value(),
                end,
                optOut,
                null,
                new NoticeRef("signup", 1, language),
                false);
    }

    private Ulid ulid(Instant at) {
        byte[] chance = ByteBuffer.allocate(10)
                .putLong(random.nextLong())
                .putShort((short) random.nextInt())
                .array();
        return Ulid.of(at, chance);
    }
}
