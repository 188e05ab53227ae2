package dev.ringlock.steps;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Base64URL;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.Signer;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Signs documents in the house's name. The public half of each signing key is on the ledger before the key signs anything. So
 * what it signed can be checked for as long as the ledger is there, though the key has gone.
 */
@Singleton
public final class HouseSignature {

    /** The subject of the ledger that keeps the public keys. */
    public static final String SUBJECT = "keys/signing";

    private static final String JWK_FIELD = "jwk";
    private static final int PAGE = 100;

    private final Signer signer;
    private final Store store;
    private final Arrivals arrivals;
    private volatile boolean recorded;

    public HouseSignature(Signer signer, Store store, Arrivals arrivals) {
        this.signer = signer;
        this.store = store;
        this.arrivals = arrivals;
    }

    /**
     * A compact JWS (RFC 7515), signed by ES256.
     *
     * @param type the kind of document: the header's {@code typ}
     * @throws dev.ringlock.keys.KeysUnavailableException if the key engine did not answer
     * @throws dev.ringlock.store.StoreUnavailableException if it is not known whether the public key is on the ledger
     */
    public String compact(String type, byte[] payload) {
        record();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(signer.publicKey().getKeyID())
                .type(new JOSEObjectType(type))
                .build();
        String signed = header.toBase64URL() + "." + Base64URL.encode(payload);
        return signed + "." + Base64URL.encode(signer.sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    /**
     * The keys by which anything that this house ever signed can be checked: the living one, and all earlier ones. They are given
     * out though the living key does not answer: one that is not on the ledger has signed nothing yet.
     *
     * @return a JWK set (RFC 7517)
     */
    public String keys() {
        try {
            record();
        } catch (KeysUnavailableException e) {
            // the earlier keys are on the ledger
        }
        return new JWKSet(List.copyOf(known().values())).toString();
    }

    /** Puts the living key on the ledger, unless it is there. A process looks once. */
    public void record() {
        if (recorded) {
            return;
        }
        ECKey key = signer.publicKey();
        if (!known().containsKey(key.getKeyID())) {
            store.append(() -> {
                Instant now = arrivals.now();
                return List.of(new Entry(
                        SUBJECT,
                        arrivals.ulid(now),
                        Event.KEY_RECORDED,
                        now,
                        "",
                        new TreeMap<>(Map.of(JWK_FIELD, key.toJSONString()))));
            });
        }
        recorded = true;
    }

    /** By id, the oldest first. Two processes may have written the same key. */
    private Map<String, JWK> known() {
        Map<String, JWK> keys = new LinkedHashMap<>();
        @Nullable String cursor = null;
        do {
            Page<Entry> page = store.history(SUBJECT, cursor, PAGE);
            for (Entry entry : page.items()) {
                JWK key = read(entry.fields().getOrDefault(JWK_FIELD, ""));
                keys.put(key.getKeyID(), key);
            }
            cursor = page.next();
        } while (cursor != null);
        return keys;
    }

    private static JWK read(String text) {
        try {
            return JWK.parse(text).toPublicJWK();
        } catch (ParseException e) {
            throw new IllegalStateException("the ledger holds a public key that is none", e);
        }
    }
}
