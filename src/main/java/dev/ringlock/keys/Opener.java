package dev.ringlock.keys;

import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.terms.Purpose;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Opens sealed numbers during one piece of work. It unwraps a data key once, however many numbers the key has sealed
 * and however many threads need it. Closing it wipes all keys.
 */
public final class Opener implements AutoCloseable {

    /** With more keys than this, each key has sealed so few numbers that keeping it gains nothing. */
    private static final int MOST_KEYS = 1_000;

    /** The most keys that are unwrapped at the same time. */
    private static final int MOST_CALLS = 16;

    private final Keys keys;
    private final Envelope envelope;
    private final int mostKeys;
    private final Map<ByteBuffer, Unwrapped> unwrapped = new LinkedHashMap<>(16, 0.75f, true);

    public Opener(Keys keys, Envelope envelope) {
        this(keys, envelope, MOST_KEYS);
    }

    /**
     * @param mostKeys how many keys are kept at once, some 300 bytes each. Give room for all of them if the same
     *     keys come back often
     */
    public Opener(Keys keys, Envelope envelope, int mostKeys) {
        this.keys = keys;
        this.envelope = envelope;
        this.mostKeys = mostKeys;
    }

    /**
     * Unwraps those of these keys that are still wrapped, in parallel. Without it, each would be unwrapped when first
     * needed, one after the other. A key that cannot be unwrapped is reported by {@link #open}, not here.
     *
     * @throws KeysUnavailableException if the engine did not answer for one of them
     */
    public void ready(Purpose purpose, Collection<byte[]> wrappedKeys) {
        Set<Unwrapped> needed = new LinkedHashSet<>();
        wrappedKeys.forEach(wrappedKey -> needed.add(unwrapped(purpose, wrappedKey)));
        ParallelCalls.run(
                needed.stream()
                        .filter(Unwrapped::isMissing)
                        .<Runnable>map(each -> each::ready)
                        .toList(),
                MOST_CALLS);
    }

    /**
     * The number that was sealed for exactly this contact and purpose.
     *
     * @throws CannotOpenException if the contact, the purpose, the key or any byte differs
     * @throws KeysUnavailableException if the engine did not answer
     */
    public PhoneNumber open(ContactId contact, Purpose purpose, byte[] sealed, byte[] wrappedKey) {
        return unwrapped(purpose, wrappedKey).open(contact, sealed);
    }

    @Override
    public void close() {
        synchronized (unwrapped) {
            unwrapped.values().forEach(Unwrapped::close);
            unwrapped.clear();
        }
    }

    private Unwrapped unwrapped(Purpose purpose, byte[] wrappedKey) {
        synchronized (unwrapped) {
            Unwrapped found = unwrapped.get(ByteBuffer.wrap(wrappedKey));
            if (found != null) {
                return found;
            }
            byte[] own = wrappedKey.clone();
            found = new Unwrapped(purpose, own);
            unwrapped.put(ByteBuffer.wrap(own), found);
            if (unwrapped.size() > mostKeys) {
                // the one that has been unused the longest
                var oldest = unwrapped.values().iterator();
                Unwrapped leastUsed = oldest.next();
                oldest.remove();
                leastUsed.close();
            }
            return found;
        }
    }

    /** One data key. Synchronized, so that it is unwrapped once and never wiped during an opening. */
    private final class Unwrapped implements AutoCloseable {

        private final Purpose purpose;
        private final byte[] wrapped;
        private @Nullable DataKey key;
        private boolean opensNothing;
        private boolean closed;

        Unwrapped(Purpose purpose, byte[] wrapped) {
            this.purpose = purpose;
            this.wrapped = wrapped;
        }

        synchronized PhoneNumber open(ContactId contact, byte[] sealed) {
            try {
                return envelope.open(usable(), contact, purpose, sealed);
            } finally {
                wipeIfClosed();
            }
        }

        synchronized boolean isMissing() {
            return key == null && !opensNothing;
        }

        synchronized void ready() {
            try {
                usable();
            } catch (CannotOpenException e) {
                // each opening reports it
            } finally {
                wipeIfClosed();
            }
        }

        /** A failure is kept too, so that the engine is asked once. */
        private DataKey usable() {
            if (opensNothing) {
                throw new CannotOpenException();
            }
            DataKey usable = key;
            if (usable == null) {
                try {
                    usable = keys.unwrap(purpose, wrapped);
                } catch (CannotOpenException e) {
                    opensNothing = true;
                    throw e;
                }
                key = usable;
            }
            return usable;
        }

        private void wipeIfClosed() {
            if (closed) {
                // it was dropped to make room while a thread waited for it
                close();
            }
        }

        @Override
        public synchronized void close() {
            closed = true;
            if (key != null) {
                key.close();
                key = null;
            }
        }
    }
}
