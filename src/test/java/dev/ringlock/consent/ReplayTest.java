package dev.ringlock.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.consent.GivenConsent.ConsentMethod;
import dev.ringlock.consent.Withdrawal.WithdrawalMethod;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.LineType;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.PurposeKind;
import dev.ringlock.terms.Terms;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A replay of a whole history gives the consents that are stored, after whatever acts. */
class ReplayTest {

    private static final Purpose MARKETING = new Purpose("marketing");
    private static final Purpose SERVICE = new Purpose("service");
    private static final ContactId NEW = new ContactId("c1_" + "a".repeat(26));
    private static final ContactId OLD = new ContactId("c1_" + "b".repeat(26));
    private static final List<ContactId> FORMS = List.of(NEW, OLD);
    private static final Instant BEGIN = Instant.parse("2024-02-29T10:00:00Z");
    private static final Map<Purpose, Terms> TERMS = Map.of(
            MARKETING, terms(MARKETING, true, Set.of()),
            SERVICE, terms(SERVICE, false, Set.of(new Purpose("orders"))));
    private static final Rules RULES = new Rules(Retentions.EXAMPLE, TERMS.keySet());
    private static final Upkeep UPKEEP = new Upkeep(Retentions.EXAMPLE, TERMS);

    private final Random random = new Random(18);
    private final Set<Event> seen = EnumSet.noneOf(Event.class);

    /** What is stored of one phone, and its history. */
    private static final class StoredPhone {

        private final Map<ContactId, Contact> contacts = new LinkedHashMap<>();
        private final List<Entry> entries = new ArrayList<>();
        private Instant now = BEGIN;

        StoredPhone() {
            FORMS.forEach(form -> contacts.put(form, Contact.unknown(form)));
        }

        Contact at(ContactId form) {
            return contacts.getOrDefault(form, Contact.unknown(form));
        }

        void store(Change change) {
            if (change.isNothing()) {
                return;
            }
            contacts.put(change.contact().id(), change.contact());
            entries.addAll(change.entries());
        }
    }

    @Test
    void aReplayOfEverythingIsWhatIsStored() {
        for (int phone = 0; phone < 400; phone++) {
            StoredPhone stored = new StoredPhone();
            for (int act = 0; act < 30; act++) {
                stored.now = stored.now.plus(Duration.ofMinutes(1L + random.nextInt(60 * 24 * 40)));
                act(stored);
                List<Contact> replayed = Replay.of(FORMS, shuffled(stored.entries), TERMS);
                for (int form = 0; form < FORMS.size(); form++) {
                    assertSame(stored.at(FORMS.get(form)), replayed.get(form), stored.entries);
                }
            }
            stored.entries.forEach(entry -> seen.add(entry.event()));
        }
        assertTrue(
                seen.containsAll(Set.of(
                        Event.REQUESTED,
                        Event.GIVEN,
                        Event.RENEWED,
                        Event.WITHDRAWN,
                        Event.EXPIRED,
                        Event.EXPIRING,
                        Event.MOVED,
                        Event.HELD,
                        Event.RELEASED,
                        Event.ERASED)),
                seen::toString);
    }

    @Test
    void whatArrivedLaterIsNotInAReplayOfBefore() {
        StoredPhone stored = new StoredPhone();
        stored.store(RULES.give(stored.at(NEW), List.of(), RulesTest.provedYes(BEGIN, TERMS.get(MARKETING))));
        stored.now = BEGIN.plusSeconds(60);
        stored.store(RULES.withdraw(stored.at(NEW), no(stored, Set.of(MARKETING), false)));
        List<Entry> before = stored.entries.stream()
                .filter(entry -> !entry.ulid().at().isAfter(BEGIN))
                .toList();
        Contact then = Replay.of(List.of(NEW), before, TERMS).get(0);
        assertEquals(Consent.State.GRANTED, then.state(MARKETING));
        assertEquals(
                Consent.State.WITHDRAWN,
                Replay.of(List.of(NEW), stored.entries, TERMS).get(0).state(MARKETING));
    }

