package dev.ringlock.keys;

import dev.ringlock.consent.HeldText;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.terms.Purpose;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The data keys in use, one for each purpose. A key serves at most 10,000 seals or 10 minutes, checked at each use. It
 * is wiped when the next one replaces it. So a warm process seals without a request to the key engine.
 */
@Singleton
public final class DataKeys {

    static final int MOST_SEALS = 10_000;
    static final Duration LONGEST_USE = Duration.ofMinutes(10);

    /** A sealed value (a number or a part of an export) and the wrapped data key that opens it. */
    public record Sealed(byte[] sealed, byte[] wrappedKey) {}

    private final Keys keys;
    private final Envelope envelope;
    private final Clock clock;
    private final Map<Purpose, Slot> slots = new ConcurrentHashMap<>();

    public DataKeys(Keys keys, Envelope envelope, Clock clock) {
        this.keys = keys;
        this.envelope = envelope;
        this.clock = clock;
    }

    /**
     * Fetches the index's keys and a data key for each purpose, as far as they are missing or spent, in parallel.
     * Without it, each would be fetched when first needed, one after the other.
     *
     * @throws KeysUnavailableException if the engine did not give one of them
     */
    public void ready(Index index, Collection<Purpose> purposes) {
        List<Runnable> missing = new ArrayList<>(index.missing());
        for (Purpose purpose : purposes) {
            Slot slot = slots.computeIfAbsent(purpose, Slot::new);
            if (slot.isSpent()) {
                missing.add(slot::usable);
            }
        }
        ParallelCalls.run(missing);
    }

    /**
     * Seals the number for one purpose.
     *
     * @throws KeysUnavailableException if a new data key was needed and the engine did not give one; nothing was sealed
     */
    public Sealed seal(ContactId contact, Purpose purpose, PhoneNumber number) {
        return slots.computeIfAbsent(purpose, Slot::new).seal(contact, number);
    }

    /**
     * Seals the text of a held message, for the decision on it alone.
     *
     * @throws KeysUnavailableException likewise
     */
    Sealed seal(ContactId contact, Ulid id, HeldText text) {
        return slots.computeIfAbsent(Purpose.HELD, Slot::new).seal(contact, id, text);
    }

    private final class Slot {

        private final Purpose purpose;
        private @Nullable DataKey key;
        private Instant since = Instant.MIN;
        private int seals;

        Slot(Purpose purpose) {
            this.purpose = purpose;
        }

        /** Synchronized, so that no key is wiped during a seal and none is used too often. */
        synchronized Sealed seal(ContactId contact, PhoneNumber number) {
            DataKey current = usable();
            seals++;
            return new Sealed(envelope.seal(current, contact, purpose, number), current.wrapped());
        }

        synchronized Sealed seal(ContactId contact, Ulid id, HeldText text) {
            DataKey current = usable();
            seals++;
            return new Sealed(envelope.sealText(current, contact, id, text), current.wrapped());
        }

        synchronized DataKey usable() {
            return key == null || isSpent() ? renew() : key;
        }

        synchronized boolean isSpent() {
            Instant now = clock.instant();
            // A clock that was set back must not lengthen a key's life.
            return key == null || seals >= MOST_SEALS || now.isBefore(since) || !now.isBefore(since.plus(LONGEST_USE));
        }

        private DataKey renew() {
            DataKey fresh = keys.generate(purpose);
            if (key != null) {
                key.close();
            }
            key = fresh;
            since = clock.instant();
            seals = 0;
            return fresh;
        }
    }
}
