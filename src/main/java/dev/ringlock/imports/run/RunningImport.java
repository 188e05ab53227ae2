package dev.ringlock.imports.run;

import dev.ringlock.imports.run.RowRules.RowOutcomes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run at work, from one checkpoint to the next. */
final class RunningImport implements AutoCloseable {

    private final ImportJournal journal;
    private final ImportFile file;
    private final ImportRunner runner;
    private ImportManifest manifest;
    private ImportCheckpoint place;
    private @Nullable RowGroups groups;
    private ImportCounts late = ImportCounts.NOTHING;

    /** Another runner has written down a checkpoint at another line. */
    private static final class OtherPlaceException extends RuntimeException {}

    RunningImport(ImportJournal journal, ImportFile file, ImportRunner runner, ImportManifest manifest) {
        this.journal = journal;
        this.file = file;
        this.runner = runner;
        this.manifest = manifest;
        this.place = manifest.place();
    }

    /** How far it is. At the end of the file, its counts are whole. */
    ImportManifest manifest() {
        return manifest.with(place.isLast() ? place.with(late) : place);
    }

    boolean isDone() {
        return place.isLast();
    }

    /** Whether a person decided while their row was stored, and the last checkpoint does not tell yet. */
    boolean hasMoreToTell() {
        return !late.outcomes().isEmpty();
    }

    /** Stores the rows of the last checkpoint once more: whoever wrote it down may have been killed then. */
    void storeAgain() {
        if (place.number() == 0) {
            return;
        }
        close();
        RowGroups again = file.groups(place.yeses(), place.from(), row -> {});
        groups = again;
        RowGroup group = again.next(place.line());
        runner.store(group, outcomes -> {});
        while (group.line() < place.line()) {
            group = again.next(place.line());
            runner.store(group, outcomes -> {});
        }
    }

    /** Decides the next rows, writes down their checkpoint, and stores them. */
    void storeNext() {
        ImportCheckpoint before = place;
        RowGroups from = opened();
        RowGroup group = from.next(Long.MAX_VALUE);
        try {
            ImportCounts told = runner.store(group, outcomes -> decide(before, group, outcomes));
            late = late.plus(told);
        } catch (OtherPlaceException e) {
            late = ImportCounts.NOTHING;
            storeAgain();
        }
        journal.show(manifest());
    }

    private void decide(ImportCheckpoint before, RowGroup group, List<RowOutcomes> outcomes) {
        ImportCounts counted = OutcomeCount.of(outcomes).plus(late);
        ImportCheckpoint mine = before.after(group, before.yesesNext(), counted).numbered("");
        place = journal.add(manifest.order(), mine);
        late = ImportCounts.NOTHING;
        if (place.line() != mine.line() || place.end() != mine.end()) {
            throw new OtherPlaceException();
        }
    }

    private RowGroups opened() {
        RowGroups open = groups;
        if (open == null || place.end()) {
            close();
            open = file.groups(place.yesesNext(), place.lineNext(), row -> {});
            groups = open;
        }
        return open;
    }

    @Override
    public void close() {
        if (groups != null) {
            groups.close();
            groups = null;
        }
    }
}
