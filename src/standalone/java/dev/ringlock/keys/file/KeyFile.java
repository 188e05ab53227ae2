package dev.ringlock.keys.file;

import dev.ringlock.keys.CannotOpenException;
import dev.ringlock.keys.DataKey;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.Signer;
import dev.ringlock.terms.Purpose;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * {@link Keys} from a file that only its owner may read (mode 0600): random 32-byte keys in hex, {@code wrapping} and
 * {@code mac}, and the signing key's private half as a JWK, {@code signing}. A file of an earlier build has no such key. The
 * file holds the keys of all purposes: only on AWS are purposes kept apart by permissions.
 *
 * <pre>
 * wrapped = 0x01 | 12 random bytes | AES-256-GCM(wrapping key, data key), aad = ("ringlock/data-key/1", "ringlock",
 * purpose)
 * seed    = 0x01 | 12 random bytes | AES-256-GCM(wrapping key, seed), aad = ("ringlock/seed/1", "ringlock", person)
 * </pre>
 */
public final class KeyFile implements Keys {

    private static final int WRAPPED = WrappingKeys.FRAME + WrappingKeys.KEY_BYTES;
    private static final FileTime NEVER = FileTime.fromMillis(0);
    private static final String DATA_KEY = "ringlock/data-key/1";
    private static final String SEED = "ringlock/seed/1";
    private static final String SIGNING = "signing";

    private final @Nullable Path source;
    private final String signing;
    private volatile WrappingKeys wrapping;
    private volatile IndexSecrets macs;
    private volatile FileTime written;

    private KeyFile(WrappingKeys wrapping, IndexSecrets macs, String signing, @Nullable Path source, FileTime written) {
        this.wrapping = wrapping;
        this.macs = macs;
        this.source = source;
        this.written = written;
        this.signing = signing;
        if (!signing.isEmpty()) {
            FileSigner.of(signing);
        }
    }

    /**
     * Reads the file.
     *
     * @throws KeysUnavailableException if it is missing or damaged, or others than its owner may read it
     */
    public static KeyFile read(Path file) {
        FileTime written = OwnersFile.written(file);
        Properties keys = OwnersFile.load(file);
        try {
            return new KeyFile(
                    WrappingKeys.of(keys), IndexSecrets.of(keys), keys.getProperty(SIGNING, ""), file, written);
        } catch (IllegalArgumentException e) {
            throw OwnersFile.damaged(file);
        }
    }

    /**
     * Writes a file with new random keys, completely or not at all.
     *
     * @throws KeysUnavailableException if the file exists already or cannot be written
     */
    public static void create(Path file) {
        of(IndexSecrets.of(WrappingKeys.random(WrappingKeys.KEY_BYTES))).write(file);
    }

    /**
     * Keys in memory: a new wrapping key, and these secrets of the index key. Under them the ContactIds of another Ringlock are
     * found.
     */
    public static KeyFile of(IndexSecrets secrets) {
        return new KeyFile(WrappingKeys.made(), secrets, FileSigner.newKey(), null, NEVER);
    }

    /**
     * Gives the file a new random secret for that version of the index key, completely or not at all. It changes nothing else. A
     * secret that is there already stays: a try before this one may have written it.
     *
     * @throws KeysUnavailableException if the file cannot be written; it is as it was then
     */
    public static void addIndexSecret(Path file, int version) {
        if (!read(file).macs.has(version)) {
            OwnersFile.set(
                    file,
                    IndexSecrets.name(version),
                    HexFormat.of().formatHex(WrappingKeys.random(WrappingKeys.KEY_BYTES)));
        }
    }

    /**
     * Writes the keys, completely or not at all.
     *
     * @throws KeysUnavailableException if the file exists already or cannot be written
     */
    public void write(Path file) {
        OwnersFile.write(
                file,
                "# Ringlock's keys. Without them no stored number can be opened or found again: keep a copy elsewhere.\n"
                        + wrapping.lines().entrySet().stream()
                                .filter(line -> !line.getValue().isEmpty())
                                .map(line -> line.getKey() + "=" + line.getValue() + "\n")
                                .sorted()
                                .collect(Collectors.joining())
                        + macs.lines() + SIGNING + "=" + signing + "\n");
    }

    /**
     * Gives a file of an earlier build its signing key, completely or not at all. It changes nothing else.
     *
     * @return whether it had none
     * @throws KeysUnavailableException if the file cannot be written; it is as it was then
     */
    public static boolean completed(Path file) {
        if (read(file).signs()) {
            return false;
        }
        OwnersFile.set(file, SIGNING, FileSigner.newKey());
        return true;
    }

    /**
     * The same keys with a new signing key, which no file has yet.
     *
     * @see #writeSigning
     */
    public KeyFile withNewSigningKey() {
        return new KeyFile(wrapping, macs, FileSigner.newKey(), source, written);
    }

