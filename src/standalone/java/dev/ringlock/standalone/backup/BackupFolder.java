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

    private static final String KNOWN = "later-acts.known";
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

    /** Those that may have acts of after that instant. */
    List<Path> actsAfter(Instant at) {
        return new ArrayList<>(
                files(ACTS, MILLIS).tailMap(at.minus(OVERLAP), true).values());
    }

    /**
     * The time of which all later acts are in the folder.
     *
     * @param since a backup of before may lack some
     * @param until likewise one of after
     * @param place of the newest of them in its database. If the next one does not follow it, some are lost
     */
    record KnownActs(Instant since, Instant until, long place) {}

    /** Empty if nobody says so. */
    Optional<KnownActs> known() {
        try {
            String[] parts = Files.readString(folder.resolve(KNOWN)).strip().split(" ");
            return Optional.of(
                    new KnownActs(Instant.parse(parts[0]), Instant.parse(parts[1]), Long.parseLong(parts[2])));
        } catch (IOException | DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    void known(KnownActs known) throws IOException {
        String text = known.since() + " " + known.until() + " " + known.place() + "\n";
        WholeFile.write(folder.resolve(KNOWN), to -> to.write(text.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Another database counts from now on. */
    void forgetKnown() throws IOException {
        Files.deleteIfExists(folder.resolve(KNOWN));
    }

    /** Whether the backup of that instant is here. */
    boolean has(Instant at) {
        return Files.exists(backup(at));
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

    /** Deletes what killed tries to make a backup left. All of it is encrypted. Later acts may be being written. */
    void sweep() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path part : all.filter(each -> each.getFileName().toString().endsWith(AGE + WholeFile.UNFINISHED)
                            && !each.getFileName().toString().startsWith(ACTS))
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
