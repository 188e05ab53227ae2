package dev.ringlock.standalone.archive;

import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.file.IndexSecrets;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.policy.Policy;
import dev.ringlock.standalone.archive.ArchiveLine.HeaderLine;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.store.StoreUnavailableException;
import dev.ringlock.store.sqlite.NewDatabase;
import dev.ringlock.terms.Purpose;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes a new database of an archive. */
public final class ArchiveRestore {

    /** Nobody knows the decisions of people since. */
    private static final Duration YOUNG = Duration.ofHours(6);

    /** How far the clocks of two machines may be apart. */
    private static final Duration APART = Duration.ofMinutes(5);

    private final Policy policy;
    private final Clock clock;
    private final boolean takesOld;

    /** @param takesOld whether an archive is taken that may miss opt-outs: of more than six hours, or of a running server */
    public ArchiveRestore(Policy policy, Clock clock, boolean takesOld) {
        this.policy = policy;
        this.clock = clock;
        this.takesOld = takesOld;
    }

    /** The place of the new database and its keys. */
    public interface ArchiveHome {

        /** Keys with those secrets of the index key, for what is sealed here. */
        KeyFile keys(IndexSecrets secrets);

        /** The file to be filled. */
        Path unfinished();

        /** It is filled, and all of it holds: from now on it counts. */
        void finish(KeyFile keys);
    }

    /**
     * The contents that came in.
     *
     * @param at when the archive was begun
     * @param age how long ago that was
     * @param samePolicy whether the policy is the one of the archive
     */
    public record RestoredArchive(Ulid id, Instant at, Duration age, ArchiveCounts counts, boolean samePolicy) {}

    /**
     * Fills the home with everything, or leaves it as it was.
     *
     * @param identity the file with the secret key
     * @throws ArchiveRefusedException if the archive is not for that key, is damaged or old, or does not fit the policy
     * @throws StoreUnavailableException if the database cannot be written
     * @throws KeysUnavailableException if the keys cannot be written
     */
    public RestoredArchive restore(Path file, Path identity, ArchiveHome home) {
        Sha256Sum sum = new Sha256Sum();
        try (InputStream sealed = new BufferedInputStream(sum.of(Files.newInputStream(file)));
                InputStream clear = AgeFile.opened(sealed, identity)) {
            ArchiveReader reader = new ArchiveReader(clear);
            HeaderLine header = reader.header();
            refuseOther(header);
            KeyFile keys = home.keys(secrets(header));
            ArchiveCounts counts;
            try (NewDatabase database = NewDatabase.make(home.unfinished(), clock)) {
                counts = reader.rest(new ArchiveLoad(database, keys, clock)::add);
                database.add(restored(header, counts, sum.hex()));
                database.complete();
            }
            home.finish(keys);
            return new RestoredArchive(
                    header.archive(),
                    header.at(),
                    age(header),
                    counts,
                    header.policy().equals(policy.version()));
        } catch (NoSuchFileException e) {
            throw new ArchiveRefusedException("There is no file " + e.getFile() + ".");
        } catch (IOException e) {
            throw new ArchiveRefusedException("The archive or the key's file cannot be read.");
        }
    }

    private void refuseOther(HeaderLine header) {
        Set<Purpose> unknown = new TreeSet<>(header.purposes());
        unknown.removeAll(policy.purposes().keySet());
        if (!unknown.isEmpty()) {
            throw new ArchiveRefusedException("The policy has no purpose "
                    + unknown.stream().map(Purpose::id).collect(Collectors.joining(", "))
                    + ": consents to it would end with the first purge. Use the policy of the Ringlock that the archive is"
                    + " of.");
        }
        if (header.at().isAfter(clock.instant().plus(APART))) {
            throw new ArchiveRefusedException("The archive is of " + header.at()
                    + ", which is in the future. Set this machine's clock right, or the archive comes from one that was"
                    + " wrong.");
        }
        if (!takesOld && !Boolean.FALSE.equals(header.served())) {
            throw new ArchiveRefusedException("The archive was written at " + header.at()
                    + " while the server ran, or does not say that it was stopped. Opt-outs that came to it since then are not in it: numbers of people who"
                    + " said no would be used again. Stop that server and export again. If that cannot be done, give"
                    + " --old, and bring the opt-outs of your message providers in before anything is sent.");
        }
        if (!takesOld && clock.instant().isAfter(header.at().plus(YOUNG))) {
            throw new ArchiveRefusedException(
                    "The archive is of " + header.at() + ". Nobody's opt-out since then is in it:"
                            + " numbers of people who said no would be used again. If there is no newer one, give --old, and bring"
                            + " the opt-outs of your message providers in before anything is sent.");
        }
    }

    private Duration age(HeaderLine header) {
        Duration age = Duration.between(header.at(), clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }

    private static IndexSecrets secrets(HeaderLine header) {
        try {
            return IndexSecrets.of(header.indexSecret());
        } catch (IllegalArgumentException e) {
            throw new ArchiveRefusedException("The archive is damaged: its index secret is none.");
        }
    }

    private Entry restored(HeaderLine header, ArchiveCounts counts, String sha256) {
        Arrivals arrivals = new Arrivals(clock);
        Instant now = arrivals.now();
        TreeMap<String, String> fields = new TreeMap<>(counts.fields());
        fields.put("archive", header.archive().value());
        fields.put("begun", header.at().toString());
        fields.put("sha256", sha256);
        return new Entry("archive/" + header.archive(), arrivals.ulid(now), Event.ARCHIVE_RESTORED, now, "", fields);
    }
}
