package dev.ringlock.standalone.backup;

import dev.ringlock.standalone.archive.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder that has the backups: their files, the acts that came later, and the keys for the owner's key. */
final class BackupFolder {

    /** The own keys of the backups that can still be opened, for the owner's key alone. */
    static final String KEYS = "compartment-keys.age";

    private static final String UNTIL = "later-acts.until";
    private static final String BACKUP = "backup-";
    private static final String ACTS = "later-acts-";
    private static final String AGE = ".age";
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** An act may have been written down a little before a backup began, and stored after. */
    private static final Duration OVERLAP = Duration.ofDays(1);

    private final Path folder;

    BackupFolder(Path folder) {
        this.folder = folder;
    }

    Path backup(Instant at) {
        return folder.resolve(BACKUP + SECONDS.format(at) + AGE);
    }

    Path acts(Instant at) {
        return folder.resolve(ACTS + MILLIS.format(at) + AGE);
    }

    Path keys() {
        return folder.resolve(KEYS);
    }

    Optional<Instant> newest() {
        TreeMap<Instant, Path> backups = files(BACKUP, SECONDS);
        return backups.isEmpty() ? Optional.empty() : Optional.of(backups.lastKey());
    }

    /** The files with later acts, the oldest first. */
    List<Path> acts() {
        return new ArrayList<>(files(ACTS, MILLIS).values());
    }

    /** Until when all later acts are in the folder. Empty if nobody says so. */
    Optional<Instant> actsUntil() {
        try {
            return Optional.of(
                    Instant.parse(Files.readString(folder.resolve(UNTIL)).strip()));
        } catch (IOException | DateTimeException e) {
            return Optional.empty();
        }
    }

    void actsUntil(Instant until) throws IOException {
        WholeFile.write(folder.resolve(UNTIL), to -> to.write((until + "\n").getBytes(StandardCharsets.US_ASCII)));
    }

    /** Deletes backups that are older, but never the newest, and the acts that none of the others needs. */
    void prune(Instant oldest) throws IOException {
        TreeMap<Instant, Path> backups = files(BACKUP, SECONDS);
        while (backups.size() > 1 && backups.firstKey().isBefore(oldest)) {
            Files.delete(backups.pollFirstEntry().getValue());
        }
        if (!backups.isEmpty()) {
            Instant needed = backups.firstKey().minus(OVERLAP);
            for (Path acts : files(ACTS, MILLIS).headMap(needed).values()) {
                Files.delete(acts);
            }
        }
    }

    /** Deletes what killed tries left. All of it is encrypted. */
    void sweep() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path part : all.filter(each -> each.getFileName().toString().endsWith(AGE + WholeFile.UNFINISHED))
                    .toList()) {
                Files.delete(part);
            }
        }
    }

    private TreeMap<Instant, Path> files(String begin, DateTimeFormatter format) {
        TreeMap<Instant, Path> found = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith(begin) && name.endsWith(AGE)) {
                    at(name.substring(begin.length(), name.length() - AGE.length()), format)
                            .ifPresent(at -> found.put(at, file));
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty if it is no file of ours. */
    private static Optional<Instant> at(String text, DateTimeFormatter format) {
        try {
            return Optional.of(Instant.from(format.parse(text)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
