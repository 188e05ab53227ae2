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
    /** Whether this runner has written down the last checkpoint. */
    private boolean isMine;

    /** Another runner has written down a checkpoint at another line. */
    private static final class OtherPlaceException extends RuntimeException {}

    RunningImport(ImportJournal journal, ImportFile file, ImportRunner runner, ImportManifest manifest) {
        this.journal = journal;
        this.file = file;
        this.runner = runner;
        this.manifest = manifest;
        this.place = manifest.place();
    }

    /** How far it is. */
    ImportManifest manifest() {
        return manifest.with(place);
    }

    boolean isDone() {
        return place.isLast() || place.closed();
    }

    /** Stores the rows of the last checkpoint once more: whoever wrote it down may have been killed then. */
    void storeAgain() {
        if (place.number() == 0 || place.closed()) {
            return;
        }
        isMine = false;
        close();
        RowGroups again = file.groups(place.yeses(), place.from(), row -> {});
        groups = again;
        RowGroup group;
        do {
            group = again.next(place.line());
            runner.store(group, outcomes -> {});
        } while (group.line() < place.line());
    }

    /** Decides the next rows, writes down their checkpoint, and stores them. */
    void storeNext() {
        ImportCheckpoint before = place;
        RowGroup group = opened().next(Long.MAX_VALUE);
        try {
            ImportCounts late = runner.store(group, outcomes -> decide(before, group, outcomes));
            if (isMine) {
                tell(late);
            }
        } catch (OtherPlaceException e) {
            storeAgain();
        }
        journal.show(manifest());
    }

    private void decide(ImportCheckpoint before, RowGroup group, List<RowOutcomes> outcomes) {
        ImportCheckpoint mine = before.after(group, before.yesesNext(), OutcomeCount.of(outcomes))
                .numbered("");
        place = journal.add(manifest.order(), mine);
        isMine = place == mine;
        if (!place.isAt(mine)) {
            throw new OtherPlaceException();
        }
    }

    /** A person decided while their row was stored. Whoever has written down the group's counts corrects them at once. */
    private void tell(ImportCounts late) {
        boolean told = late.outcomes().isEmpty();
        while (!told && !place.closed()) {
            ImportCheckpoint mine = place.with(late).numbered("");
            place = journal.add(manifest.order(), mine);
            told = place == mine;
            if (!told) {
                storeAgain();
            }
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
