package dev.ringlock.imports.run;

import dev.ringlock.http.Time;
import dev.ringlock.http.WatchedCount;
import dev.ringlock.imports.rows.ImportFileException;
import dev.ringlock.imports.rows.MappingMistakesException;
import dev.ringlock.imports.run.ImportAct.ActKind;
import dev.ringlock.imports.run.ImportProgress.ImportProblem;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.NoticeChangedException;
import dev.ringlock.store.SealedFiles;
import dev.ringlock.store.StoreUnavailableException;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Does what an import waits for: its check, its run, and the deletion of its file. */
@Singleton
final class ImportWork {

    private static final Logger LOG = Logger.getLogger("ringlock");

    /** A step begins nothing new after this time. The rest of AWS's three minutes is for finishing a group. */
    private static final Duration LONGEST_STEP = Duration.ofMinutes(1);

    /** The deletion comes later than the expiry: its timer may count in whole seconds, by another clock. */
    private static final Duration AFTER_THE_END = Duration.ofMinutes(1);

    private final Policy policy;
    private final ImportJournal journal;
    private final SealedFiles files;
    private final FileImports runs;
    private final Arrivals arrivals;

    ImportWork(
            Policy policy,
            ImportJournal journal,
            @Named(SealedFiles.IMPORTS) SealedFiles files,
            FileImports runs,
            Arrivals arrivals) {
        this.policy = policy;
        this.journal = journal;
        this.files = files;
        this.runs = runs;
        this.arrivals = arrivals;
    }

    /**
     * Does as much as fits into a step.
     *
     * @throws StoreUnavailableException if the order is not stored yet, since its file comes first
     */
    ImportStep step(ImportStep before) {
        Instant now = arrivals.now();
        Optional<ImportManifest> found = journal.proven(before.importId());
        if (found.isEmpty()) {
            if (now.isBefore(new Ulid(before.importId()).at().plus(ImportOrder.LIFE))) {
                throw new StoreUnavailableException("this import has not been asked for, or not yet");
            }
            remove(before.importId());
            return after(before, true, now);
        }
        ImportManifest manifest = found.get();
        boolean expired = !now.isBefore(manifest.order().partsUntil());
        try {
            manifest = next(manifest, before, expired);
        } finally {
            // whatever else fails: no file is kept longer than it may be
            if (expired || manifest.state().isOver()) {
                removeFile(before.importId());
            }
        }
        journal.save(manifest);
        return after(before, !manifest.state().works(), now);
    }

    private ImportManifest next(ImportManifest manifest, ImportStep step, boolean expired) {
        if (manifest.isUncounted()) {
            return ended(manifest, ActKind.COUNTED, null);
        } else if (manifest.state().isOver()) {
            return manifest;
        } else if (expired) {
            return ended(
                    manifest,
                    ActKind.CANCELLED,
                    new ImportProblem("import_expired", "Its file was kept for a week, and is deleted.", 0));
        } else if (!manifest.state().works()) {
            return manifest;
        }
        return step.giveUp() || manifest.place().closed()
                ? failed(manifest)
                : worked(manifest, arrivals.now().plus(LONGEST_STEP));
    }

    private ImportManifest worked(ImportManifest manifest, Instant deadline) {
        try {
            if (!manifest.work().orElseThrow().policyVersion().equals(policy.version())) {
                return returned(manifest, "policy_changed", "The policy has changed. Check the file again.", 0);
            }
            return manifest.runs() ? run(manifest, deadline) : check(manifest, deadline);
        } catch (OtherFileException e) {
            return returned(manifest, "file_differs", String.valueOf(e.getMessage()), 0);
        } catch (ImportFileException e) {
            return returned(manifest, e.fault().id(), String.valueOf(e.getMessage()), e.line());
        } catch (MappingMistakesException e) {
            return returned(manifest, "mapping_mistakes", "The mapping cannot be used any more. Check it again.", 0);
        } catch (NoticeChangedException e) {
            return returned(manifest, "notice_changed", String.valueOf(e.getMessage()), 0);
        }
    }

