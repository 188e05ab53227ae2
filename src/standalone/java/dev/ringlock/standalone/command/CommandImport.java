package dev.ringlock.standalone.command;

import dev.ringlock.access.Actor;
import dev.ringlock.http.EventFailedException;
import dev.ringlock.imports.run.ImportAnswer;
import dev.ringlock.imports.run.ImportAnswer.RefusedRequest;
import dev.ringlock.imports.run.ImportAnswer.TakenRequest;
import dev.ringlock.imports.run.ImportProgress;
import dev.ringlock.imports.run.ImportState;
import dev.ringlock.imports.run.ImportStep;
import dev.ringlock.imports.run.Imports;
import dev.ringlock.imports.run.LocalImports;
import dev.ringlock.imports.run.SentFile;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.standalone.CommandData;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * An import from the command line. The file goes into the data folder in sealed parts, as by the API. A server does the
 * work as it does it for the API, and this only watches. Without one this does it.
 */
final class CommandImport {

    private static final Logger LOG = Logger.getLogger("ringlock");
    private static final long PAUSE_NANOS = 1_000_000_000L;
    private static final int MOST_FAILURES = 7;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z._-]{0,31}");

    private final CommandData data;
    private final LocalImports local;
    private final ImportBar bar;
    private final Duration patience;
    /** The person on the ledger: whoever may use this machine's data folder. */
    private final Actor actor;

    private SentFile sent = new SentFile(0, 0, "");

    /**
     * @param user who gave the command
     * @param patience how long it waits for a server that does not go on
     */
    CommandImport(CommandData data, LocalImports local, String user, ImportBar bar, Duration patience) {
        this.data = data;
        this.local = local;
        this.bar = bar;
        this.patience = patience;
        this.actor = new Actor(NAME.matcher(user).matches() ? "cli:" + user : "cli", Set.of());
    }

    /** Opens an import with that file, of which one part is in memory at a time. */
    String opened(String source, String name, InputStream file) throws IOException {
        MessageDigest digest = Sha256.digest();
        String id = local.imports().begin(actor, source, name).order().importId();
        int parts = 0;
        long all = 0;
        for (byte[] bytes = file.readNBytes(Imports.LONGEST_PART);
                bytes.length > 0;
                bytes = file.readNBytes(Imports.LONGEST_PART)) {
            taken(local.imports().addPart(id, ++parts, bytes));
            digest.update(bytes);
            all += bytes.length;
        }
        sent = new SentFile(parts, all, HexFormat.of().formatHex(digest.digest()));
        return id;
    }

    ImportProgress checked(String id, String mapping, boolean events) {
        if (sent.bytes() == 0) {
            throw new ConfigurationException("The file is empty.");
        }
        taken(local.imports().askForCheck(actor, id, mapping, events, sent));
        return worked(id);
    }

    /** @param refusedNoes how many refused rows may be noes, as whoever runs it knows */
    ImportProgress run(String id, long refusedNoes) {
        taken(local.imports().askForRun(actor, id, refusedNoes));
        return worked(id);
    }

    /** Ends it, and has its file deleted. */
    void cancel(String id) {
        local.imports().cancel(actor, id);
        if (!data.isServed()) {
            local.function().work(ImportStep.of(id));
        }
    }

    Optional<String> report(String id) {
        return local.imports().report(id);
    }

    private ImportProgress worked(String id) {
        Level usual = LOG.getLevel();
        if (!data.isServed()) {
            // each step would write a line into the bar
            LOG.setLevel(Level.WARNING);
        }
        bar.begin(() -> local.imports().find(id));
        try {
            return ended(id);
        } finally {
            bar.end();
            if (!data.isServed()) {
                LOG.setLevel(usual);
            }
        }
    }

    private ImportProgress ended(String id) {
        int failures = 0;
        long moved = System.nanoTime();
        ImportProgress now = found(id);
        while (isAtWork(now)) {
            if (!data.isServed() && step(new ImportStep(id, false, failures > MOST_FAILURES, null))) {
                failures = 0;
            } else {
                failures++;
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            ImportProgress next = found(id);
            moved = next.equals(now) && data.isServed() ? moved : System.nanoTime();
            if (System.nanoTime() - moved > patience.toNanos()) {
                throw new ConfigurationException("The server does not go on with the import " + id
                        + ". Look at its log. --status " + id + " tells how far it is.");
            }
            now = next;
        }
        return now;
    }

    private boolean step(ImportStep step) {
        try {
            local.function().work(step);
            return true;
        } catch (EventFailedException e) {
            return false;
        }
    }

    private ImportProgress found(String id) {
        return local.imports()
                .find(id)
                .orElseThrow(() -> new ConfigurationException("The import is not there any more."));
    }

    private static boolean isAtWork(ImportProgress progress) {
        return progress.state() == ImportState.CHECKING || progress.state() == ImportState.RUNNING;
    }

    private static void taken(ImportAnswer answer) {
        if (answer instanceof RefusedRequest refused) {
            throw new ConfigurationException(refused.detail());
        } else if (!(answer instanceof TakenRequest)) {
            throw new IllegalStateException("an answer that is neither");
        }
    }
}
