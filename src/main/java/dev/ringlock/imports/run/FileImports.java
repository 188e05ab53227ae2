package dev.ringlock.imports.run;

import dev.ringlock.imports.run.ImportAct.OrderedWork;
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

/** Begins checks and runs, and goes on with them. */
@Singleton
final class FileImports {

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
                        file.sha256(), new KnownDecisions(policy.purposes().values()))
                : CheckNotes.read(
                        manifest.order().importId(),
                        place.kept(),
                        files,
                        partSeals,
                        policy.purposes().values());
        return new ImportCheck(store, rules(manifest, file), file, kept, place);
    }

    void keep(ImportManifest manifest, ImportCheck check, String name) {
        check.notes().save(manifest.order().importId(), name, files, partSeals);
    }

    byte[] report(ImportCheck check) {
        CheckNotes notes = check.notes();
        return ImportReport.csv(notes.refused(), notes.unlisted()).getBytes(StandardCharsets.UTF_8);
    }

    /** Goes on with a run, until its end, or the deadline, or another act. */
    ImportManifest run(ImportManifest manifest, Instant deadline) {
        ImportFile file = file(manifest);
        try (RunningImport running = new RunningImport(journal, file, runner(manifest, file), manifest)) {
            running.storeAgain();
            while (!running.isDone()
                    && (running.hasMoreToTell() || arrivals.now().isBefore(deadline))
                    && !journal.isPast(manifest)) {
                running.storeNext();
            }
            return running.manifest();
        }
    }

    /** Stores what the counts of an ended run tell of, if it was interrupted between the two. */
    void settle(ImportManifest manifest) {
        boolean same = manifest.work()
                .filter(work -> work.policyVersion().equals(policy.version()))
                .isPresent();
        if (!manifest.runs() || !same || manifest.place().number() == 0) {
            return;
        }
        ImportFile file = file(manifest);
        try (RunningImport running = new RunningImport(journal, file, runner(manifest, file), manifest)) {
            running.storeAgain();
        } catch (PartGoneException e) {
            // another step has settled it, and deleted the file
        }
    }

    private ImportFile file(ImportManifest manifest) {
        return new ImportFile(manifest, policy, index, files, partSeals, groupSize);
    }

    private ImportRunner runner(ImportManifest manifest, ImportFile file) {
        return new ImportRunner(
                store,
                seals,
                notices,
                rules(manifest, file),
                new PastRows(store),
                manifest.order().importId());
    }

    private RowRules rules(ImportManifest manifest, ImportFile file) {
        OrderedWork work = manifest.work().orElseThrow();
        RowConsents consents =
                new RowConsents(policy, index, arrivals, manifest.order(), file.askedAt(), work.events());
        return new RowRules(policy, consents, new PastRows(store), arrivals);
    }
}
