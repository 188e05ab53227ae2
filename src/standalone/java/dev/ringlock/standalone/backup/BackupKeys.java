package dev.ringlock.standalone.backup;

import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.file.OwnersFile;
import dev.ringlock.ledger.Ulid;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * The own keys of backups, in a small file beside the key file. Each is destroyed on its day: then nobody opens the numbers of
 * its backup any more. One process at a time writes it: who makes a backup has the lock.
 */
public final class BackupKeys {

    private static final int KEY_BYTES = 32;

    /** Of a month with a backup each hour it has 100,000. */
    static final int MOST_BYTES = 262_144;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;

    public BackupKeys(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /** One of them. */
    record BackupKey(Ulid backup, Instant until, byte[] key) {

        @Override
        public String toString() {
            return "the key of a backup";
        }
    }

    /** A new key. It is on the disk before anything is sealed under it. */
    BackupKey make(Ulid backup, Instant until) {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        BackupKey made = new BackupKey(backup, until, key);
        List<BackupKey> all = new ArrayList<>(all());
        all.add(made);
        write(all);
        return made;
    }

    /** @throws KeysUnavailableException if the file is damaged, or others than its owner may read it */
    List<BackupKey> all() {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        return of(OwnersFile.load(file, MOST_BYTES));
    }

    /** Destroys the keys whose day has come, and what a killed try may have left of them. Tells how many there were. */
    public int destroy(Instant now) {
        sweep();
        List<BackupKey> all = all();
        List<BackupKey> living =
                all.stream().filter(key -> key.until().isAfter(now)).toList();
        if (living.size() < all.size()) {
            write(living);
        }
        return all.size() - living.size();
    }

    /** All of them as text, for the owner's key alone. */
    static String text(List<BackupKey> keys) {
        StringBuilder text = new StringBuilder("# The own keys of backups. Each is destroyed on its day.\n");
        for (BackupKey key : keys) {
            text.append(key.backup())
                    .append('=')
                    .append(key.until())
                    .append(' ')
                    .append(HexFormat.of().formatHex(key.key()))
                    .append('\n');
        }
        return text.toString();
    }

    /** The key of that backup in such a text. */
    static Optional<BackupKey> find(byte[] text, Ulid backup) {
        Properties keys = new Properties();
        try {
            keys.load(new StringReader(new String(text, StandardCharsets.UTF_8)));
        } catch (IOException | IllegalArgumentException e) {
            throw new KeysUnavailableException("the file with the keys of backups is damaged");
        }
        return find(of(keys), backup);
    }

    static Optional<BackupKey> find(List<BackupKey> keys, Ulid backup) {
        return keys.stream().filter(key -> key.backup().equals(backup)).findFirst();
    }

    private static List<BackupKey> of(Properties keys) {
        List<BackupKey> all = new ArrayList<>();
        try {
            for (String id : keys.stringPropertyNames().stream().sorted().toList()) {
                String[] parts = keys.getProperty(id).split(" ");
                all.add(new BackupKey(
                        new Ulid(id), Instant.parse(parts[0]), HexFormat.of().parseHex(parts[1])));
            }
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw new KeysUnavailableException("the file with the keys of backups is damaged");
        }
        return all;
    }

    private void write(List<BackupKey> keys) {
        OwnersFile.replaceAndWipe(file, text(keys));
    }

    private void sweep() {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, file.getFileName() + ".*.part")) {
            for (Path part : parts) {
                Files.delete(part);
            }
        } catch (IOException e) {
            // the next time
        }
    }
}
