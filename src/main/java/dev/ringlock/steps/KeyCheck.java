package dev.ringlock.steps;

import dev.ringlock.keys.CannotOpenException;
import dev.ringlock.keys.DataKey;
import dev.ringlock.keys.IndexCheck;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import dev.ringlock.terms.Purpose;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Notices keys that are not those of the stored data. Under another index key no number is found: a STOP would be answered
 * and do nothing. So what a key makes of a fixed value is on the ledger. The first process on the data writes it, at a fixed
 * place, and each later one compares it.
 */
@Singleton
public final class KeyCheck implements IndexCheck {

    /** The subject of the index key's entry. */
    public static final String INDEX = "keys/index";

    /** The subject of the wrapping key's entry, on one machine. */
    public static final String WRAPPING = "keys/wrapping";

    private static final Logger LOG = Logger.getLogger("ringlock");

    private static final String VALUE = "check";

    private final Store store;
    private final Clock clock;

    public KeyCheck(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** The log says why: the caller of a function learns only that it is not available. */
    @Override
    public void check(String value) {
        try {
            compare(value);
        } catch (KeysUnavailableException e) {
            LOG.error(e.getMessage());
            throw e;
        }
    }

    /**
     * The same without a word in the log, for a start that says it itself.
     *
     * @throws KeysUnavailableException if it is another key
     */
    public void compare(String value) {
        Optional<String> known = known(INDEX);
        if (known.isEmpty()) {
            known = known(INDEX, value);
        }
        if (!known.orElse(value).equals(value)) {
            throw others("index key");
        }
    }

    /**
     * The same for the key that wraps data keys, where a process may unwrap them.
     *
     * @throws KeysUnavailableException if it is another key
     */
    public void checkWrapping(Keys keys) {
        Optional<String> known = known(WRAPPING);
        if (known.isEmpty()) {
            try (DataKey unused = keys.generate(Purpose.MAINTENANCE)) {
                known = known(WRAPPING, Base64.getEncoder().encodeToString(unused.wrapped()));
            }
        }
        known.ifPresent(wrapped -> unwrap(keys, wrapped));
    }

    /** Whether the data says which index key is its own. That of an earlier build does not. */
    public boolean isWritten() {
        return known(INDEX).isPresent();
    }

    private static void unwrap(Keys keys, String wrapped) {
        try {
            keys.unwrap(Purpose.MAINTENANCE, Base64.getDecoder().decode(wrapped))
                    .close();
        } catch (CannotOpenException e) {
            throw others("wrapping key");
        }
    }

    private Optional<String> known(String subject) {
        return store.newest(subject).map(entry -> entry.fields().getOrDefault(VALUE, ""));
    }

    /** Writes the value, and tells which one is written then. Another process may have been faster. */
    private Optional<String> known(String subject, String value) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        TreeMap<String, String> fields = new TreeMap<>(Map.of(VALUE, value));
        Entry entry = new Entry(subject, Ulid.first(Instant.EPOCH), Event.KEY_RECORDED, now, "", fields);
        try {
            store.tryChange(ChangePlan.write(Commit.of(List.of(entry)), true));
        } catch (StoreUnavailableException e) {
            // a function that may not write leaves it to one that may
            return Optional.empty();
        }
        return known(subject);
    }

    private static KeysUnavailableException others(String which) {
        return new KeysUnavailableException("the " + which + " is not the one that the stored data was made with");
    }
}
