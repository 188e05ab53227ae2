package dev.ringlock.steps;

import dev.ringlock.keys.CannotOpenException;
import dev.ringlock.keys.DataKey;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.IndexCheck;
import dev.ringlock.keys.IndexVersions;
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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Notices keys that are not those of the stored data. Under another index key no number is found: a STOP would be answered
 * and do nothing. So what a key makes of a fixed value is on the ledger. The first process on the data writes it, at a fixed
 * place, and each later one compares it. The same entries say which versions of the index key live: each process looks at
 * them again after a minute.
 */
@Singleton
public final class KeyCheck implements IndexCheck {

    /** The subject of the index key's entry. */
    public static final String INDEX = "keys/index";

    /** The subject of the wrapping key's entry, on one machine. */
    public static final String WRAPPING = "keys/wrapping";

    private static final Logger LOG = Logger.getLogger("ringlock");

    private static final String VALUE = "check";

    /** When a process makes an id, it has looked at the ledger within this time. */
    static final Duration LOOKS_AGAIN = Duration.ofMinutes(1);

    private final Store store;
    private final Clock clock;
    private volatile @Nullable KnownState known;

    private record KnownState(IndexState state, Instant readAt) {}

    public KeyCheck(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public IndexVersions versions() {
        return state().versions();
    }

    /** The log says why: the caller of a function learns only that it is not available. */
    @Override
    public void check(int version, String value) {
        try {
            compare(version, value);
        } catch (KeysUnavailableException e) {
            LOG.error(e.getMessage());
            throw e;
        }
    }

    /**
     * Compares every version of the index key that lives, without a word in the log: for a start that says it itself.
     *
     * @throws KeysUnavailableException if one is another key
     */
    public void compare(Keys keys) {
        for (int version = 1; version <= versions().newest(); version++) {
            compare(version, Index.checkValue(keys, version));
        }
    }

    private void compare(int version, String value) {
        IndexState state = state();
        if (state.newest() == null) {
            write(IndexState.first(value, clock.instant()));
            state = read();
        }
        String known = state.checks().getOrDefault(version, value);
        if (!MessageDigest.isEqual(
                known.getBytes(StandardCharsets.US_ASCII), value.getBytes(StandardCharsets.US_ASCII))) {
            throw others("index key");
        }
    }

    private IndexState state() {
        KnownState last = known;
        Instant now = clock.instant();
        // a clock that was set back must not make it last longer
        if (last == null) {
            return read();
        }
        boolean fresh =
                !now.isBefore(last.readAt()) && now.isBefore(last.readAt().plus(LOOKS_AGAIN));
        return fresh ? last.state() : read();
    }

    private IndexState read() {
        Instant now = clock.instant();
        IndexState state = IndexState.of(store.newest(INDEX));
        known = new KnownState(state, now);
        return state;
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

    /** The wrapping key is another one from now on: it wraps the value that the next start unwraps. */
    public void recordWrapping(Keys keys) {
        store.append(() -> {
            Optional<Entry> last = store.newest(WRAPPING);
            try (DataKey unused = keys.generate(Purpose.MAINTENANCE)) {
                TreeMap<String, String> fields =
                        new TreeMap<>(Map.of(VALUE, Base64.getEncoder().encodeToString(unused.wrapped())));
                return List.of(new Entry(
                        WRAPPING,
                        last.map(entry -> entry.ulid().next()).orElse(Ulid.first(Instant.EPOCH)),
                        Event.KEY_RECORDED,
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        last.map(Entry::hash).orElse(""),
                        fields));
            }
        });
    }

    /** Whether the data says which index key is its own. That of an earlier build does not. */
    public boolean isWritten() {
        return store.newest(INDEX).isPresent();
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
        write(new Entry(subject, Ulid.first(Instant.EPOCH), Event.KEY_RECORDED, now, "", fields));
        return known(subject);
    }

    private void write(Entry first) {
        try {
            store.tryChange(ChangePlan.write(Commit.of(List.of(first)), true));
        } catch (StoreUnavailableException e) {
            // a function that may not write leaves it to one that may
        }
    }

    private static KeysUnavailableException others(String which) {
        return new KeysUnavailableException("the " + which + " is not the one that the stored data was made with");
    }
}