    private void act(StoredPhone stored) {
        ContactId form = random.nextInt(4) == 0 ? OLD : NEW;
        Contact before = stored.at(form);
        List<Contact> older = form.equals(NEW) ? List.of(stored.at(OLD)) : List.of();
        Instant now = stored.now;
        Ulid arrival = Ulid.of(now, bytes());
        Terms[] asked = asked();
        switch (random.nextInt(15)) {
            case 0, 1 -> stored.store(RULES.give(before, older, RulesTest.yes(now, asked)));
            case 2 ->
                stored.store(RULES.give(
                        before,
                        older,
                        RulesTest.provedYes(
                                now, now.minusSeconds(random.nextInt(600)), ConsentMethod.SMS_CODE, asked)));
            case 3 -> stored.store(RULES.withdraw(before, no(stored, Set.of(asked[0].purpose()), false)));
            case 4 -> stored.store(RULES.withdraw(before, no(stored, TERMS.keySet(), true)));
            case 5 -> stored.store(RULES.hold(before, List.of(), now, arrival, Map.of()));
            case 6 -> {
                if (before.hold() != null) {
                    stored.store(
                            random.nextBoolean()
                                    ? RULES.release(before, now, arrival, Map.of())
                                    : RULES.withdrawHeld(before, held(stored, before)));
                }
            }
            case 7 ->
                stored.store(RULES.importYes(
                                before,
                                older,
                                ImportedRows.yes(past(now), now, asked),
                                random.nextBoolean() ? YesEvidence.TOLD : YesEvidence.PROVED,
                                now)
                        .change());
            case 8 ->
                stored.store(RULES.importNo(before, ImportedRows.no(past(now), now, false, asked[0].purpose()), now)
                        .change());
            case 9 ->
                stored.store(RULES.importNo(before, ImportedRows.no(past(now), now, true, MARKETING, SERVICE), now)
                        .change());
            case 13 -> stored.store(RULES.erase(before, no(stored, TERMS.keySet(), true)));
            case 10, 11, 12 -> stored.store(UPKEEP.change(before, now, arrival, null));
            default -> move(stored, arrival);
        }
    }

    private Instant past(Instant now) {
        return random.nextInt(5) == 0 ? now : now.minus(Duration.ofMinutes(random.nextInt(60 * 24 * 300)));
    }

    private void move(StoredPhone stored, Ulid arrival) {
        Upkeep.Move move = UPKEEP.move(
                stored.at(OLD),
                stored.at(NEW),
                stored.now,
                arrival,
                new NumberFacts(true, LineType.MOBILE, NEW, new MaskedNumber("+1 23", "US"), Set.of()));
        stored.store(move.from());
        stored.store(move.to());
        if (move.from().isNothing()) {
            // a hold goes over without a line of its own there
            stored.contacts.put(OLD, move.from().contact());
        }
    }

    private static Withdrawal no(StoredPhone stored, Set<Purpose> purposes, boolean everything) {
        return new Withdrawal(
                stored.now,
                Ulid.of(stored.now, new byte[10]),
                "0b6f4f0e-6c0a-4c1e-9d0b-2f6a3f1f7f55",
                purposes,
                everything,
                WithdrawalMethod.STAFF,
                Map.of());
    }

    private static Withdrawal held(StoredPhone stored, Contact before) {
        Withdrawal plain = no(stored, Set.of(MARKETING), false);
        return new Withdrawal(
                before.hold() == null ? stored.now : before.hold().at(),
                plain.arrival(),
                plain.recordId(),
                plain.purposes(),
                false,
                plain.method(),
                Map.of(
                        "held",
                        before.hold() == null ? "" : before.hold().entry().value()));
    }

    private static void assertSame(Contact stored, Contact replayed, List<Entry> history) {
        assertEquals(stored.consents(), replayed.consents(), history::toString);
        assertEquals(stored.optOutOfEverything(), replayed.optOutOfEverything(), history::toString);
        assertEquals(stored.hold(), replayed.hold(), history::toString);
    }

    private Terms[] asked() {
        List<Terms> all = List.copyOf(TERMS.values());
        return random.nextInt(3) == 0 ? all.toArray(new Terms[0]) : new Terms[] {all.get(random.nextInt(all.size()))};
    }

    private List<Entry> shuffled(List<Entry> entries) {
        List<Entry> all = new ArrayList<>(entries);
        java.util.Collections.shuffle(all, random);
        return all;
    }

    private byte[] bytes() {
        byte[] bytes = new byte[10];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Terms terms(Purpose purpose, boolean doubleOptIn, Set<Purpose> formerly) {
        return new Terms(
                purpose,
                Set.copyOf(Stream.of(Channel.SMS).toList()),
                Period.ofYears(1),
                doubleOptIn,
                Set.of(LineType.MOBILE),
                PurposeKind.MARKETING,
                formerly);
    }
}
