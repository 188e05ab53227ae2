package dev.ringlock.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Deep;
import dev.ringlock.TestClock;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.PendingProof;
import dev.ringlock.consent.Quality;
import dev.ringlock.contactability.Budget;
import dev.ringlock.contactability.Budget.BudgetPlace;
import dev.ringlock.phone.ContactId;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store keeps of the promise of {@link Store#decisionRows} and {@link Store#spend}. */
public abstract class BudgetContract {

    private static final Purpose MARKETING = new Purpose("marketing");
    private static final Duration DAY = Duration.ofHours(24);
    private static final int THREADS = 8;

    protected final TestClock clock = new TestClock();

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    @Test
    void nobodyIsKnownAndNothingIsSpentAtFirst() {
        assertEquals(
                new DecisionRows(
                        List.of(Contact.unknown(id(2)), Contact.unknown(id(1))), List.of(Budget.unspent(id(3)))),
                store().decisionRows(List.of(id(2), id(1)), List.of(id(3))));
        assertEquals(new DecisionRows(List.of(), List.of()), store().decisionRows(List.of(), List.of()));
    }

    @Test
    void contactsAndBudgetsAreReadTogetherInTheOrderAskedFor() {
        List<Contact> contacts = new ArrayList<>();
        List<Budget> budgets = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            contacts.add(stored(id(i)));
            budgets.add(spent(id(i), 1, place("d" + i)));
        }
        List<ContactId> ids = List.of(id(3), id(0), id(9), id(3), id(4));
        assertEquals(
                new DecisionRows(
                        List.of(
                                contacts.get(3),
                                contacts.get(0),
                                Contact.unknown(id(9)),
                                contacts.get(3),
                                contacts.get(4)),
                        List.of(budgets.get(3), budgets.get(0), Budget.unspent(id(9)), budgets.get(3), budgets.get(4))),
                store().decisionRows(ids, ids));
    }

    @Test
    void aBudgetIsReadBackWhole() {
        Budget budget = new Budget(
                id(1),
                1,
                List.of(
                        new BudgetPlace("01D", clock.instant(), MARKETING, Channel.SMS, ""),
                        new BudgetPlace("01E", clock.instant().plusMillis(1), MARKETING, Channel.VOICE, "k+/=_-#|,"),
                        new BudgetPlace("01F", Instant.EPOCH, new Purpose("two-words"), Channel.WHATSAPP, "é")));
        assertTrue(store().spend(budget, clock.instant().plus(DAY)));
        assertEquals(budget, read(id(1)));
        Budget emptied = new Budget(id(1), 2, List.of());
        assertTrue(store().spend(emptied, clock.instant().plus(DAY)));
        assertEquals(emptied, read(id(1)));
    }

    @Test
    void aBudgetOfAsManyPlacesAsThereMayBeIsKept() {
        String longest = "x".repeat(64);
        List<BudgetPlace> places = IntStream.range(0, Budget.MOST_PLACES)
                .mapToObj(i -> new BudgetPlace(
                        longest + i, clock.instant(), new Purpose("p".repeat(31)), Channel.WHATSAPP, longest))
                .toList();
        Budget full = new Budget(id(1), 1, places);
        assertTrue(store().spend(full, clock.instant().plus(DAY)));
        assertEquals(full, read(id(1)));
    }

    @Test
    void itIsStoredOnlyOverItsVersionBefore() {
        Budget first = spent(id(1), 1, place("a"));
        assertFalse(spend(new Budget(id(1), 1, List.of(place("b")))));
        assertFalse(spend(new Budget(id(1), 3, List.of(place("c")))));
        assertFalse(spend(new Budget(id(2), 2, List.of(place("d")))), "there is none before");
        assertEquals(List.of(first, Budget.unspent(id(2))), read(List.of(id(1), id(2))));
        Budget second = spent(id(1), 2, place("a"), place("e"));
        assertFalse(spend(new Budget(id(1), 2, List.of(place("f")))));
        assertFalse(spend(new Budget(id(1), 1, List.of(place("g")))));
        assertEquals(second, read(id(1)));
    }

    @Test
    void anExpiredOneCountsAsNone() {
        Instant end = clock.instant().plusMillis(5);
        Budget first = new Budget(id(1), 1, List.of(place("a")));
        assertTrue(store().spend(first, end));
        clock.advance(Duration.ofMillis(4));
        assertEquals(first, read(id(1)));
        assertFalse(spend(new Budget(id(1), 1, List.of(place("b")))));
        clock.advance(Duration.ofMillis(1));
        assertEquals(new Budget(id(1), 1, List.of()), read(id(1)));
        assertFalse(spend(new Budget(id(1), 1, List.of(place("c")))), "its version goes on");
        Budget anew = new Budget(id(1), 2, List.of(place("c")));
        assertTrue(spend(anew));
        assertFalse(spend(new Budget(id(1), 2, List.of(place("a"), place("d")))), "it was read before it had expired");
        assertEquals(anew, read(id(1)));
    }

    /** Told or not: either it is stored as a whole, or nothing is. */
    @Test
    void oneThatExpiredSinceItWasReadIsNeverStoredWithoutBeingTold() {
        assertTrue(store().spend(
                        new Budget(id(1), 1, List.of(place("a"))),
                        clock.instant().plusMillis(5)));
        clock.advance(Duration.ofMillis(5));
        Budget after = new Budget(id(1), 2, List.of(place("a"), place("b")));
        assertTrue(spend(after));
        assertEquals(after, read(id(1)));
    }

    @Test
    void aBudgetIsNoOtherRow() {
        spent(id(1), 1, place("a"));
        assertEquals(Optional.empty(), store().recall(id(1).value()));
        assertEquals(Optional.empty(), store().recall("budget/" + id(1).value()));
        assertEquals(List.of(Contact.unknown(id(1))), store().load(List.of(id(1))));
    }

    @Test
    void aThousandAreReadAtOnce() {
        List<ContactId> ids = IntStream.range(0, 1_000)
                .mapToObj(i -> id(i * 7_919 % 1_000 * 1_234_567))
                .toList();
        Budget last = spent(ids.get(999), 1, place("a"));
        Contact first = stored(ids.get(0));
        DecisionRows rows = store().decisionRows(ids, ids);
        assertEquals(ids, rows.contacts().stream().map(Contact::id).toList());
        assertEquals(ids, rows.budgets().stream().map(Budget::contact).toList());
        assertEquals(first, rows.contacts().get(0));
        assertEquals(last, rows.budgets().get(999));
    }

    @Test
    void ofSeveralAtOnceOneIsStored() {
        for (int version = 1; version <= 10; version++) {
            int next = version;
            List<Boolean> stored =
                    race(thread -> spend(new Budget(id(1), next, List.of(place("v" + next + "-by-" + thread)))));
            assertEquals(1, stored.stream().filter(each -> each).count(), "version " + next);
            assertEquals(
                    "v" + next + "-by-" + stored.indexOf(true),
                    read(id(1)).places().get(0).decisionId());
        }
    }

    /** With three caps at once, two purposes and two channels, and nobody who gives back: as many as the caps have. */
    @Test
    void asManyAsTheCapsHaveArePlacedAndNotOneMore() {
        CappedPerson person = new CappedPerson(id(1), clock);
        List<List<String>> taken = race(thread -> IntStream.range(0, 3)
                .mapToObj(i -> person.take(store(), "t" + thread + "-" + i, MARKETING, Channel.SMS))
                .flatMap(Optional::stream)
                .toList());
        assertEquals(2, taken.stream().mapToInt(List::size).sum(), "the smallest cap");
        clock.advance(Duration.ofHours(1));
        race(thread -> person.take(store(), "u" + thread, MARKETING, Channel.SMS));
        assertEquals(3, read(id(1)).places().size(), "the cap of a day");
        clock.advance(DAY);
        race(thread -> person.take(store(), "v" + thread, MARKETING, Channel.SMS));
        assertEquals(4, read(id(1)).places().size(), "the cap of 30 days");
    }

    @Test
    void noCapIsEverPassedWhilePlacesAreGivenBackAndAnswersAreLost() {
        CappedPerson person = new CappedPerson(id(1), clock);
        List<Store> stores = IntStream.range(0, THREADS)
                .mapToObj(thread -> (Store) new LossyBudgets(store(), new Random(thread)))
                .toList();
        int rounds = Deep.of(25, 300);
        for (int round = 0; round < rounds; round++) {
            int now = round;
            race(thread -> {
                person.act(stores.get(thread), new Random(now * 31L + thread), now + "-" + thread);
                return true;
            });
            person.check("round " + round);
            clock.advance(Duration.ofMinutes(new Random(round).nextInt(900)));
        }
        assertTrue(person.taken() > rounds / 12, person.taken() + " were placed");
        assertTrue(person.refused() > rounds, person.refused() + " were refused");
    }

    private interface RacingWork<T> {
        T run(int thread);
    }

    /** The answers of all threads, in their order. */
    private static <T> List<T> race(RacingWork<T> work) {
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        try {
            List<CompletableFuture<T>> racing = IntStream.range(0, THREADS)
                    .mapToObj(thread -> CompletableFuture.supplyAsync(() -> work.run(thread), executor))
                    .toList();
            return racing.stream().map(CompletableFuture::join).toList();
        } finally {
            executor.shutdownNow();
        }
    }

    private Budget spent(ContactId contact, long version, BudgetPlace... places) {
        Budget budget = new Budget(contact, version, List.of(places));
        assertTrue(spend(budget));
        return budget;
    }

    private boolean spend(Budget after) {
        return store().spend(after, clock.instant().plus(DAY));
    }

    private Budget read(ContactId contact) {
        return read(List.of(contact)).get(0);
    }

    private List<Budget> read(List<ContactId> contacts) {
        return store().decisionRows(List.of(), contacts).budgets();
    }

    private BudgetPlace place(String decisionId) {
        return new BudgetPlace(decisionId, clock.instant(), MARKETING, Channel.SMS, "");
    }

    private Contact stored(ContactId id) {
        Contact contact =
                new Contact(id, 1, null, null, Map.of(), null, null, PendingProof.NOTHING, Quality.UNKNOWN, null);
        CommitResult result = store().commit(new Commit(contact, List.of(), Set.of(), List.of(), null));
        assertEquals(new CommitResult.Done(), result);
        return contact;
    }

    private static ContactId id(int number) {
        return ContactId.ofMac(ByteBuffer.allocate(16)
                .putInt(number * 0x9E3779B9)
                .putInt(number)
                .array());
    }
}
