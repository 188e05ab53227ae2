package dev.ringlock.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.ringlock.Deep;
import dev.ringlock.TestClock;
import dev.ringlock.consent.Code;
import dev.ringlock.consent.Code.PendingRequest;
import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.Contact.Hold;
import dev.ringlock.consent.Failures;
import dev.ringlock.consent.HeldMessage;
import dev.ringlock.consent.MaskedNumber;
import dev.ringlock.consent.NumberTraits;
import dev.ringlock.consent.OptOut;
import dev.ringlock.consent.PendingProof;
import dev.ringlock.consent.PersonalEvidence;
import dev.ringlock.consent.Quality;
import dev.ringlock.consent.Question;
import dev.ringlock.contactability.Budget;
import dev.ringlock.contactability.Contactability;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Head;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.LineType;
import dev.ringlock.terms.NoticeRef;
import dev.ringlock.terms.Purpose;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every store keeps of the promise of {@link Store}. Tests tagged {@code beyond-moto} want more than moto's stand-in for
 * DynamoDB does: it does not lock, knows no transaction by its token, and copies all it has for each. Or they wait long for
 * faults that the client makes: no engine is asked then.
 */
public abstract class StoreContract extends ListsContract {

    protected static final Purpose MARKETING = new Purpose("marketing");
    protected static final Purpose SERVICE = new Purpose("service");
    /** As many as no retry gets past. */
    private static final int LASTING = 1_000;

    private static final Instant NOW = Instant.parse("2046-11-23T10:00:00.123Z");

    protected final TestClock clock = new TestClock();

    /** The store under test, empty at a test's begin. */
    @Override
    protected abstract Store store();

    /** From now on, writing a ledger entry fails in the middle of its transaction; until it is called with false. */
    protected abstract void breakLedger(boolean broken);

    /** The next commits, that many, meet this fault. */
    protected abstract void inject(Fault fault, int commits);

    /** Whether that compartment is marked as held. */
    protected abstract boolean isHeld(Purpose purpose, ContactId contact);

    /** The same store as it would be if its process had ended just now, without a farewell. */
    protected abstract Store afterACrash();

    @Test
    void aContactNobodyStoredIsUnknown() {
        assertEquals(List.of(Contact.unknown(id(1)), Contact.unknown(id(2))), store().load(List.of(id(1), id(2))));
    }

    @Test
    void whatIsCommittedIsReadBackWhole() {
        OptOut no = new OptOut(NOW.minusSeconds(5), ulid(1));
        NoticeRef notice = new NoticeRef("signup", 1, "pt-BR");
        Code code = new Code(
                "mac",
                NOW,
                NOW.plusSeconds(600),
                NOW.plusMillis(3),
                2,
                List.of(new PendingRequest("r3", Set.of(MARKETING, SERVICE), notice)),
                List.of(new PendingRequest("r5", Set.of(SERVICE), notice)));
        Contact contact = new Contact(
                id(1),
                1,
                new MaskedNumber(
                        "+1 ••• ••• ••23",
                        "US",
                        new NumberTraits(
                                Set.of("US-FL", "US-IN"),
                                Set.of("America/New_York", "America/Chicago"),
                                LineType.FIXED_LINE_OR_MOBILE,
                                Set.of(id(4), id(5)))),
                new Head(ulid(9), "ab".repeat(32)),
                Map.of(
                        MARKETING,
                                new Consent(
                                        State.GRANTED,
                                        NOW,
                                        ulid(8),
                                        "r1",
                                        NOW.plusSeconds(60),
                                        null,
                                        NOW,
                                        notice,
                                        true),
                        SERVICE, new Consent(State.WITHDRAWN, NOW, ulid(9), "r2", null, no, null, null, false)),
                new OptOut(NOW.minusSeconds(4), ulid(6)),
                new Hold(NOW, ulid(7)),
                new PendingProof(
                        code,
                        new Question("r4", notice, Set.of(MARKETING), NOW, NOW.plusSeconds(90), NOW.plusMillis(1))),
                new Quality(
                        NOW.minusSeconds(1),
                        new Failures(
                                List.of(NOW.minusSeconds(9), NOW),
                                3,
                                NOW.minusSeconds(8),
                                NOW.minusSeconds(7),
                                NOW.minusSeconds(7)),
                        NOW.minusSeconds(2),
                        NOW.minusSeconds(3),
                        "origin",
                        id(3)),
                NOW.plusSeconds(60));
        Entry entry = entry(id(1).value(), ulid(9), "é \" \\ \n");
        assertDone(new Commit(contact, List.of(compartment(MARKETING, id(1))), Set.of(), List.of(entry), null));
        assertEquals(contact, load(id(1)));
        assertEquals(List.of(entry), store().history(id(1).value(), null, 10).items());
        Compartment stored = compartment(MARKETING, id(1));
        Compartment found =
                store().compartments(MARKETING, List.of(id(2), id(1))).get(0);
        assertEquals(List.of(stored.contact(), MARKETING), List.of(found.contact(), found.purpose()));
        assertArrayEquals(stored.sealed(), found.sealed());
        assertArrayEquals(stored.wrappedKey(), found.wrappedKey());
        assertEquals(stored.evidence(), found.evidence());
    }

