package dev.ringlock.keys.file;

import dev.ringlock.keys.CannotOpenException;
import dev.ringlock.keys.DataKey;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.terms.Purpose;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * {@link Keys} from a file that only its owner may read (mode 0600): two random 32-byte keys in hex, {@code wrapping}
 * and
 * {@code mac}. The file holds the keys of all purposes: only on AWS are purposes kept apart by permissions.
 * <pre>
 * wrapped = 0x01 | 12 random bytes | AES-256-GCM(wrapping key, data key), aad = ("ringlock/data-key/1", "ringlock",
 * purpose)
 * </pre>
 */
public final class KeyFile implements Keys {

    private static final byte VERSION = 1;
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int WRAPPED = 1 + NONCE_BYTES + KEY_BYTES + TAG_BITS / 8;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final SecretKeySpec wrapping;
    private final SecretKeySpec mac;
    private final SecureRandom random = new SecureRandom();

    private KeyFile(byte[] wrapping, byte[] mac) {
        this.wrapping = new SecretKeySpec(wrapping, "AES");
        this.mac = new SecretKeySpec(mac, "HmacSHA256");
    }

    /**
     * Reads the file.
     *
     * @throws KeysUnavailableException if it is missing or damaged, or others than its owner may read it
     */
    public static KeyFile read(Path file) {
        Properties keys = new Properties();
        try {
            refuseIfShared(file);
            try (var reader = Files.newBufferedReader(file)) {
                keys.load(reader);
            }
            return new KeyFile(key(keys, "wrapping"), key(keys, "mac"));
        } catch (NoSuchFileException e) {
            throw new KeysUnavailableException("there is no key file " + file);
        } catch (AccessDeniedException e) {
            throw new KeysUnavailableException("the key file " + file + " may not be read by this user");
        } catch (IOException | IllegalArgumentException e) {
            throw new KeysUnavailableException("the key file " + file + " is damaged");
        }
    }

    /**
     * Writes a file with new random keys, completely or not at all.
     *
     * @throws KeysUnavailableException if the file exists already or cannot be written
     */
    public static void create(Path file) {
        SecureRandom random = new SecureRandom();
        String text =
                "# Ringlock's keys. Without them no stored number can be opened or found again: keep a copy elsewhere.\n"
                        + "wrapping=" + randomHex(random) + "\nmac=" + randomHex(random) + "\n";
        try {
            Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
            Path part = Files.createTempFile(folder, "keys", ".part", ownerOnly(folder));
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
                channel.force(true);
                // a link, not a move: it never replaces an existing file
                Files.createLink(file, part);
            } finally {
                Files.delete(part);
            }
            flush(folder);
        } catch (FileAlreadyExistsException e) {
            throw new KeysUnavailableException("there is a key file " + file + " already");
        } catch (IOException e) {
            throw new KeysUnavailableException("cannot write the key file " + file, e);
        }
    }

    /** Without this, a power cut could remove the file's name again, after numbers were sealed with its keys. */
    private static void flush(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // some systems cannot open folders; they write names through by themselves
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
        return knowsOwners(folder)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    /** On a file system without owners there is nothing to check. */
    private static boolean knowsOwners(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView("posix");
    }

    @Override
    public DataKey generate(Purpose purpose) {
        byte[] clear = bytes(KEY_BYTES);
        byte[] nonce = bytes(NONCE_BYTES);
        try {
            byte[] wrapped = new byte[WRAPPED];
            ByteBuffer.wrap(wrapped).put(VERSION).put(nonce);
            cipher(Cipher.ENCRYPT_MODE, nonce, purpose).doFinal(clear, 0, KEY_BYTES, wrapped, 1 + NONCE_BYTES);
            return new DataKey(clear, wrapped);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform cannot wrap with AES-256-GCM", e);
        }
    }

    @Override
    public DataKey unwrap(Purpose purpose, byte[] wrapped) {
        if (wrapped.length != WRAPPED || wrapped[0] != VERSION) {
            throw new CannotOpenException();
        }
        try {
            byte[] nonce = Arrays.copyOfRange(wrapped, 1, 1 + NONCE_BYTES);
            byte[] clear = cipher(Cipher.DECRYPT_MODE, nonce, purpose)
                    .doFinal(wrapped, 1 + NONCE_BYTES, WRAPPED - 1 - NONCE_BYTES);
            return new DataKey(clear, wrapped.clone());
        } catch (GeneralSecurityException e) {
            throw new CannotOpenException();
        }
    }

    @Override
    public byte[] mac(String label) {
        try {
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(mac);
            return hmac.doFinal(label.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform has no HMAC-SHA-256", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, Purpose purpose) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, wrapping, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(Envelope.lengthPrefixed("ringlock/data-key/1", "ringlock", purpose.id()));
        return cipher;
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void refuseIfShared(Path file) throws IOException {
        if (knowsOwners(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new KeysUnavailableException(
                    "others than its owner may read the key file " + file + "; give it mode 0600");
        }
    }

    private static byte[] key(Properties keys, String name) {
        byte[] key = HexFormat.of().parseHex(keys.getProperty(name, ""));
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException(name);
        }
        return key;
    }

    private static String randomHex(SecureRandom random) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
