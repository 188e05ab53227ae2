package dev.ringlock.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.ringlock.consent.Contact;
import dev.ringlock.phone.ContactId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store keeps of the promise of {@link Store#commitAll}, and what {@link Store#changeAll} makes of it. */
public abstract class GroupContract extends StoreContract {

    private static final int GROUP = 60;

    /** Moto undoes the writes of its neighbours with a transaction that fails. */
    @Test
    @Tag("beyond-moto")
    void ofAGroupEachCommitIsStoredWholeOrNotAtAllAndTheResultsAreInItsOrder() {
        GuardRow known = new GuardRow("known", "f", "{}", clock.instant().plusSeconds(60));
        assertDone(Commit.ofRows(List.of(known)));
        assertDone(Commit.of(List.of(entry(id(4).value(), ulid(1), "first"))));
        List<CommitResult> results = store().commitAll(List.of(
                whole(1, 1), whole(2, 2), whole(3, 1).guardedBy(List.of(known)), whole(4, 1), whole(5, 1)));
        assertEquals(
                List.of(
                        new CommitResult.Done(),
                        new CommitResult.Stale(),
                        new CommitResult.Repeated(known),
                        new CommitResult.Stale(),
                        new CommitResult.Done()),
                results);
        assertEquals(List.of(true, false, false, false, true), stored(5));
    }

    @Test
    void aGroupOfNothingIsNothing() {
        assertEquals(List.of(), store().commitAll(List.of()));
        assertEquals(List.of(), store().changeAll(List.of()));
    }

    @Test
    void allOfAGroupIsThereAfterACrash() {
        store().commitAll(group(GROUP));
        List<ContactId> ids =
                IntStream.rangeClosed(1, GROUP).mapToObj(StoreContract::id).toList();
        assertTrue(afterACrash().load(ids).stream().allMatch(contact -> contact.version() == 1));
    }

    @Test
    @Tag("beyond-moto")
    void ofAGroupThatFailsEachCommitIsThereWholeOrNotAtAll() {
        breakLedger(true);
        assertThrows(StoreUnavailableException.class, () -> store().commitAll(group(GROUP)));
        breakLedger(false);
        stored(GROUP);
        changeUntilAcknowledged(GROUP);
        assertTrue(stored(GROUP).stream().allMatch(stored -> stored));
    }

    @ParameterizedTest
    @EnumSource
    void aFaultThatPassesLosesNothingOfAGroupAndStoresNothingTwice(Fault fault) {
        inject(fault, 7);
        changeUntilAcknowledged(GROUP);
        assertTrue(stored(GROUP).stream().allMatch(stored -> stored));
    }

    @Test
    void changesOfOneContactAreMadeInTheirOrderAndTheAnswersAreInTheChangesOrder() {
        List<GroupedChange<String>> changes = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            changes.add(new GroupedChange<>(List.of(id(1)), found -> next(found.get(0), name)));
            changes.add(new GroupedChange<>(List.of(id(2), id(3)), found -> next(found.get(1), name)));
            changes.add(new GroupedChange<>(List.of(id(4)), found -> ChangePlan.answer(name + " needs nothing")));
        }
        assertEquals(
                List.of("a1", "a1", "a needs nothing", "b2", "b2", "b needs nothing", "c3", "c3", "c needs nothing"),
                store().changeAll(changes));
        assertEquals(List.of(3L, 0L, 3L, 0L), versions(4));
        assertEquals(
                List.of("a", "b", "c"),
                store().history(id(1).value(), null, 10).items().stream()
                        .map(entry -> entry.fields().get("text"))
                        .toList());
    }

    @Test
    void aChangeThatLosesARaceStartsAgainFromAFreshReadAndTheOthersAreNotAskedAgain() {
        AtomicInteger asked = new AtomicInteger();
        Function<List<Contact>, ChangePlan<String>> meetsAnother = found -> {
            if (found.get(0).version() == 0) {
                assertDone(commit(contact(1, 1)));
            }
            return next(found.get(0), "x");
        };
        Function<List<Contact>, ChangePlan<String>> counted = found -> {
            asked.incrementAndGet();
            return next(found.get(0), "y");
        };
        assertEquals(
                List.of("x2", "y1"),
                store().changeAll(List.of(
                        new GroupedChange<>(List.of(id(1)), meetsAnother),
                        new GroupedChange<>(List.of(id(2)), counted))));
        assertEquals(1, asked.get());
    }

    @Test
    void aPlanOfSeveralCommitsIsWrittenInItsOrder() {
        GroupedChange<String> both = new GroupedChange<>(
                List.of(id(1), id(2)),
                found -> ChangePlan.first(whole(2, found.get(1).version() + 1), next(found.get(0), "x")));
        assertEquals(List.of("x1"), store().changeAll(List.of(both)));
        assertEquals(List.of(1L, 1L), versions(2));
    }

    @Test
    @Tag("beyond-moto")
    void ofGroupsThatRaceOnTheSameContactsEveryAcknowledgedChangeIsThere() {
        int writers = 4;
        int contacts = 12;
        List<CompletableFuture<Void>> racing = IntStream.range(0, writers)
                .mapToObj(writer -> CompletableFuture.runAsync(
                        () -> {
                            List<GroupedChange<String>> changes = new ArrayList<>();
                            for (int i = 1; i <= contacts; i++) {
                                changes.add(new GroupedChange<>(List.of(id(i)), found -> next(found.get(0), "x")));
                            }
                            untilAcknowledged(changes);
                        },
                        work -> new Thread(work).start()))
                .toList();
        racing.forEach(CompletableFuture::join);
        for (int i = 1; i <= contacts; i++) {
            assertEquals(writers, load(id(i)).version());
            assertEquals(
                    writers, store().history(id(i).value(), null, 100).items().size());
        }
    }

    /** Whether each contact is stored; if so with its compartment and its entry, else without either. */
    private List<Boolean> stored(int contacts) {
        List<Boolean> stored = new ArrayList<>();
        for (int i = 1; i <= contacts; i++) {
            boolean is = load(id(i)).version() == 1;
            assertEquals(is, hasCompartment(MARKETING, id(i)), "contact " + i);
            long entries = store().history(id(i).value(), null, 10).items().stream()
                    .filter(entry -> "whole".equals(entry.fields().get("text")))
                    .count();
            assertEquals(is ? 1 : 0, entries, "contact " + i);
            stored.add(is);
        }
        return stored;
    }

    private List<Long> versions(int contacts) {
        return IntStream.rangeClosed(1, contacts)
                .mapToObj(i -> load(id(i)).version())
                .toList();
    }

    /** As an import does: who is stored already needs nothing. */
    private void changeUntilAcknowledged(int contacts) {
        List<GroupedChange<String>> changes = new ArrayList<>();
        for (int i = 1; i <= contacts; i++) {
            Commit commit = whole(i, 1);
            changes.add(new GroupedChange<>(
                    List.of(id(i)),
                    found -> found.get(0).version() == 1
                            ? ChangePlan.answer("known")
                            : ChangePlan.write(commit, "stored")));
        }
        untilAcknowledged(changes);
    }

    private void untilAcknowledged(List<GroupedChange<String>> changes) {
        for (int tries = 0; tries < 50; tries++) {
            try {
                assertEquals(changes.size(), store().changeAll(changes).size());
                return;
            } catch (StoreUnavailableException e) {
                // it is not known what was stored: the same again
            }
        }
        fail("it was never acknowledged");
    }

    private static ChangePlan<String> next(Contact before, String name) {
        long version = before.version() + 1;
        return ChangePlan.write(
                new Commit(
                        contact(before, version),
                        List.of(),
                        Set.of(),
                        List.of(entry(before.id().value(), ulid(version), name)),
                        null),
                name + version);
    }

    private static Contact contact(Contact before, long version) {
        return new Contact(
                before.id(),
                version,
                null,
                null,
                before.consents(),
                null,
                null,
                before.pending(),
                before.quality(),
                null);
    }

    private static List<Commit> group(int size) {
        return IntStream.rangeClosed(1, size).mapToObj(i -> whole(i, 1)).toList();
    }

    private static Commit whole(int number, long version) {
        return new Commit(
                contact(number, version),
                List.of(compartment(MARKETING, id(number))),
                Set.of(),
                List.of(entry(id(number).value(), ulid(1), "whole")),
                null);
    }
}
