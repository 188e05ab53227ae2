package dev.ringlock.imports.run;

import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.OptOut;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Terms;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The decisions of the rows before. A run would have stored them, a check does not. For each contact and purpose it has
 * 16 bytes, and as many for an opt-out that a later yes leaves known, up to a number that fits into memory. Decisions
 * behind that are not known, and the check says so.
 */
final class KnownDecisions {

    private static final int FIRST_SLOTS = 1 << 12;

    /** 32 megabytes. */
    private static final int MOST_SLOTS = 1 << 21;

    private static final int STATE_BITS = 2;
    /** No purpose has that id. */
    private static final String EVERYTHING = "*";
    /** Behind a purpose: the opt-out that a request or a newer yes leaves in force, or known. */
    private static final String NO = "-";

    private final Collection<Terms> purposes;
    private final int mostSlots;
    private long[] keys = new long[FIRST_SLOTS];
    private long[] values = new long[FIRST_SLOTS];
    private int used;
    private boolean exact = true;

    KnownDecisions(Collection<Terms> purposes) {
        this(purposes, MOST_SLOTS);
    }

    KnownDecisions(Collection<Terms> purposes, int mostSlots) {
        this.purposes = purposes;
        this.mostSlots = mostSlots;
    }

    /** Whether it has kept everything that it was told. */
    boolean isExact() {
        return exact;
    }

    /** The contact as it would be. */
    Contact of(Contact stored) {
        Map<Purpose, Consent> consents = new HashMap<>(stored.consents());
        boolean changed = false;
        for (Terms terms : purposes) {
            long value = get(key(stored.id(), terms.purpose().id()));
            if (value != 0) {
                consents.put(terms.purpose(), consent(stored, value, terms));
                changed = true;
            }
        }
        long everything = get(key(stored.id(), EVERYTHING));
        if (!changed && everything == 0) {
            return stored;
        }
        return new Contact(
                stored.id(),
                stored.version(),
                stored.masked(),
                stored.head(),
                consents,
                everything == 0 ? stored.optOutOfEverything() : optOut(at(everything)),
                stored.hold(),
                stored.pending(),
                stored.quality(),
                stored.dueAt());
    }

    /** Keeps how a contact would be. */
    void keep(Contact before, Contact after) {
        for (Terms terms : purposes) {
            Consent consent = after.consent(terms.purpose());
            if (consent != null && !consent.equals(before.consent(terms.purpose()))) {
                put(key(after.id(), terms.purpose().id()), value(consent.state(), consent.since()));
                OptOut no = consent.optOut();
                if (no != null) {
                    keepNo(key(after.id(), terms.purpose().id() + NO), consent, no);
                }
            }
        }
        OptOut everything = after.optOutOfEverything();
        if (everything != null && !everything.equals(before.optOutOfEverything())) {
            put(key(after.id(), EVERYTHING), value(State.WITHDRAWN, everything.at()));
        }
    }

    private void keepNo(long key, Consent consent, OptOut no) {
        boolean isTold = consent.state() == State.WITHDRAWN && no.at().equals(consent.since());
        // an older one may be there
        if (!isTold || get(key) != 0) {
            put(key, value(State.WITHDRAWN, no.at()));
        }
    }

    private Consent consent(Contact of, long value, Terms terms) {
        Consent stored = of.consent(terms.purpose());
        State state = State.values()[(int) value & (1 << STATE_BITS) - 1];
        Instant since = at(value);
        long no = get(key(of.id(), terms.purpose().id() + NO));
        OptOut before = no != 0 ? optOut(at(no)) : stored == null ? null : stored.optOut();
        return new Consent(
                state,
                since,
                Ulid.first(since),
                "",
                state == State.GRANTED ? terms.expiry(since) : null,
                state == State.WITHDRAWN && no == 0 ? optOut(since) : before,
                stored == null ? null : stored.provedAt(),
                null,
                false);
    }

    private static OptOut optOut(Instant at) {
        return new OptOut(at, Ulid.first(at));
    }

    /** Never 0: nobody decided in the first millisecond of 1970. */
    private static long value(State state, Instant since) {
        return since.toEpochMilli() << STATE_BITS | state.ordinal();
    }

    private static Instant at(long value) {
        return Instant.ofEpochMilli(value >> STATE_BITS);
    }

    /** Of two contacts' ids, which are keyed hashes, these are as good as never the same. */
    private static long key(ContactId contact, String purpose) {
        long key = 0;
        String id = contact.value();
        for (int i = 0; i < id.length(); i++) {
            key = key * 31 + id.charAt(i);
            key ^= key >>> 29;
            key *= 0xBF58476D1CE4E5B9L;
        }
        key ^= (long) purpose.hashCode() * 0x9E3779B97F4A7C15L;
        return key == 0 ? 1 : key;
    }

    private long get(long key) {
        int slot = slot(key, keys);
        return keys[slot] == 0 ? 0 : values[slot];
    }

    private void put(long key, long value) {
        int slot = slot(key, keys);
        if (keys[slot] == 0) {
            if (!hasRoom()) {
                exact = false;
                return;
            }
            slot = slot(key, keys);
            used++;
        }
        keys[slot] = key;
        values[slot] = value;
    }

    private boolean hasRoom() {
        if (used < keys.length / 4 * 3) {
            return true;
        }
        if (keys.length >= mostSlots) {
            return false;
        }
        long[] oldKeys = keys;
        long[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new long[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int slot = slot(oldKeys[i], keys);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
        return true;
    }

    private static int slot(long key, long[] keys) {
        int mask = keys.length - 1;
        int slot = (int) (key ^ key >>> 32) & mask;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /** How many slots there are: {@link #slice} tells them all. */
    int slots() {
        return keys.length;
    }

    /** The slots from there on, at most so many, as bytes. */
    byte[] slice(int from, int most) {
        int until = Math.min(keys.length, from + most);
        ByteBuffer bytes = ByteBuffer.allocate((until - from) * 2 * Long.BYTES);
        for (int i = from; i < until; i++) {
            bytes.putLong(keys[i]).putLong(values[i]);
        }
        return bytes.array();
    }

    /** Takes a slice of another one, with all that it knows. */
    void take(byte[] slice) {
        ByteBuffer bytes = ByteBuffer.wrap(slice);
        while (bytes.hasRemaining()) {
            long key = bytes.getLong();
            long value = bytes.getLong();
            if (key != 0) {
                put(key, value);
            }
        }
    }

    /** Forgets that anything was left out, or notes it. */
    void exact(boolean known) {
        exact = known;
    }
}
