package dev.ringlock.keys;

import dev.ringlock.consent.Purpose;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Opens sealed numbers, for as long as one piece of work takes. A data key is unwrapped once, however many numbers it has
 * sealed and whoever asks for it at the same time; closing wipes them all.
 */
public final class Opener implements AutoCloseable {

    /** More would be a walk over keys that each sealed little, which gains nothing from being kept. */
    private static final int MOST_KEYS = 1_000;

    private final Keys keys;
    private final Envelope envelope;
    private final Map<ByteBuffer, Unwrapped> unwrapped = new LinkedHashMap<>(16, 0.75f, true);

    public Opener(Keys keys, Envelope envelope) {
        this.keys = keys;
        this.envelope = envelope;
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
            Unwrapped found = unwrapped.computeIfAbsent(
                    ByteBuffer.wrap(wrappedKey.clone()), wrapped -> new Unwrapped(purpose, wrapped.array()));
            if (unwrapped.size() > MOST_KEYS) {
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
        private boolean closed;

        Unwrapped(Purpose purpose, byte[] wrapped) {
            this.purpose = purpose;
            this.wrapped = wrapped;
        }

        synchronized PhoneNumber open(ContactId contact, byte[] sealed) {
            DataKey usable = key;
            if (usable == null) {
                usable = keys.unwrap(purpose, wrapped);
                key = usable;
            }
            try {
                return envelope.open(usable, contact, purpose, sealed);
            } finally {
                if (closed) {
                    // it had to make room while it was waited for
                    close();
                }
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
