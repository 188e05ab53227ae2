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
 * Opens sealed numbers, for as long as one piece of work takes. A data key is unwrapped once, however many numbers it has
 * sealed and whoever asks for it at the same time; closing wipes them all.
 */
public final class Opener implements AutoCloseable {

    /** More would be a walk over keys that each sealed little, which gains nothing from being kept. */
    private static final int MOST_KEYS = 1_000;

    /** Calls that unwrap keys, at once. */
    private static final int MOST_CALLS = 16;

    private final Keys keys;
    private final Envelope envelope;
    private final int mostKeys;
    private final Map<ByteBuffer, Unwrapped> unwrapped = new LinkedHashMap<>(16, 0.75f, true);

    public Opener(Keys keys, Envelope envelope) {
        this(keys, envelope, MOST_KEYS);
    }

    /**
     * @param mostKeys that are kept at once, some 300 bytes each: who meets the same keys again and again wants room for
     *     all of them
     */
    public Opener(Keys keys, Envelope envelope, int mostKeys) {
        this.keys = keys;
        this.envelope = envelope;
        this.mostKeys = mostKeys;
    }

    /**
     * Unwraps those of these keys that have not been yet, side by side: else each would be when it is first needed, one
     * after the other. What opens nothing is not told here, but by {@link #open}.
     *
     * @throws KeysUnavailableException if one could not be had
     */
    public void ready(Purpose purpose, Collection<byte[]> wrappedKeys) {
        Set<Unwrapped> asked = new LinkedHashSet<>();
        wrappedKeys.forEach(wrappedKey -> asked.add(unwrapped(purpose, wrappedKey)));
        ParallelCalls.run(
                asked.stream()
                        .filter(Unwrapped::isMissing)
                        .<Runnable>map(each -> each::ready)
                        .toList(),
                MOST_CALLS);
    }

    /**
     * The number that was sealed for exactly this contact and purpose.
     *
     * @throws CannotOpenException if anything at all is not as it was when it was sealed
     * @throws KeysUnavailableException if its key could not be had
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
                // the one that was not asked for the longest
                var oldest = unwrapped.values().iterator();
                Unwrapped left = oldest.next();
                oldest.remove();
                left.close();
            }
            return found;
        }
    }

    /** One data key. Synchronized, so that it is unwrapped once and never wiped under an opening. */
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
                // told again by each opening
            } finally {
                wipeIfClosed();
            }
        }

        /** That a key opens nothing is asked once, too. */
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
                // it had to make room while it was waited for
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