    /**
     * Writes this signing key into the file in place of its own, completely or not at all. It changes nothing else.
     *
     * @throws KeysUnavailableException if the file cannot be written; it is as it was then
     */
    public void writeSigning(Path file) {
        OwnersFile.set(file, SIGNING, signing);
    }

    /** Whether it has a signing key. One of an earlier build that could not be written has none. */
    public boolean signs() {
        return !signing.isEmpty();
    }

    /** The house's signing key. That of an older file that could not be completed is not available. */
    public Signer signer() {
        return signs() ? FileSigner.of(signing) : new NoSigner();
    }

    /**
     * The secrets from which the index key is made, as the file has them now, for an archive: with them all numbers can be tried.
     *
     * @throws KeysUnavailableException if the file cannot be read any more
     */
    public IndexSecrets indexSecrets() {
        if (source != null) {
            // a command may have added one since, which nothing here has asked for yet
            macs = read(source).macs;
        }
        return macs;
    }

    @Override
    public DataKey generate(Purpose purpose) {
        byte[] clear = WrappingKeys.random(WrappingKeys.KEY_BYTES);
        return new DataKey(clear, asWritten().seal(clear, DATA_KEY, purpose.id()));
    }

    @Override
    public DataKey unwrap(Purpose purpose, byte[] wrapped) {
        if (wrapped.length != WRAPPED) {
            throw new CannotOpenException();
        }
        return new DataKey(open(wrapped, DATA_KEY, purpose.id()), wrapped.clone());
    }

    /** Seals the seed of a person's one-time codes, for that person alone. */
    public byte[] sealSeed(String person, byte[] seed) {
        return asWritten().seal(seed, SEED, person);
    }

    /**
     * The seed that was sealed for exactly this person.
     *
     * @throws CannotOpenException if it was sealed for another one or by another key, or is damaged
     */
    public byte[] openSeed(String person, byte[] sealed) {
        return open(sealed, SEED, person);
    }

    /**
     * Puts a new wrapping key into the file, completely or not at all. The one before stays there and opens.
     *
     * @return false if it has one before already: a rotation is under way
     * @throws KeysUnavailableException if the file cannot be written; it is as it was then
     */
    public static boolean rotateWrapping(Path file, Instant now) {
        WrappingKeys keys = read(file).wrapping;
        if (keys.before() != null) {
            return false;
        }
        OwnersFile.set(file, keys.rotated(now).lines());
        return true;
    }

    /**
     * The wrapping key before was still needed at that instant.
     *
     * @throws KeysUnavailableException if the file cannot be written; it is as it was then
     */
    public static void keepWrapping(Path file, Instant now) {
        OwnersFile.set(file, read(file).wrapping.neededAt(now).lines());
    }

    /**
     * Takes the wrapping key before out of the file, completely or not at all. Whatever it has wrapped opens no more.
     *
     * @throws KeysUnavailableException if the file cannot be written; it is as it was then
     */
    public static void endWrapping(Path file) {
        OwnersFile.set(file, read(file).wrapping.ended().lines());
    }

    /** When the wrapping key before was needed last; empty if there is none. */
    public Optional<Instant> wrappingBeforeNeededAt() {
        return Optional.ofNullable(asWritten().since());
    }

    /** The same data key, wrapped by the newest wrapping key; empty if it is. */
    public Optional<byte[]> wrappedAgain(Purpose purpose, byte[] wrapped) {
        return asWritten().again(wrapped, DATA_KEY, purpose.id());
    }

    /** The same for a person's seed. */
    public Optional<byte[]> seedAgain(String person, byte[] sealed) {
        return asWritten().again(sealed, SEED, person);
    }

    private byte[] open(byte[] sealed, String label, String whose) {
        try {
            return wrapping.open(sealed, label, whose);
        } catch (CannotOpenException e) {
            // perhaps another process wrapped it by a key that is new in the file
            return asWritten().open(sealed, label, whose);
        }
    }

    /** As the file has them by now. Another file in its place is not believed: a server ends with the keys that it began with. */
    private WrappingKeys asWritten() {
        if (source != null) {
            try {
                if (!OwnersFile.written(source).equals(written)) {
                    KeyFile fresh = read(source);
                    if (fresh.wrapping.mayFollow(wrapping)) {
                        wrapping = fresh.wrapping;
                        written = fresh.written;
                    }
                }
            } catch (KeysUnavailableException e) {
                // it is gone or being damaged; what was read goes on
            }
        }
        return wrapping;
    }

    @Override
    public byte[] mac(String label) {
        return mac(1, label);
    }

    /** A rotation gives the file a secret for a new version. A process that began before it reads the file again then. */
    @Override
    public byte[] mac(int version, String label) {
        if (!macs.has(version) && source != null) {
            macs = read(source).macs;
        }
        try {
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(macs.secret(version), "HmacSHA256"));
            return hmac.doFinal(label.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no HMAC-SHA-256", e);
        }
    }
}
