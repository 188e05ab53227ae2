package dev.ringlock.keys;

import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.NumberIds;
import dev.ringlock.phone.PhoneNumber;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes keyed hashes that stand for a number, a caller or a client's key in what we store. Its keys are fetched from the
 * engine once in a process and stay in memory: the index key in each version that lives, and the key for names in
 * {@code guard}.
 */
@Singleton
public final class Index {

    private static final String INDEX_LABEL = "ringlock/index/";
    private static final String GUARD_LABEL = "ringlock/guard/1";
    /** No number: each of those begins with a plus sign. */
    private static final String CHECKED = "ringlock/check/1";

    private static final String MAC = "HmacSHA256";

    private static final Base64.Encoder UNPADDED = Base64.getUrlEncoder().withoutPadding();

    private final Keys keys;
    private final IndexCheck check;
    private final Map<Integer, Label> versions = new ConcurrentHashMap<>();
    private final Label guard;

    /** @param check is asked before the index key is used */
    @Inject
    public Index(Keys keys, IndexCheck check) {
        this.keys = keys;
        this.check = check;
        this.guard = new Label(() -> keys.mac(GUARD_LABEL), key -> {});
    }

    /** With a key that nothing was stored under yet. */
    public Index(Keys keys) {
        this(keys, IndexCheck.NOTHING_STORED);
    }

    /** A hash of a fixed text under that version of the index key. It tells nothing but whether a key is the same. */
    public static String checkValue(Keys keys, int version) {
        return checkValue(keyed(keys.mac(version, INDEX_LABEL + version)));
    }

    /**
     * Makes sure that the keys are those that the data was made with.
     *
     * @throws KeysUnavailableException if they are not, or cannot be had
     */
    public void ready() {
        check.versions().living().forEach(version -> version(version).keyed());
    }

    private static String checkValue(Mac key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(copy(key).doFinal(CHECKED.getBytes(StandardCharsets.US_ASCII)));
    }

    /** The requests to the engine that this process has not made yet. */
    List<Runnable> missing() {
        List<Runnable> missing = new ArrayList<>();
        if (versions.isEmpty()) {
            missing.add(this::ready);
        }
        if (guard.isMissing()) {
            missing.add(guard::keyed);
        }
        return missing;
    }

    /** The id that a new contact of this number gets. */
    public ContactId contactId(PhoneNumber number) {
        return contactId(number, check.versions().making());
    }

    /** The number's id under one version of the index key. */
    public ContactId contactId(PhoneNumber number, int version) {
        return ContactId.ofMac(version, version(version).mac(number.e164().getBytes(StandardCharsets.US_ASCII)));
    }

    /** All ids that may stand for the number: under each version that lives, and those of its older forms. */
    public NumberIds contactIds(PhoneNumber number) {
        IndexVersions now = check.versions();
        return new NumberIds(
                ids(number, now),
                number.olderForms().stream()
                        .flatMap(form -> ids(form, now).stream())
                        .toList(),
                now.isRotating());
    }

    private List<ContactId> ids(PhoneNumber number, IndexVersions now) {
        return now.living().stream().map(version -> contactId(number, version)).toList();
    }

    /** The versions of the index key that live. */
    public IndexVersions versions() {
        return check.versions();
    }

    private Label version(int version) {
        return versions.computeIfAbsent(
                version,
                fresh -> new Label(
                        () -> keys.mac(fresh, INDEX_LABEL + fresh), key -> check.check(fresh, checkValue(key))));
    }

    /**
     * The hash that is kept of a code sent to that contact. A thief without the key cannot try the million codes on it.
     */
    public String codeMac(ContactId contact, String code) {
        return fingerprint(Envelope.lengthPrefixed(contact.value(), code), "code");
    }

    /** The name of a row in {@code guard}: its kind in clear, its subject as a keyed hash. */
    public String guardName(String kind, String... parts) {
        return kind + "/" + fingerprint(Envelope.lengthPrefixed(parts), kind);
    }

    /** A keyed hash of a consent's origin: the same for numbers of one block from one form and network. */
    public String origin(String form, String network, PhoneNumber number) {
        return fingerprint(Envelope.lengthPrefixed(form, network, number.block()), "origin");
    }

    /** The key of cookies that only we can read. It is a hash under the guard key, so it costs the engine nothing. */
    DataKey cookieKey() {
        return new DataKey(guard.mac(Envelope.lengthPrefixed("cookie", "1")), new byte[0]);
    }

    /** A keyed hash that only shows whether two contents are equal. */
    public String fingerprint(byte[] content, String kind) {
        return UNPADDED.encodeToString(guard.mac(Envelope.lengthPrefixed(kind), content));
    }

    /** One key. Its Macs are kept, one for each thread at work: to key a Mac costs more than the hash itself. */
    private static final class Label {

        private final Supplier<byte[]> key;
        private final Queue<Mac> free = new ConcurrentLinkedQueue<>();
        private final Consumer<Mac> check;
        private volatile @Nullable Mac keyed;

        Label(Supplier<byte[]> key, Consumer<Mac> check) {
            this.key = key;
            this.check = check;
        }

        boolean isMissing() {
            return keyed == null;
        }

        /** Of these parts, one behind the other. */
        byte[] mac(byte[]... content) {
            Mac last = free.poll();
            Mac mac = last == null ? copy(keyed()) : last;
            for (byte[] part : content) {
                mac.update(part);
            }
            byte[] hash = mac.doFinal();
            free.add(mac);
            return hash;
        }

        Mac keyed() {
            Mac known = keyed;
            return known == null ? fetched() : known;
        }

        private synchronized Mac fetched() {
            Mac known = keyed;
            if (known == null) {
                known = Index.keyed(key.get());
                check.accept(known);
                keyed = known;
            }
            return known;
        }
    }

    private static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no HMAC-SHA-256", e);
        }
    }

    private static Mac copy(Mac keyed) {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java platform's HMAC-SHA-256 cannot be cloned", e);
        }
    }
}
