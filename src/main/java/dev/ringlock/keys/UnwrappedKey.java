package dev.ringlock.keys;

import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.terms.Purpose;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/** One data key of an {@link Opener}. It is unwrapped once and never wiped during an opening. */
final class UnwrappedKey implements AutoCloseable {

    private final Keys keys;
    private final Envelope envelope;
    private final Purpose purpose;
    private final byte[] wrapped;
    private @Nullable DataKey key;
    private boolean opensNothing;
    private boolean closed;

    UnwrappedKey(Keys keys, Envelope envelope, Purpose purpose, byte[] wrapped) {
        this.keys = keys;
        this.envelope = envelope;
        this.purpose = purpose;
        this.wrapped = wrapped;
    }

    synchronized PhoneNumber open(Cipher cipher, ContactId contact, byte[] sealed) {
        try {
            return envelope.open(cipher, usable(), contact, purpose, sealed);
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
