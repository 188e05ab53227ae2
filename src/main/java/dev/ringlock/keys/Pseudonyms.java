package dev.ringlock.keys;

import dev.ringlock.phone.ContactId;
import dev.ringlock.terms.Purpose;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;

/**
 * Pseudonyms under one key: {@code p_} and 26 characters of base32 of the first 16 bytes of HMAC-SHA-256(key,
 * "ringlock/pseudonym/1" | ContactId). A dataset's are made of its table's, likewise. Nobody can join two datasets by them, and
 * the index key does not help to guess one.
 *
 * <p>The key is 32 random bytes, wrapped for {@code dataset/<id>}, where the id is the dataset's or its table's. Once its wrapped form is deleted, nobody can find out whose
 * a pseudonym is. For one thread at a time.
 */
public final class Pseudonyms implements AutoCloseable {

    private static final String MAC = "HmacSHA256";
    private static final byte[] LABEL = "ringlock/pseudonym/1".getBytes(StandardCharsets.US_ASCII);

    private final DataKey key;
    private final Mac mac;

    private Pseudonyms(DataKey key) {
        this.key = key;
        try {
            this.mac = Mac.getInstance(MAC);
            mac.init(key.secret());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no HMAC-SHA-256", e);
        }
    }

    /**
     * A new key for that dataset, in its wrapped form.
     *
     * @throws KeysUnavailableException if the engine did not give one
     */
    public static byte[] newKey(Keys keys, String datasetId) {
        try (DataKey key = keys.generate(Purpose.ofDataset(datasetId))) {
            return key.wrapped();
        }
    }

    /**
     * The pseudonyms of that dataset.
     *
     * @throws CannotOpenException if the key was wrapped for another dataset
     * @throws KeysUnavailableException if the engine did not answer
     */
    public static Pseudonyms open(Keys keys, String datasetId, byte[] wrappedKey) {
        return new Pseudonyms(keys.unwrap(Purpose.ofDataset(datasetId), wrappedKey));
    }

    public String of(ContactId contact) {
        return of(contact.value());
    }

    /** The pseudonym of somebody who has that one under another key. */
    public String of(String text) {
        mac.update(LABEL);
        String base32 = ContactId.ofMac(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)))
                .value()
                .substring(ContactId.PREFIX);
        return "p_" + base32;
    }

    @Override
    public void close() {
        key.close();
    }
}