    @Test
    void whoWalksWhatIsDueMeetsEachThatIsAndNoOther() {
        List<DueRow> due = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            Instant at = NOW.plusSeconds(i % 5 - 4);
            assertDone(commit(due(i, 1, at)));
            due.add(new DueRow(id(i), at));
        }
        assertDone(commit(due(100, 1, NOW.plusMillis(1))));
        assertDone(commit(contact(101, 1)));
        List<DueRow> met = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page<DueRow> page = store().due(NOW, cursor, 7);
            met.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        assertEquals(25, met.size());
        assertEquals(Set.copyOf(due), Set.copyOf(met));
        assertDone(commit(due(3, 2, NOW.plusSeconds(1))));
        assertDone(commit(contact(4, 2)));
        Set<DueRow> left = new HashSet<>(store().due(NOW, null, 100).items());
        assertEquals(23, left.size());
        assertTrue(left.stream().noneMatch(found -> List.of(id(3), id(4)).contains(found.contact())));
    }

    @Test
    void whatIsForgottenGoesWithItsContactOrLeavesIt() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            entries.add(entry(id(1).value(), ulid(i), "t"));
        }
        assertDone(new Commit(contact(1, 1), List.of(), Set.of(), entries, null));
        assertDone(Commit.forgetting(contact(1, 2), Set.of(), List.of(ulid(0), ulid(1), ulid(2))));
        assertEquals(
                entries.subList(3, 5), store().history(id(1).value(), null, 10).items());
        assertEquals(
                new CommitResult.Stale(),
                store().commit(Commit.leaving(contact(1, 2), Set.of(), List.of(ulid(3), ulid(4)))));
        assertEquals(2, store().history(id(1).value(), null, 10).items().size());
        assertEquals(
                new CommitResult.Stale(),
                store().commit(Commit.leaving(contact(1, 3), Set.of(), List.of(ulid(0), ulid(3), ulid(4)))),
                "what is not there any more went with another commit");
        assertDone(Commit.leaving(contact(1, 3), Set.of(), List.of(ulid(3), ulid(4))));
        assertEquals(Contact.unknown(id(1)), load(id(1)));
        assertEquals(List.of(), store().history(id(1).value(), null, 10).items());
        assertDone(commit(contact(1, 1)));
    }

    @Test
    void twoContactsChangeTogetherOrNeither() {
        assertDone(new Commit(contact(1, 1), List.of(compartment(MARKETING, id(1))), Set.of(), List.of(), null));
        Commit from = new Commit(
                contact(1, 2), List.of(), Set.of(MARKETING), List.of(entry(id(1).value(), ulid(1), "from")), null);
        Commit to = new Commit(
                contact(2, 2),
                List.of(compartment(MARKETING, id(2))),
                Set.of(),
                List.of(entry(id(2).value(), ulid(1), "to")),
                null);
        assertEquals(new CommitResult.Stale(), store().commit(from.and(to)));
        assertTrue(hasCompartment(MARKETING, id(1)) && !hasCompartment(MARKETING, id(2)));
        assertEquals(List.of(), store().history(id(1).value(), null, 10).items());
        assertDone(commit(contact(2, 1)));
        assertDone(from.and(to));
        assertTrue(!hasCompartment(MARKETING, id(1)) && hasCompartment(MARKETING, id(2)));
        assertEquals(List.of(2L, 2L), List.of(load(id(1)).version(), load(id(2)).version()));
        assertEquals(1, store().history(id(2).value(), null, 10).items().size());
    }

    @Test
    void aHoldIsMarkedOnTheCompartmentsThatAreThere() {
        Contact free = contact(1, 1);
        assertDone(new Commit(
                free, List.of(compartment(MARKETING, id(1)), compartment(SERVICE, id(1))), Set.of(), List.of(), null));
        Contact held = new Contact(
                id(1),
                2,
                null,
                null,
                Map.of(),
                null,
                new Hold(NOW, ulid(7)),
                PendingProof.NOTHING,
                Quality.UNKNOWN,
                null);
        assertDone(new Commit(
                held,
                List.of(),
                Set.of(),
                Set.of(MARKETING),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                null));
        assertTrue(isHeld(MARKETING, id(1)) && !isHeld(SERVICE, id(1)));
        Commit released = new Commit(
                contact(1, 3),
                List.of(),
                Set.of(),
                Set.of(MARKETING),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                null);
        assertDone(released);
        assertTrue(!isHeld(MARKETING, id(1)) && hasCompartment(MARKETING, id(1)));
    }

    @Test
    void aTextIsKeptAndErasedWithItsHoldOrNotAtAll() {
        HeldMessage message = new HeldMessage(id(1), ulid(7), NOW);
        HeldMessage later = new HeldMessage(id(1), ulid(8), NOW.plusSeconds(1));
        Contact held = held(1, 1, message);
        SealedText text = new SealedText(id(1), ulid(7), new byte[] {3, 1}, new byte[] {4});
        assertDone(commit(held).keeping(List.of(text)));
        assertEquals(held, load(id(1)));
        assertDone(commit(held(1, 2, message, later))
                .keeping(List.of(new SealedText(id(1), ulid(8), new byte[4_125], new byte[61]))));
        assertEquals(held(1, 2, message, later), load(id(1)));
        List<SealedText> found = store().texts(List.of(later, message, new HeldMessage(id(2), ulid(7), NOW)));
        assertEquals(2, found.size());
        SealedText first = found.stream()
                .filter(each -> each.id().equals(ulid(7)))
                .findFirst()
                .orElseThrow();
        assertEquals(id(1), first.contact());
        assertArrayEquals(text.sealed(), first.sealed());
        assertArrayEquals(text.wrappedKey(), first.wrappedKey());
        assertInstanceOf(CommitResult.Stale.class, store().commit(erasing(contact(1, 2), message, later)));
        assertEquals(2, store().texts(List.of(message, later)).size());
        assertDone(erasing(held(1, 3, later), message));
        assertEquals(1, store().texts(List.of(message, later)).size());
        assertEquals(List.of(), store().audience(Purpose.HELD, NOW, null, 5).items(), "no text is a number");
        assertDone(erasing(contact(1, 4), later));
        assertEquals(List.of(), store().texts(List.of(message, later)));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void whateverGoesWrongATextIsThereExactlyWhereItsHoldIs(Fault fault) {
        HeldMessage message = new HeldMessage(id(1), ulid(7), NOW);
        SealedText text = new SealedText(id(1), ulid(7), new byte[300], new byte[61]);
        changeMeeting(
                fault, before -> commit(held(1, before.version() + 1, message)).keeping(List.of(text)));
        assertEquals(1, store().texts(List.of(message)).size());
        changeMeeting(fault, before -> erasing(contact(1, before.version() + 1), message));
        assertEquals(List.of(), store().texts(List.of(message)));
        assertNull(load(id(1)).hold());
    }

    /** Started again by its caller, as anybody may. */
    private void changeMeeting(Fault fault, Function<Contact, Commit> rule) {
        inject(fault, 1);
        for (int tried = 0; tried < 2; tried++) {
            try {
                store().change(List.of(id(1)), found -> ChangePlan.write(rule.apply(found.get(0)), true));
                return;
            } catch (StoreUnavailableException e) {
                // once more
            }
        }
    }

    private static Commit erasing(Contact contact, HeldMessage... messages) {
        return new Commit(
                contact,
                List.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                List.of(),
                List.of(messages),
                List.of(),
                List.of(),
                List.of(),
                false,
                null);
    }

    private Contact held(int number, long version, HeldMessage... messages) {
        return new Contact(
                id(number),
                version,
                null,
                null,
                Map.of(),
                null,
                new Hold(NOW, ulid(7), List.of(messages)),
                PendingProof.NOTHING,
                Quality.UNKNOWN,
                null);
    }

    @Test
    void whatIsSealedForAHeldContactIsHeld() {
        Contact held = new Contact(
                id(1),
                1,
                null,
                null,
                Map.of(),
                null,
                new Hold(NOW, ulid(7)),
                PendingProof.NOTHING,
                Quality.UNKNOWN,
                null);
        assertDone(new Commit(held, List.of(compartment(MARKETING, id(1))), Set.of(), List.of(), null));
        assertTrue(isHeld(MARKETING, id(1)));
    }

    @Test
    void anAudienceIsWhoAllowsInTheOrderOfTheirIds() {
        Hold hold = new Hold(NOW, ulid(7));
        for (int i = 0; i < 60; i++) {
            Instant end = i % 5 == 1 ? NOW : i % 5 == 2 ? NOW.minusSeconds(1) : NOW.plusMillis(1);
            Purpose purpose = i % 5 == 3 ? SERVICE : MARKETING;
            agree(granted(id(scattered(i)), 1, purpose, end, i % 5 == 4 ? hold : null), purpose);
        }
        List<ContactId> all =
                IntStream.range(0, 60).mapToObj(i -> id(scattered(i))).sorted().toList();
        List<ContactId> allowing = all.stream()
                .filter(id -> Contactability.of(load(id), MARKETING, NOW).isAllowed())
                .toList();
        assertEquals(12, allowing.size());
        for (int limit : List.of(1, 5, 12, 100)) {
            assertEquals(allowing, audience(MARKETING, limit));
        }
        assertEquals(12, audience(SERVICE, 100).size());
        assertEquals(List.of(), audience(new Purpose("other"), 5));
    }

    @Test
    void anAudienceFollowsAtOnceWhatIsHeldReleasedRenewedOrWithdrawn() {
        Hold hold = new Hold(NOW, ulid(7));
        Instant end = NOW.plusSeconds(60);
        for (int i = 0; i < 5; i++) {
            agree(granted(id(i), 1, MARKETING, end, i == 1 ? hold : null), MARKETING);
        }
        assertEquals(List.of(id(0), id(2), id(3), id(4)), audience(MARKETING, 2));
        for (int i : List.of(0, 1)) {
            Contact marked = granted(id(i), 2, MARKETING, end, i == 0 ? hold : null);
            assertDone(new Commit(
                    marked,
                    List.of(),
                    Set.of(),
                    Set.of(MARKETING),
                    Set.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    false,
                    null));
        }
        assertDone(new Commit(contact(2, 2), List.of(), Set.of(MARKETING), List.of(), null));
        agree(granted(id(3), 2, MARKETING, NOW.plusSeconds(10_000), null), MARKETING);
        assertEquals(List.of(id(1), id(3), id(4)), audience(MARKETING, 2));
        assertEquals(
                List.of(id(3)),
                store().audience(MARKETING, end, null, 10).items().stream()
                        .map(Compartment::contact)
                        .toList());
    }

    /** Marked anew, a compartment ends when the contact's consent does. */
    @Test
    void theEndIsMarkedToo() {
        agree(granted(id(1), 1, MARKETING, NOW.minusSeconds(1), null), MARKETING);
        Contact later = granted(id(1), 2, MARKETING, NOW.plusSeconds(1), null);
        assertEquals(List.of(), audience(MARKETING, 1));
        assertDone(new Commit(
                later,
                List.of(),
                Set.of(),
                Set.of(MARKETING),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                null));
        assertEquals(List.of(id(1)), audience(MARKETING, 1));
    }

    @Test
    void maintenanceHasNoAudience() {
        Contact contact = granted(id(1), 1, MARKETING, NOW.plusSeconds(1), null);
        assertDone(new Commit(
                contact,
                List.of(compartment(MARKETING, id(1)), compartment(Purpose.MAINTENANCE, id(1))),
                Set.of(),
                List.of(),
                null));
        assertEquals(List.of(), audience(Purpose.MAINTENANCE, 5));
    }

    @Test
    void aPageOfAnAudienceEndsThoughNearlyAllAreHeld() {
        for (int i = 0; i < 230; i++) {
            agree(granted(id(i), 1, MARKETING, NOW.plusSeconds(1), new Hold(NOW, ulid(7))), MARKETING);
        }
        agree(granted(id(230), 1, MARKETING, NOW.plusSeconds(1), null), MARKETING);
        Page<Compartment> first = store().audience(MARKETING, NOW, null, 1);
        assertEquals(List.of(), first.items());
        assertNotNull(first.next());
        assertEquals(List.of(id(230)), audience(MARKETING, 1));
    }

    @Test
    void aGuardRowIsRecalledUntilItExpires() {
        GuardRow row = guardRow("link/a", "f", clock.instant().plusSeconds(60));
        assertEquals(Optional.empty(), store().recall("link/a"));
        assertDone(new Commit(null, List.of(), Set.of(), List.of(), row));
        assertEquals(Optional.of(row), store().recall("link/a"));
        store().count(List.of(new Counter("counter/a", clock.instant().plusSeconds(60))));
        assertEquals(Optional.empty(), store().recall("counter/a"));
        clock.advance(Duration.ofSeconds(60));
        assertEquals(Optional.empty(), store().recall("link/a"));
    }

    @Test
    void aForgottenGuardRowIsGoneAndItsNameIsFree() {
        GuardRow row = guardRow("dataset/a/key", "f", clock.instant().plusSeconds(60));
        GuardRow other = guardRow("dataset/b/key", "f", clock.instant().plusSeconds(60));
        assertDone(new Commit(null, List.of(), Set.of(), List.of(), null).guardedBy(List.of(row, other)));
        store().forget("dataset/a/key", "another answer");
        assertEquals(Optional.of(row), store().recall("dataset/a/key"));
        store().forget("dataset/a/key", row.answer());
        store().forget("dataset/a/key", row.answer());
        assertEquals(Optional.empty(), store().recall("dataset/a/key"));
        assertEquals(Optional.of(other), store().recall("dataset/b/key"));
        assertDone(new Commit(null, List.of(), Set.of(), List.of(), row));
    }

    @Test
    void loadKeepsTheOrderAskedFor() {
        assertDone(commit(contact(2, 1)));
        assertEquals(
                List.of(Contact.unknown(id(3)), contact(2, 1), Contact.unknown(id(1))),
                store().load(List.of(id(3), id(2), id(1))));
    }

    @Test
    void aContactThatChangedSinceItWasReadIsNotOverwritten() {
        assertDone(commit(contact(1, 1)));
        assertInstanceOf(CommitResult.Stale.class, store().commit(commit(contact(1, 1))));
        assertDone(commit(contact(1, 2)));
        assertInstanceOf(CommitResult.Stale.class, store().commit(commit(contact(1, 2))));
        assertInstanceOf(CommitResult.Stale.class, store().commit(commit(contact(1, 4))));
        assertEquals(2, load(id(1)).version());
    }

    @Test
    void aChangeOfAContactThatIsNotThereIsAConflict() {
        assertInstanceOf(CommitResult.Stale.class, store().commit(commit(contact(1, 2))));
        assertEquals(Contact.unknown(id(1)), load(id(1)));
    }

    @Test
    void aRefusedCommitLeavesNothing() {
        assertDone(commit(contact(1, 1)));
        GuardRow once = guardRow("a", "f", NOW.plusSeconds(60));
        Commit refused = new Commit(
                contact(1, 1),
                List.of(compartment(MARKETING, id(1)), compartment(SERVICE, id(1))),
                Set.of(),
                List.of(entry(id(1).value(), ulid(1), "x")),
                once);
        assertInstanceOf(CommitResult.Stale.class, store().commit(refused));
        assertTrue(!hasCompartment(MARKETING, id(1)) && !hasCompartment(SERVICE, id(1)));
        assertEquals(List.of(), store().history(id(1).value(), null, 10).items());
        // the guard row is not there either: it can still be put
        assertDone(new Commit(contact(1, 2), List.of(), Set.of(), List.of(), once));
    }

    @Test
    void anEntryWhosePlaceIsTakenIsAConflictThatLeavesNothing() {
        Entry first = entry("notice/signup/1", ulid(1), "one");
        assertDone(Commit.of(List.of(first)));
        Entry second = entry("notice/signup/1", ulid(1), "two");
        Commit taken =
                new Commit(contact(1, 1), List.of(compartment(MARKETING, id(1))), Set.of(), List.of(second), null);
        assertInstanceOf(CommitResult.Stale.class, store().commit(taken));
        assertEquals(
                List.of(first), store().history("notice/signup/1", null, 10).items());
        assertEquals(Contact.unknown(id(1)), load(id(1)));
        assertTrue(!hasCompartment(MARKETING, id(1)));
    }

    @Test
    @Tag("beyond-moto")
    void aTransactionThatFailsInTheMiddleLeavesNothingAndSpoilsNoOther() throws Exception {
        GuardRow once = guardRow("key", "f", clock.instant().plusSeconds(60));
        Commit whole = new Commit(
                contact(1, 1),
                List.of(compartment(MARKETING, id(1))),
                Set.of(),
                List.of(entry(id(1).value(), ulid(1), "x")),
                once);
        breakLedger(true);
        AtomicInteger next = new AtomicInteger(10);
        race(4, () -> {
            assertThrows(StoreUnavailableException.class, () -> store().commit(whole));
            assertDone(commit(contact(next.getAndIncrement(), 1)));
            return null;
        });
        breakLedger(false);
        assertEquals(Contact.unknown(id(1)), load(id(1)));
        assertTrue(!hasCompartment(MARKETING, id(1)));
        for (int i = 10; i < 14; i++) {
            assertEquals(1, load(id(i)).version());
        }
        assertDone(whole);
    }

    @ParameterizedTest
    @EnumSource
    void aFaultThatPassesLosesNothingAndStoresNothingTwice(Fault fault) {
        for (int version = 1; version <= 3; version++) {
            inject(fault, 1);
            changeUntilAcknowledged(
                    guardRow("key-" + version, "f", clock.instant().plusSeconds(60)));
        }
        assertEquals(3, load(id(1)).version());
        assertEquals(3, store().history(id(1).value(), null, 10).items().size());
    }

    @ParameterizedTest
    @EnumSource
    @Tag("beyond-moto")
    void aFaultThatStaysIsToldAndTheSameRequestIsSafeToSendAgain(Fault fault) {
        GuardRow once = guardRow("key", "f", clock.instant().plusSeconds(60));
        inject(fault, LASTING);
        for (int tries = 0; tries < 2; tries++) {
            assertFalse(changed(once), "it was acknowledged all the same");
        }
        inject(fault, 0);
        changeUntilAcknowledged(once);
        assertEquals(1, load(id(1)).version());
        assertEquals(1, store().history(id(1).value(), null, 10).items().size());
        assertTrue(hasCompartment(MARKETING, id(1)));
    }

    @Test
    void aRowThatOnlyMetAnotherTransactionCanBePutNext() {
        GuardRow once = guardRow("key", "f", clock.instant().plusSeconds(60));
        Entry entry = entry("notice/signup/1", ulid(1), "x");
        for (Commit alone :
                List.of(new Commit(null, List.of(), Set.of(), List.of(), once), Commit.of(List.of(entry)))) {
            inject(Fault.CONFLICT, 1);
            assertInstanceOf(CommitResult.Stale.class, store().commit(alone));
            assertDone(alone);
        }
    }

    @Test
    void deletesWithoutAContactAreRefusedBeforeTheyAreTried() {
        assertThrows(
                IllegalArgumentException.class, () -> new Commit(null, List.of(), Set.of(MARKETING), List.of(), null));
    }

    @Test
    void deletedCompartmentsAreGoneAndOthersStay() {
        assertDone(new Commit(
                contact(1, 1),
                List.of(compartment(MARKETING, id(1)), compartment(SERVICE, id(1))),
                Set.of(),
                List.of(),
                null));
        assertDone(new Commit(contact(1, 2), List.of(), Set.of(MARKETING), List.of(), null));
        assertTrue(!hasCompartment(MARKETING, id(1)));
        assertTrue(hasCompartment(SERVICE, id(1)));
    }

    @Test
    void aRepeatedRequestGetsTheFirstOnesRow() {
        GuardRow first = guardRow("key", "fingerprint-1", clock.instant().plusSeconds(60));
        assertDone(new Commit(contact(1, 1), List.of(), Set.of(), List.of(), first));
        GuardRow second = guardRow("key", "fingerprint-2", clock.instant().plusSeconds(90));
        CommitResult outcome = store().commit(new Commit(contact(1, 2), List.of(), Set.of(), List.of(), second));
        assertEquals(new CommitResult.Repeated(first), outcome);
        assertEquals(1, load(id(1)).version());
    }

    @Test
    void anyOfSeveralGuardRowsThatIsThereTellsARepetitionAndTheOthersAreNotPut() {
        GuardRow first = guardRow("first", "f", clock.instant().plusSeconds(60));
        GuardRow second = guardRow("second", "f", clock.instant().plusSeconds(60));
        GuardRow third = guardRow("third", "f", clock.instant().plusSeconds(60));
        Commit nothing = new Commit(null, List.of(), Set.of(), List.of(), null);
        assertDone(commit(contact(1, 1)).guardedBy(List.of(first, second)));
        for (GuardRow known : List.of(first, second)) {
            assertEquals(new CommitResult.Repeated(known), store().commit(nothing.guardedBy(List.of(third, known))));
            assertEquals(
                    new CommitResult.Repeated(known),
                    store().commit(commit(contact(1, 2)).guardedBy(List.of(known, third))));
        }
        assertEquals(Optional.empty(), store().recall("third"));
        assertEquals(1, load(id(1)).version());
        assertDone(nothing.guardedBy(List.of(third)));
    }

    @Test
    void aRepetitionIsToldEvenIfTheContactChangedToo() {
        GuardRow first = guardRow("key", "f", clock.instant().plusSeconds(60));
        assertDone(new Commit(contact(1, 1), List.of(), Set.of(), List.of(), first));
        CommitResult outcome = store().commit(new Commit(contact(1, 1), List.of(), Set.of(), List.of(), first));
        assertEquals(new CommitResult.Repeated(first), outcome);
    }

    @Test
    void anExpiredGuardRowCountsAsAbsent() {
        GuardRow first = guardRow("key", "f1", clock.instant().plusSeconds(60));
        assertDone(new Commit(contact(1, 1), List.of(), Set.of(), List.of(), first));
        clock.advance(Duration.ofSeconds(60));
        GuardRow second = guardRow("key", "f2", clock.instant().plusSeconds(60));
        assertDone(new Commit(contact(1, 2), List.of(), Set.of(), List.of(), second));
    }

    @Test
    void countersCountEachForItself() {
        Counter a = new Counter("a", clock.instant().plusSeconds(60));
        Counter b = new Counter("b", clock.instant().plusSeconds(60));
        assertEquals(List.of(1L, 1L), store().count(List.of(a, b)));
        assertEquals(List.of(2L), store().count(List.of(b)));
        assertEquals(List.of(3L, 2L), store().count(List.of(b, a)));
    }

    @Test
    void aCountLastsAsTheNextCommitDoes() {
        Counter counter = new Counter("a", clock.instant().plusSeconds(60));
        store().count(List.of(counter));
        store().count(List.of(counter));
        assertDone(Commit.of(List.of(entry("a", ulid(1), "x"))));
        assertEquals(List.of(3L), afterACrash().count(List.of(counter)));
    }

    @Test
    void aSpentBudgetIsThereAfterACrash() {
        Budget spent = new Budget(id(1), 1, List.of());
        assertTrue(store().spend(spent, clock.instant().plusSeconds(60)));
        assertEquals(
                List.of(spent),
                afterACrash().decisionRows(List.of(), List.of(id(1))).budgets());
    }

    @Test
    @Tag("beyond-moto")
    void racingCountersMissNothing() throws Exception {
        Counter counter = new Counter("a", clock.instant().plusSeconds(60));
        race(8, () -> {
            for (int i = 0; i < 50; i++) {
                store().count(List.of(counter));
            }
            return null;
        });
        assertEquals(List.of(401L), store().count(List.of(counter)));
    }

    @Test
    @Tag("beyond-moto")
    void ofWritersRacingOnOneContactEveryAcknowledgedOneIsThere() throws Exception {
        int writers = 8;
        int each = 25;
        race(writers, () -> {
            for (int done = 0; done < each; ) {
                Contact before = load(id(1));
                long version = before.version() + 1;
                Commit commit = new Commit(
                        contact(1, version),
                        List.of(),
                        Set.of(),
                        List.of(entry(id(1).value(), ulid(version), "x")),
                        null);
                done += store().commit(commit) instanceof CommitResult.Done ? 1 : 0;
            }
            return null;
        });
        assertEquals((long) writers * each, load(id(1)).version());
        assertEquals(
                writers * each,
                store().history(id(1).value(), null, 1_000).items().size());
    }

    @Test
    @Tag("beyond-moto")
    void manyContactsArePagedByCursorEachOnce() throws Exception {
        int contacts = Deep.of(2_000, 10_000);
        race(10, new Callable<Void>() {
            private int next;

            private synchronized int next() {
                return next++;
            }

            @Override
            public @Nullable Void call() {
                for (int i = next(); i < contacts; i = next()) {
                    assertDone(commit(contact(i, 1)));
                }
                return null;
            }
        });
        List<ContactId> seen = new ArrayList<>();
        String cursor = null;
        do {
            Page<Contact> page = store().list(ContactFilter.NONE, cursor, 333);
            page.items().forEach(contact -> seen.add(contact.id()));
            cursor = page.next();
        } while (cursor != null);
        assertEquals(contacts, seen.size());
        assertEquals(seen.stream().sorted().distinct().toList(), seen);
    }

    @Test
    void historyIsPagedOldestFirstAndBySubject() {
        for (int i = 5; i > 0; i--) {
            assertDone(Commit.of(List.of(entry("a", ulid(i), "a" + i), entry("b", ulid(i), "b" + i))));
        }
        Page<Entry> first = store().history("a", null, 3);
        assertEquals(
                List.of(ulid(1), ulid(2), ulid(3)),
                first.items().stream().map(Entry::ulid).toList());
        assertNotNull(first.next());
        Page<Entry> second = store().history("a", first.next(), 3);
        assertEquals(
                List.of(ulid(4), ulid(5)),
                second.items().stream().map(Entry::ulid).toList());
        assertNull(second.next());
        assertEquals(new Page<Entry>(List.of(), null), store().history("c", null, 3));
        assertEquals(Optional.of(second.items().get(1)), store().newest("a"));
        assertEquals(Optional.empty(), store().newest("c"));
    }

    @Test
    void moreThanOneTransactionTakesIsRefusedBeforeItIsTried() {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            entries.add(entry("a", ulid(i), "x"));
        }
        assertDone(Commit.of(entries));
        assertThrows(
                IllegalArgumentException.class, () -> new Commit(contact(1, 1), List.of(), Set.of(), entries, null));
    }

    /** One change as every door makes it: read, decide, commit. Whether the caller was told that it is stored. */
    private boolean changed(GuardRow once) {
        long version = load(id(1)).version() + 1;
        Entry entry = entry(id(1).value(), ulid(version), "x");
        try {
            return !(store().commit(new Commit(
                            contact(1, version),
                            List.of(compartment(MARKETING, id(1))),
                            Set.of(),
                            List.of(entry),
                            once))
                    instanceof CommitResult.Stale);
        } catch (StoreUnavailableException e) {
            return false;
        }
    }

    private void changeUntilAcknowledged(GuardRow once) {
        for (int tries = 0; tries < 20; tries++) {
            if (changed(once)) {
                return;
            }
        }
        fail("it was never acknowledged");
    }

    protected boolean hasCompartment(Purpose purpose, ContactId contact) {
        return !store().compartments(purpose, List.of(contact)).isEmpty();
    }

    protected Contact load(ContactId id) {
        return store().load(List.of(id)).get(0);
    }

    protected static Commit commit(Contact contact) {
        return new Commit(contact, List.of(), Set.of(), List.of(), null);
    }

    protected static Contact contact(int number, long version) {
        return new Contact(
                id(number), version, null, null, Map.of(), null, null, PendingProof.NOTHING, Quality.UNKNOWN, null);
    }

    protected static Contact due(int number, long version, Instant at) {
        return new Contact(
                id(number), version, null, null, Map.of(), null, null, PendingProof.NOTHING, Quality.UNKNOWN, at);
    }

    protected static ContactId id(int number) {
        return ContactId.ofMac(ByteBuffer.allocate(16).putInt(number).array());
    }

    protected static Compartment compartment(Purpose purpose, ContactId contact) {
        PersonalEvidence evidence = new PersonalEvidence("203.0.113.0/24", "Firefox", "00".repeat(16));
        return new Compartment(purpose, contact, new byte[45], new byte[61], evidence);
    }

    private void agree(Contact contact, Purpose purpose) {
        assertDone(new Commit(contact, List.of(compartment(purpose, contact.id())), Set.of(), List.of(), null));
    }

    private static Contact granted(ContactId id, long version, Purpose purpose, Instant end, @Nullable Hold hold) {
        Consent consent = new Consent(State.GRANTED, NOW, ulid(8), "r1", end, null, null, null, false);
        return new Contact(
                id,
                version,
                null,
                null,
                Map.of(purpose, consent),
                null,
                hold,
                PendingProof.NOTHING,
                Quality.UNKNOWN,
                null);
    }

    /** Walked to its end. */
    private List<ContactId> audience(Purpose purpose, int limit) {
        List<ContactId> met = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            Page<Compartment> page = store().audience(purpose, NOW, cursor, limit);
            assertTrue(page.items().size() <= limit);
            page.items().forEach(compartment -> met.add(compartment.contact()));
            cursor = page.next();
        } while (cursor != null);
        return met;
    }

    /** So that the ids do not all begin alike. */
    private static int scattered(int number) {
        return number * 1_234_567_891;
    }

    private static GuardRow guardRow(String name, String fingerprint, Instant expiresAt) {
        return new GuardRow(name, fingerprint, "{}", expiresAt);
    }

    protected static Ulid ulid(long millis) {
        return Ulid.of(Instant.ofEpochMilli(millis), new byte[10]);
    }

    protected static Entry entry(String subject, Ulid ulid, String text) {
        return new Entry(subject, ulid, Event.GIVEN, NOW, "", new TreeMap<>(Map.of("text", text)));
    }

    private static <T> List<T> race(int threads, Callable<T> work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                futures.add(executor.submit(work));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }
}
