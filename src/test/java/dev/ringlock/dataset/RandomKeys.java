package dev.ringlock.dataset;

import dev.ringlock.keys.CannotOpenException;
import dev.ringlock.keys.DataKey;
import dev.ringlock.keys.TestKeys;
import dev.ringlock.terms.Purpose;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** As a key engine does: each key is new, and its wrapped form is the only way to it, for its own purpose alone. */
final class RandomKeys extends TestKeys {

    private record Wrapped(Purpose purpose, byte[] clear) {}

    private final Map<String, Wrapped> known = new HashMap<>();
    private final SecureRandom random = new SecureRandom();

    @Override
    public DataKey generate(Purpose purpose) {
        byte[] clear = bytes();
        byte[] wrapped = bytes();
        known.put(text(wrapped), new Wrapped(purpose, clear.clone()));
        return new DataKey(clear, wrapped);
    }

    @Override
    public DataKey unwrap(Purpose purpose, byte[] wrapped) {
        Wrapped found = known.get(text(wrapped));
        if (found == null || !found.purpose().equals(purpose)) {
            throw new CannotOpenException();
        }
        return new DataKey(found.clear().clone(), wrapped);
    }

    /** The keys of that purpose in clear, and no wrapped form. */
    List<byte[]> inClear(Purpose purpose) {
        return known.values().stream()
                .filter(each -> each.purpose().equals(purpose))
                .map(Wrapped::clear)
                .toList();
    }

    private byte[] bytes() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String text(byte[] wrapped) {
        return Base64.getEncoder().encodeToString(wrapped);
    }
}
