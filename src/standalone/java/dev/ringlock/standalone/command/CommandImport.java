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
import dev.ringlock.standalone.CommandData;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * An import from the command line. The file goes into the data folder in sealed parts, as by the API. If a server has the
 * folder, that one does the work, and this only watches. Else this does it, and no server may begin meanwhile.
 */
final class CommandImport {

    /** The person on the ledger: whoever may use this machine's data folder. */
    private static final Actor MACHINES_USER = new Actor("cli", Set.of());

    private static final Logger LOG = Logger.getLogger("ringlock");
    private static final long PAUSE_NANOS = 1_000_000_000L;
    private static final int MOST_FAILURES = 5;

    private final CommandData data;
    private final LocalImports local;
    private final ImportBar bar;

    CommandImport(CommandData data, LocalImports local, ImportBar bar) {
        this.data = data;
        this.local = local;
        this.bar = bar;
    }

    /** Opens an import with that file, of which one part is in memory at a time. */
    String opened(String source, String name, InputStream file) throws IOException {
        String id = local.imports().begin(MACHINES_USER, source, name).order().importId();
        int part = 1;
        for (byte[] bytes = file.readNBytes(Imports.LONGEST_PART);
                bytes.length > 0;
                bytes = file.readNBytes(Imports.LONGEST_PART)) {
            taken(local.imports().addPart(id, part++, bytes));
        }
        return id;
    }

    ImportProgress checked(String id, String mapping, boolean events) {
        taken(local.imports().askForCheck(MACHINES_USER, id, mapping, events));
        return worked(id);
    }

    ImportProgress run(String id) {
        taken(local.imports().askForRun(MACHINES_USER, id));
        return worked(id);
    }

    /** Ends it, and has its file deleted. */
    void cancel(String id) {
        local.imports().cancel(MACHINES_USER, id);
        if (data.tryLock()) {
            local.function().work(ImportStep.of(id));
        }
    }

    Optional<String> report(String id) {
        return local.imports().report(id);
    }

    private ImportProgress worked(String id) {
        Level usual = LOG.getLevel();
        // each step would write a line into the bar
        LOG.setLevel(Level.WARNING);
        bar.begin(() -> local.imports().find(id));
        try {
            int failures = 0;
            ImportProgress now = found(id);
            while (isAtWork(now)) {
                // a server may have been stopped since
                if (!data.tryLock()) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                } else if (step(new ImportStep(id, false, failures > MOST_FAILURES, null))) {
                    failures = 0;
                } else {
                    failures++;
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
                now = found(id);
            }
            return now;
        } finally {
            bar.end();
            LOG.setLevel(usual);
        }
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
            throw new ConfigurationException(refused.reason().detail());
        } else if (!(answer instanceof TakenRequest)) {
            throw new IllegalStateException("an answer that is neither");
        }
    }
}
