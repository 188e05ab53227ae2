package dev.ringlock.imports.run;

import dev.ringlock.imports.run.ImportAct.ActKind;
import dev.ringlock.imports.run.ImportAct.CheckedFile;
import dev.ringlock.imports.run.ImportAct.OrderedWork;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of an import. It holds no number.
 *
 * @param parts from the first without a gap
 * @param acts in their order
 * @param last the newest checkpoint of the last work; null before
 * @param seen how far a check was when it was last seen; only people look at it. Null if nobody saw it
 */
@RegisterForReflection
record ImportManifest(
        ImportOrder order,
        List<ImportPart> parts,
        List<ImportAct> acts,
        @Nullable ImportCheckpoint last,
        @Nullable ImportCheckpoint seen) {

    ImportManifest {
        parts = List.copyOf(parts);
        acts = List.copyOf(acts);
    }

    static ImportManifest of(ImportOrder order) {
        return new ImportManifest(order, List.of(), List.of(), null, null);
    }

    ImportManifest with(ImportPart part) {
        return new ImportManifest(
                order, Stream.concat(parts.stream(), Stream.of(part)).toList(), acts, last, seen);
    }

    ImportManifest with(ImportAct act) {
        return new ImportManifest(
                order, parts, Stream.concat(acts.stream(), Stream.of(act)).toList(), last, seen);
    }

    ImportManifest with(ImportCheckpoint checkpoint) {
        return new ImportManifest(order, parts, acts, checkpoint, seen);
    }

    ImportManifest showing(ImportCheckpoint place) {
        return new ImportManifest(order, parts, acts, last, place);
    }

    ImportState state() {
        return acts.isEmpty() ? ImportState.OPEN : lastAct().kind().state();
    }

    ImportAct lastAct() {
        return acts.get(acts.size() - 1);
    }

    /** The parts of its file: those that a check was asked for. A part that came behind them was too late. */
    List<ImportPart> file() {
        return work().map(work ->
                        parts.subList(0, Math.min(parts.size(), work.sent().parts())))
                .orElse(parts);
    }

    long bytes() {
        return file().stream().mapToLong(ImportPart::bytes).sum();
    }

    /** The number of the act that asked for the last work, from 1; 0 if none did. */
    int workAct() {
        return IntStream.rangeClosed(1, acts.size())
                .filter(number -> acts.get(number - 1).work() != null)
                .max()
                .orElse(0);
    }

    /** The last work that was asked for. */
    Optional<OrderedWork> work() {
        return workAct() == 0
                ? Optional.empty()
                : Optional.of(Objects.requireNonNull(acts.get(workAct() - 1).work()));
    }

    /** Whether the last work is, or was, a run. */
    boolean runs() {
        return workAct() > 0 && acts.get(workAct() - 1).kind() == ActKind.RUN;
    }

    /** Whether it is a cancelled run whose counts nobody has told yet: a step does, when nobody can store more. */
    boolean isUncounted() {
        return state() == ImportState.CANCELLED && runs() && lastAct().counts() == null;
    }

    /** The findings of the last check. */
    Optional<CheckedFile> checked() {
        return acts.stream().map(ImportAct::checked).filter(Objects::nonNull).reduce((one, later) -> later);
    }

    /** How far the last work was seen. */
    ImportCheckpoint shown() {
        ImportCheckpoint known = seen;
        return known != null && known.act() == workAct() && known.rowsRead() > place().rowsRead() ? known : place();
    }

    /** From where the last work goes on. */
    ImportCheckpoint place() {
        ImportCheckpoint known = last;
        return known != null && known.act() == workAct() ? known : ImportCheckpoint.first(workAct());
    }
}
