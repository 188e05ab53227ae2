package dev.ringlock.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.Contact.Hold;
import dev.ringlock.consent.MaskedNumber;
import dev.ringlock.consent.PendingProof;
import dev.ringlock.consent.Quality;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.terms.Purpose;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every store keeps of the promise of {@link Store#list}. */
public abstract class ListsContract extends StoreLedgerContract {

    private static final List<Purpose> PURPOSES =
            List.of(new Purpose("marketing"), new Purpose("mark"), new Purpose("service"));
    private static final Instant NOW = Instant.parse("2046-11-23T10:00:00.123Z");

    private final Random random = new Random(7);
    private final Map<ContactId, Contact> model = new TreeMap<>();

    @Test
    @Tag("beyond-moto")
    void everyFilterListsExactlyWhoFitsEachOnce() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 40; i++) {
                if (round == 0 || random.nextBoolean()) {
                    change(i);
                }
            }
        }
        for (Set<Purpose> purposes : List.of(Set.<Purpose>of(), Set.of(PURPOSES.get(0)), Set.copyOf(PURPOSES))) {
            for (State state : new State[] {null, State.GRANTED, State.WITHDRAWN}) {
                for (String country : new String[] {null, "US", "FR"}) {
                    for (boolean held : new boolean[] {false, true}) {
                        if (state == null || !purposes.isEmpty()) {
                            assertLists(new ContactFilter(purposes, state, country, held));
                        }
                    }
                }
            }
        }
    }

    @Test
    void aContactStandsWhereItIsNowAndNowhereOnceItHasLeft() {
        Purpose marketing = PURPOSES.get(0);
        ContactFilter granted = new ContactFilter(Set.of(marketing), State.GRANTED, null, false);
        ContactFilter french = new ContactFilter(Set.of(), null, "FR", false);
        put(contact(1, Map.of(marketing, State.GRANTED), "FR", null));
        assertEquals(
                List.of(id(1)),
                page(granted, null).items().stream().map(Contact::id).toList());
        assertEquals(1, page(french, null).items().size());
        put(contact(1, Map.of(marketing, State.WITHDRAWN), null, null));
        assertEquals(List.of(), walk(granted, 5));
        assertEquals(List.of(), walk(french, 5));
        assertEquals(
                1,
                walk(new ContactFilter(Set.of(marketing), State.WITHDRAWN, null, false), 5)
                        .size());
        put(contact(1, Map.of(), null, null));
        assertEquals(List.of(), walk(new ContactFilter(Set.of(marketing), null, null, false), 5));
        put(contact(1, Map.of(marketing, State.REQUESTED), null, null));
        Contact before = model.get(id(1));
        Contact left = contact(1, Map.of(), null, null);
        assertInstanceOf(
                CommitResult.Done.class, store().commit(Commit.leaving(left, left.placedAnew(before), List.of())));
        for (ContactFilter filter :
                List.of(ContactFilter.NONE, new ContactFilter(Set.of(marketing), null, null, false))) {
            assertEquals(List.of(), walk(filter, 5));
        }
    }

    @Test
    void aListGoesOnBehindAContactThatHasLeftSince() {
        Purpose service = PURPOSES.get(2);
        for (int i = 0; i < 4; i++) {
            put(contact(i, Map.of(service, State.GRANTED), "US", new Hold(NOW, ulid())));
        }
        for (ContactFilter filter : List.of(
                ContactFilter.NONE,
                new ContactFilter(Set.of(), null, null, true),
                new ContactFilter(Set.of(), null, "US", false),
                new ContactFilter(Set.of(service), null, null, false),
                new ContactFilter(Set.of(service), State.GRANTED, "US", false))) {
            List<ContactId> all = walk(filter, 1);
            String cursor = page(filter, null, 2).next();
            assertTrue(cursor != null && filter.isCursor(cursor));
            Contact second = model.get(all.get(1));
            Contact left = contact(number(second.id()), Map.of(), null, null);
            assertInstanceOf(
                    CommitResult.Done.class, store().commit(Commit.leaving(left, left.placedAnew(second), List.of())));
            assertEquals(all.get(2), page(filter, cursor, 1).items().get(0).id());
            model.remove(second.id());
            put(contact(number(second.id()), Map.of(service, State.GRANTED), "US", new Hold(NOW, ulid())));
        }
    }

    @Test
    void whoIsHeldIsCountedUpToAsManyAsWereAskedFor() {
        for (int i = 0; i < 6; i++) {
            put(contact(i, Map.of(), "US", i % 3 == 0 ? null : new Hold(NOW, ulid())));
        }
        assertEquals(4, store().held(100));
        assertEquals(3, store().held(3));
        put(contact(1, Map.of(), "US", null));
        assertEquals(3, store().held(100));
    }

    @Test
    void aCursorIsOneOfItsOwnListAlone() {
        Purpose marketing = PURPOSES.get(0);
        String place = "marketing/granted/US/" + id(1);
        assertTrue(new ContactFilter(Set.of(marketing), null, null, false).isCursor(place));
        assertTrue(new ContactFilter(Set.of(marketing), State.GRANTED, "US", false).isCursor(place));
        assertFalse(new ContactFilter(Set.of(PURPOSES.get(1)), null, null, false).isCursor(place));
        assertFalse(new ContactFilter(Set.of(marketing), State.EXPIRED, null, false).isCursor(place));
        assertFalse(new ContactFilter(Set.of(marketing), null, "FR", false).isCursor(place));
        assertFalse(new ContactFilter(Set.of(marketing), null, null, true).isCursor(place));
        assertTrue(new ContactFilter(Set.of(marketing), null, null, true).isCursor(id(1).value()));
        assertFalse(new ContactFilter(Set.of(marketing), null, null, false).isCursor("marketing/granted/US/c1_1"));
        assertThrows(IllegalArgumentException.class, () -> new ContactFilter(Set.of(), State.GRANTED, null, false));
    }

    private void assertLists(ContactFilter filter) {
        List<ContactId> listed = walk(filter, 7);
        Set<ContactId> wanted = new HashSet<>();
        model.values().stream().filter(contact -> fits(filter, contact)).forEach(contact -> wanted.add(contact.id()));
        assertEquals(wanted, Set.copyOf(listed), filter::toString);
        assertEquals(wanted.size(), listed.size(), () -> "each once: " + filter);
    }

    /** Said again, in the words of the promise. */
    private static boolean fits(ContactFilter filter, Contact contact) {
        boolean consent = filter.purposes().isEmpty();
        for (Purpose purpose : filter.purposes()) {
            Consent one = contact.consent(purpose);
            consent |= one != null && (filter.state() == null || one.state() == filter.state());
        }
        MaskedNumber masked = contact.masked();
        boolean country =
                filter.country() == null || (masked != null && filter.country().equals(masked.country()));
        return consent && country && (!filter.held() || contact.hold() != null);
    }

    private List<ContactId> walk(ContactFilter filter, int limit) {
        List<ContactId> listed = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page<Contact> page = page(filter, cursor, limit);
            assertTrue(page.items().size() <= limit);
            page.items().forEach(contact -> assertEquals(model.get(contact.id()), contact));
            page.items().forEach(contact -> listed.add(contact.id()));
            cursor = page.next();
            assertTrue(cursor == null || filter.isCursor(cursor), cursor);
        } while (cursor != null);
        return listed;
    }

    private Page<Contact> page(ContactFilter filter, @Nullable String cursor) {
        return page(filter, cursor, 5);
    }

    private Page<Contact> page(ContactFilter filter, @Nullable String cursor, int limit) {
        return store().list(filter, cursor, limit);
    }

    private void change(int number) {
        Map<Purpose, State> states = new HashMap<>();
        for (Purpose purpose : PURPOSES) {
            if (random.nextInt(3) > 0) {
                states.put(purpose, State.values()[random.nextInt(State.values().length)]);
            }
        }
        String country = new String[] {"US", "FR", null}[random.nextInt(3)];
        put(contact(number, states, country, random.nextInt(4) == 0 ? new Hold(NOW, ulid()) : null));
    }

    private void put(Contact contact) {
        Contact before = model.getOrDefault(contact.id(), Contact.unknown(contact.id()));
        Commit commit = new Commit(
                contact,
                List.of(),
                Set.of(),
                Set.of(),
                contact.placedAnew(before),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                null);
        assertInstanceOf(CommitResult.Done.class, store().commit(commit));
        model.put(contact.id(), contact);
    }

    private Contact contact(int number, Map<Purpose, State> states, @Nullable String country, @Nullable Hold hold) {
        Map<Purpose, Consent> consents = new HashMap<>();
        states.forEach((purpose, state) ->
                consents.put(purpose, new Consent(state, NOW, ulid(), "r", null, null, null, null, false)));
        Contact before = model.get(id(number));
        return new Contact(
                id(number),
                before == null ? 1 : before.version() + 1,
                country == null ? null : new MaskedNumber("+•••", country),
                null,
                consents,
                null,
                hold,
                PendingProof.NOTHING,
                Quality.UNKNOWN,
                null);
    }

    /** All over the shards. */
    private static ContactId id(int number) {
        return ContactId.ofMac(ByteBuffer.allocate(16)
                .putInt(number * 0x9E3779B9)
                .putInt(number)
                .array());
    }

    private static int number(ContactId id) {
        for (int i = 0; i < 100; i++) {
            if (id(i).equals(id)) {
                return i;
            }
        }
        throw new AssertionError("nobody's");
    }

    private static Ulid ulid() {
        return Ulid.of(NOW, new byte[10]);
    }
}
