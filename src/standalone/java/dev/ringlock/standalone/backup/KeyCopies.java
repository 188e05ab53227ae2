package dev.ringlock.standalone.backup;

import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.file.OwnersFile;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.standalone.archive.AgeFile;
import dev.ringlock.standalone.archive.BackupFile;
import dev.ringlock.standalone.backup.BackupKeys.BackupKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The copies of backups' own keys beside the backups. Each folder has those of its own backups alone. A small file beside the key
 * file names the folders, and which keys each has: so a key is destroyed everywhere on its day, or as soon as the folder can
 * be reached again.
 */
final class KeyCopies {

    /** Behind the name of the file with the keys. */
    static final String FOLDERS = ".folders";

    private final BackupKeys keys;

    KeyCopies(BackupKeys keys) {
        this.keys = keys;
    }

    /**
     * What a folder has.
     *
     * @param recipients the keys of age that its file is encrypted for
     * @param backups the keys in it, by the backups they are of
     */
    private record KeyCopy(List<String> recipients, List<Ulid> backups) {

        static KeyCopy of(String text) {
            String[] parts = text.split(";", -1);
            return new KeyCopy(
                    List.of(parts[0].split(",")),
                    parts[1].isEmpty()
                            ? List.of()
                            : List.of(parts[1].split(",")).stream()
                                    .map(Ulid::new)
                                    .toList());
        }

        String text() {
            return String.join(",", recipients) + ";"
                    + backups.stream().map(Ulid::value).collect(Collectors.joining(","));
        }
    }

    /** Writes the living keys of that folder's backups to it, with the newest one's, which is about to be made. */
    void write(Path folder, List<String> recipients, Instant newest) throws IOException {
        Path real = folder.toRealPath();
        Map<Path, KeyCopy> copies = copies();
        List<BackupKey> own = own(real, keys.all(), newest);
        // first, and with those of before: a copy that nobody knows of would stay, here or on a disk that is not
        // mounted now
        KeyCopy before = copies.getOrDefault(real, new KeyCopy(recipients, List.of()));
        List<Ulid> either = Stream.concat(before.backups().stream(), ids(own).stream())
                .distinct()
                .toList();
        copies.put(real, new KeyCopy(recipients, either));
        remember(copies);
        write(real, recipients, own);
    }

    /** Destroys the keys whose day has come, here and in every folder that can be reached. Tells how many went here. */
    int destroy(Instant now) {
        Map<Path, KeyCopy> copies = copies();
        List<BackupKey> living =
                keys.all().stream().filter(key -> key.until().isAfter(now)).toList();
        List<Ulid> ids = ids(living);
        boolean changed = false;
        for (Map.Entry<Path, KeyCopy> each : copies.entrySet()) {
            KeyCopy copy = each.getValue();
            List<Ulid> left = copy.backups().stream().filter(ids::contains).toList();
            if (left.size() < copy.backups().size() && isThere(each.getKey())) {
                try {
                    write(
                            each.getKey(),
                            copy.recipients(),
                            living.stream()
                                    .filter(key -> left.contains(key.backup()))
                                    .toList());
                    each.setValue(new KeyCopy(copy.recipients(), left));
                    changed = true;
                } catch (IOException e) {
                    // the next time
                }
            }
        }
        if (changed) {
            remember(copies);
        }
        return keys.destroy(now);
    }

    /** A disk that is not mounted leaves an empty folder of its name. */
    private static boolean isThere(Path folder) {
        return Files.exists(new BackupFolder(folder).keys());
    }

    private static List<BackupKey> own(Path folder, List<BackupKey> all, Instant newest) {
        BackupFolder backups = new BackupFolder(folder);
        return all.stream()
                .filter(key -> key.backup().at().equals(newest)
                        || backups.has(key.backup().at()))
                .toList();
    }

    private static void write(Path folder, List<String> recipients, List<BackupKey> keys) throws IOException {
        BackupFile.writeText(
                new BackupFolder(folder).keys(),
                BackupKeys.text(keys).getBytes(StandardCharsets.UTF_8),
                AgeFile.of(recipients));
    }

    private static List<Ulid> ids(List<BackupKey> keys) {
        return keys.stream().map(BackupKey::backup).toList();
    }

    private Map<Path, KeyCopy> copies() {
        Map<Path, KeyCopy> copies = new LinkedHashMap<>();
        if (Files.exists(file())) {
            Properties found = OwnersFile.load(file());
            try {
                new TreeMap<>(found)
                        .forEach((folder, copy) -> copies.put(Path.of(folder.toString()), KeyCopy.of(copy.toString())));
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw new KeysUnavailableException("the file " + file() + " is damaged");
            }
        }
        return copies;
    }

    private void remember(Map<Path, KeyCopy> copies) {
        StringBuilder text = new StringBuilder("# Folders with keys of backups, and which. See docs/backup.md.\n");
        copies.forEach((folder, copy) -> text.append(escaped(folder.toString()))
                .append('=')
                .append(copy.text())
                .append('\n'));
        OwnersFile.replace(file(), text.toString());
    }

    /** As {@link Properties} reads it. */
    private static String escaped(String folder) {
        return folder.replaceAll("([\\\\ =:#!])", "\\\\$1");
    }

    private Path file() {
        return keys.file().resolveSibling(keys.file().getFileName() + FOLDERS);
    }
}
