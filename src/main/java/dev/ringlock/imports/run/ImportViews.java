package dev.ringlock.imports.run;

import dev.ringlock.imports.run.ImportAct.CheckedFile;
import dev.ringlock.imports.run.ImportAct.OrderedWork;
import dev.ringlock.imports.run.ImportProgress.WorkProgress;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes what people see of an import from all that is known of it. */
final class ImportViews {

    private static final int WHOLE = 100;

    private ImportViews() {}

    static ImportProgress of(ImportManifest manifest) {
        Optional<OrderedWork> work = manifest.work();
        Optional<CheckedFile> checked = manifest.checked();
        boolean acted = !manifest.acts().isEmpty();
        return new ImportProgress(
                manifest.order(),
                manifest.state(),
                manifest.file().size(),
                manifest.bytes(),
                manifest.parts().isEmpty() ? "" : manifest.parts().get(0).guess(),
                manifest.parts().isEmpty() ? "" : manifest.parts().get(0).guessOf(),
                work.map(OrderedWork::mapping).orElse(""),
                work.map(OrderedWork::events).orElse(false),
                checked.map(CheckedFile::sha256).orElse(""),
                acted ? manifest.lastAct().instant() : manifest.order().askedAt(),
                work.map(ordered -> progress(manifest, ordered)).orElse(null),
                checked.map(CheckedFile::result).orElse(null),
                acted ? manifest.lastAct().problem() : null);
    }

    private static WorkProgress progress(ImportManifest manifest, OrderedWork work) {
        ImportCheckpoint place = manifest.shown();
        // only the first way counts rows, and the check knows all of them before the run begins
        long rows =
                manifest.checked().map(found -> found.result().counts().rows()).orElse(0L);
        boolean finished = manifest.state() == ImportState.DONE || manifest.state() == ImportState.CHECKED;
        long bytes = (place.yeses() ? work.sent().bytes() : 0) + place.bytes();
        int percent = finished
                ? WHOLE
                : (int) Math.min(
                        WHOLE - 1, WHOLE * bytes / Math.max(1, 2 * work.sent().bytes()));
        long total = manifest.runs() || finished ? 2 * rows : 0;
        ImportCounts counts = ended(manifest);
        return new WorkProgress(
                percent, finished ? total : place.rowsRead(), total, counts == null ? place.counts() : counts);
    }

    private static @Nullable ImportCounts ended(ImportManifest manifest) {
        ImportCounts counts = manifest.lastAct().counts();
        return manifest.state() == ImportState.CHECKED
                ? manifest.checked().map(found -> found.result().counts()).orElse(null)
                : counts;
    }

    static Instant until(ImportOrder order, Instant now) {
        return now.isBefore(order.partsUntil()) ? order.partsUntil() : order.expiresAt();
    }
}
