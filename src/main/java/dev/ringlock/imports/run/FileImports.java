package dev.ringlock.imports.run;

import dev.ringlock.http.Endpoint;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.PartSeals;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.CompartmentSeals;
import dev.ringlock.steps.Notices;
import dev.ringlock.store.SealedFiles;
import dev.ringlock.store.Store;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Begins checks and runs, and goes on with them. */
@Singleton
final class FileImports {

    private static final Logger LOG = Logger.getLogger("ringlock");

    private final Policy policy;
    private final Store store;
    private final ImportJournal journal;
    private final SealedFiles files;
    private final PartSeals partSeals;
    private final Index index;
    private final CompartmentSeals seals;
    private final Notices notices;
    private final Arrivals arrivals;
    private final int groupSize;

    @Inject
    FileImports(
            Policy policy,
            Store store,
            ImportJournal journal,
            @Named(SealedFiles.IMPORTS) SealedFiles files,
            PartSeals partSeals,
            Index index,
            CompartmentSeals seals,
            Notices notices,
            Arrivals arrivals) {
        this(policy, store, journal, files, partSeals, index, seals, notices, arrivals, RowGroups.MOST_DECIDED);
    }

    /** @param groupSize how many rows are stored together */
    FileImports(
            Policy policy,
            Store store,
            ImportJournal journal,
            SealedFiles files,
            PartSeals partSeals,
            Index index,
            CompartmentSeals seals,
            Notices notices,
            Arrivals arrivals,
            int groupSize) {
        this.policy = policy;
        this.store = store;
        this.journal = journal;
        this.files = files;
        this.partSeals = partSeals;
        this.index = index;
        this.seals = seals;
        this.notices = notices;
        this.arrivals = arrivals;
        this.groupSize = groupSize;
    }

    /** A check, as far as it has come. */
    ImportCheck check(ImportManifest manifest) {
        ImportFile file = file(manifest);
        file.mapping().legacyNotices().forEach(notices::check);
        ImportCheckpoint place = manifest.place();
        CheckNotes kept = place.kept().isEmpty()
                ? new CheckNotes(
                        whole(file, manifest),
                        new KnownDecisions(policy.purposes().values()))
                : CheckNotes.read(
                        manifest.order().importId(),
                        place.kept(),
                        files,
                        partSeals,
                        policy.purposes().values());
        return new ImportCheck(store, rules(manifest, file), file, kept, place);
    }

    /** The file's SHA-256, which is the one that its sender tells, if it tells one. */
    private static String whole(ImportFile file, ImportManifest manifest) {
        String sent = manifest.work().orElseThrow().sent().sha256();
        String here = file.sha256();
        if (!sent.isEmpty() && !sent.equals(here)) {
            throw new OtherFileException();
        }
        return here;
    }

    void keep(ImportManifest manifest, ImportCheck check, String name) {
        check.notes().save(manifest.order().importId(), name, files, partSeals);
    }

    byte[] report(ImportCheck check) {
        CheckNotes notes = check.notes();
        return ImportReport.csv(notes.refused(), notes.unlisted()).getBytes(StandardCharsets.UTF_8);
    }

    /** Goes on with a run, until its end, or the deadline, or another act; by one group at least. */
    ImportManifest run(ImportManifest manifest, Instant deadline) {
        ImportFile file = file(manifest);
        try (RunningImport running = new RunningImport(journal, file, runner(manifest, file), manifest)) {
            running.storeAgain();
            boolean more = true;
            while (more && !running.isDone() && !journal.isPast(manifest)) {
                running.storeNext();
                more = arrivals.now().isBefore(deadline);
            }
            return running.manifest();
        }
    }

    /**
     * Ends a run where it is: stores what its counts tell of, if it was interrupted between the two, and lets nobody store more.
     * If that cannot be stored, it is not counted.
     */
    ImportManifest closed(ImportManifest manifest) {
        ImportManifest closed = manifest;
        while (closed.runs() && !closed.place().closed()) {
            ImportCheckpoint place = closed.place();
            ImportCounts stored = settled(closed) ? place.counts() : place.sure();
            closed = closed.with(journal.add(manifest.order(), place.closing(stored)));
        }
        return closed;
    }

    private boolean settled(ImportManifest manifest) {
        boolean same = manifest.work()
                .filter(work -> work.policyVersion().equals(policy.version()))
                .isPresent();
        if (manifest.place().number() == 0) {
            return true;
        } else if (!same) {
            return false;
        }
        try {
            ImportFile file = file(manifest);
            try (RunningImport running = new RunningImport(journal, file, runner(manifest, file), manifest)) {
                running.storeAgain();
                return true;
            }
        } catch (RuntimeException e) {
            LOG.warnf("The last rows of an import that is over are not stored: %s", Endpoint.place(e));
            return false;
        }
    }

    private ImportFile file(ImportManifest manifest) {
        return new ImportFile(manifest, policy, index, files, partSeals, groupSize);
    }

    private ImportRunner runner(ImportManifest manifest, ImportFile file) {
        OwnRows own = new OwnRows(
                new PastRows(store), consents(manifest, file), manifest.order().importId());
        return new ImportRunner(store, seals, notices, rules(manifest, file), own);
    }

    private RowRules rules(ImportManifest manifest, ImportFile file) {
        return new RowRules(policy, consents(manifest, file), new PastRows(store), arrivals);
    }

    private RowConsents consents(ImportManifest manifest, ImportFile file) {
        boolean events = manifest.work().orElseThrow().events();
        return new RowConsents(policy, index, arrivals, manifest.order(), file.askedAt(), events);
    }
}
