package dev.ringlock.keys;

import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.terms.Purpose;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Cipher;

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
    /** As many as threads have opened at once. Each still holds the last key that it opened with. */
    private final Queue<Cipher> ciphers = new ConcurrentLinkedQueue<>();

    private final Map<ByteBuffer, UnwrappedKey> unwrapped = new LinkedHashMap<>(16, 0.75f, true);

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
        Set<UnwrappedKey> needed = new LinkedHashSet<>();
        wrappedKeys.forEach(wrappedKey -> needed.add(unwrapped(purpose, wrappedKey)));
        ParallelCalls.run(
                needed.stream()
                        .filter(UnwrappedKey::isMissing)
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
        Cipher free = ciphers.poll();
        Cipher cipher = free == null ? Envelope.opening() : free;
        PhoneNumber number = unwrapped(purpose, wrappedKey).open(cipher, contact, sealed);
        ciphers.add(cipher);
        return number;
    }

    @Override
    public void close() {
        synchronized (unwrapped) {
            unwrapped.values().forEach(UnwrappedKey::close);
            unwrapped.clear();
        }
        ciphers.clear();
    }

    private UnwrappedKey unwrapped(Purpose purpose, byte[] wrappedKey) {
        synchronized (unwrapped) {
            UnwrappedKey found = unwrapped.get(ByteBuffer.wrap(wrappedKey));
            if (found != null) {
                return found;
            }
            byte[] own = wrappedKey.clone();
            found = new UnwrappedKey(keys, envelope, purpose, own);
            unwrapped.put(ByteBuffer.wrap(own), found);
            if (unwrapped.size() > mostKeys) {
                // the one that has been unused the longest
                var oldest = unwrapped.values().iterator();
                UnwrappedKey leastUsed = oldest.next();
                oldest.remove();
                leastUsed.close();
            }
            return found;
        }
    }
}
