package dev.ringlock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.keys.Index;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.TestKeys;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.steps.KeyCheck;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.LedgerSpan;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import dev.ringlock.terms.Purpose;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Other keys than those of the stored data are noticed, on every store, before they are used. */
public abstract class KeyCheckContract {

    private static final PhoneNumber PHONE = PhoneNumber.ofCanonical("+12025550123");

    protected final TestClock clock = new TestClock();

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    @Test
    void theSameIndexKeyMakesTheSameContactIdsForEver() {
        var first = index("mac").contactId(PHONE);
        clock.advance(Duration.ofDays(4000));
        assertEquals(first, index("mac").contactId(PHONE));
    }

    @Test
    void anotherIndexKeyMakesNoContactIdHoweverOftenItIsAsked() {
        index("mac").contactId(PHONE);
        Index others = index("another mac");
        for (int i = 0; i < 2; i++) {
            var refused = assertThrows(KeysUnavailableException.class, () -> others.contactId(PHONE));
            assertTrue(refused.getMessage().contains("index key"), refused.getMessage());
        }
        index("mac").contactId(PHONE);
    }

    @Test
    void ofTwoFirstProcessesWithTwoKeysOneIsRefused() {
        Store raced = new ForwardingStore(store()) {
            @Override
            public CommitResult commit(Commit commit) {
                index("mac").contactId(PHONE);
                return super.commit(commit);
            }
        };
        Index slower = new Index(new TestKeys("another mac"), new KeyCheck(raced, clock));
        assertThrows(KeysUnavailableException.class, () -> slower.contactId(PHONE));
    }

    /** As a function that may not write there: it waits for one that may. */
    @Test
    void whoCannotWriteTheFirstValueUsesTheKeyAllTheSame() {
        Store readable = new ForwardingStore(store()) {
            @Override
            public CommitResult commit(Commit commit) {
                throw new StoreUnavailableException("refused");
            }
        };
        new Index(new TestKeys(), new KeyCheck(readable, clock)).contactId(PHONE);
        assertFalse(new KeyCheck(store(), clock).isWritten());
    }

    @Test
    void noListAndNoRunMeetsTheValueAsAContact() {
        index("mac").contactId(PHONE);
        new KeyCheck(store(), clock).checkWrapping(new TestKeys());
        new KeyCheck(store(), clock).checkWrapping(new TestKeys());
        assertTrue(store().audience(new Purpose("marketing"), clock.instant(), null, 10)
                .items()
                .isEmpty());
        assertTrue(store().due(clock.instant().plus(Duration.ofDays(36500)), null, 10)
                .items()
                .isEmpty());
        assertTrue(store().ledger(
                        LedgerSpan.oldestFirst(
                                clock.instant().minusSeconds(60),
                                clock.instant().plusSeconds(60)),
                        null,
                        10)
                .items()
                .isEmpty());
        assertEquals(1, store().history(KeyCheck.INDEX, null, 10).items().size());
        assertEquals(1, store().history(KeyCheck.WRAPPING, null, 10).items().size());
    }

    private Index index(String macs) {
        return new Index(new TestKeys(macs), new KeyCheck(store(), clock));
    }
}