    private ImportManifest check(ImportManifest manifest, Instant deadline) {
        ImportCheck check = runs.check(manifest);
        ImportCheckpoint place = check.goOn(seen -> {
            journal.show(manifest.showing(seen));
            return arrivals.now().isBefore(deadline) && !journal.isPast(manifest);
        });
        String id = manifest.order().importId();
        if (!place.isLast()) {
            String name = workFolder(id) + "/" + arrivals.token();
            runs.keep(manifest, check, name);
            return manifest.with(journal.add(manifest.order(), place.numbered(name)));
        }
        String report = "reports/" + id + "/" + arrivals.token();
        files.put(report, runs.report(check));
        ImportAct act = ImportAct.of(who(manifest), arrivals.now(), check.checked(policy.version(), report));
        return add(manifest, act);
    }

    private ImportManifest run(ImportManifest manifest, Instant deadline) {
        ImportManifest after = runs.run(manifest, deadline);
        if (!after.place().isLast() || after.place().closed() || journal.isPast(after)) {
            return journal.find(manifest.order().importId()).orElse(after);
        }
        ImportCounts counts = after.place().counts();
        ImportManifest done = add(after, ImportAct.ending(ActKind.DONE, who(after), arrivals.now(), counts));
        counts.outcomes().forEach((outcome, count) -> LOG.infof("%s", new WatchedCount("import", outcome, count)));
        return done;
    }

    private ImportManifest returned(ImportManifest manifest, String code, String detail, long line) {
        return ended(manifest, ActKind.RETURNED, new ImportProblem(code, detail, line));
    }

    private ImportManifest failed(ImportManifest manifest) {
        return ended(
                manifest,
                ActKind.FAILED,
                new ImportProblem(
                        "import_failed", "It failed too often. Import the file again: nothing is taken twice.", 0));
    }

    /** The counts are told when they are sure, and nobody can store more. */
    private ImportManifest ended(ImportManifest manifest, ActKind kind, @Nullable ImportProblem why) {
        ImportManifest closed = runs.closed(manifest);
        ImportCounts counts = closed.runs() ? closed.place().counts() : ImportCounts.NOTHING;
        ImportAct act = ImportAct.ending(kind, who(manifest), arrivals.now(), counts);
        return add(closed, why == null ? act : act.because(why));
    }

    private ImportManifest add(ImportManifest to, ImportAct act) {
        Ulid place = arrivals.ulid(act.instant());
        return journal.add(to, act, new ImportEntries(policy.numberInText()).of(to, act, place))
                .orElseGet(() -> journal.find(to.order().importId()).orElse(to));
    }

    private static String who(ImportManifest manifest) {
        return manifest.acts().isEmpty()
                ? manifest.order().askedBy()
                : manifest.lastAct().who();
    }

    private static String workFolder(String importId) {
        return "work/" + importId;
    }

    private void removeFile(String importId) {
        files.list(Imports.partsFolder(importId)).forEach(files::delete);
        files.list(workFolder(importId)).forEach(files::delete);
    }

    /** Deletes all of an import, its order last, so that an interrupted deletion is found again. */
    private void remove(String importId) {
        removeFile(importId);
        files.list("reports/" + importId).forEach(files::delete);
        files.delete(ImportJournal.file(importId));
    }

    private static ImportStep after(ImportStep step, boolean done, Instant now) {
        Instant asked = new Ulid(step.importId()).at();
        Instant parts = asked.plus(ImportOrder.PARTS_LAST);
        Instant over = now.isBefore(parts) ? parts : asked.plus(ImportOrder.LIFE);
        return new ImportStep(step.importId(), done, step.giveUp(), Time.rfc3339(over.plus(AFTER_THE_END)));
    }
}
