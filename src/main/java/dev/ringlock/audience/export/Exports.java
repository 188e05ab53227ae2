package dev.ringlock.audience.export;

import dev.ringlock.http.Json;
import dev.ringlock.ledger.Entry;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.SealedFiles;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The existing exports. The order, each counting part and the end are guard rows, each written once. So of two runs at
 * once one decides and the other follows. The manifest's file only saves reading all rows. If it is behind, its reader
 * brings it up to date.
 */
@Singleton
final class Exports {

    private static final int MOST_LISTED = 100;

    private final Store store;
    private final SealedFiles files;

    Exports(Store store, @Named(SealedFiles.EXPORTS) SealedFiles files) {
        this.store = store;
        this.files = files;
    }

    /** Stores the order in one transaction with its ledger entry. Without the entry, no export begins. */
    Manifest begin(ExportOrder ask, Entry asked) {
        Manifest manifest = new Manifest(ask, List.of(), null);
        // the file comes first: a file without an order means nothing, and every order is on the list
        save(manifest);
        GuardRow row = row(ask, asked(ask.ofPurpose(), ask.exportId()), ask);
        commitOnce(row, List.of(asked));
        return manifest;
    }

    /** An export as it is now. Empty if that purpose has none with that id, or it has expired. */
    Optional<Manifest> find(Purpose purpose, String exportId) {
        return store.recall(asked(purpose, exportId)).map(row -> upToDate(Json.read(row.answer(), ExportOrder.class)));
    }

    /** The purpose's exports, newest first. */
    List<Manifest> all(Purpose purpose) {
        return files.list(ExportStep.manifests(purpose.id())).stream()
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .sorted(Comparator.reverseOrder())
                .limit(MOST_LISTED)
                .flatMap(id -> find(purpose, id).stream())
                .toList();
    }

    void save(Manifest manifest) {
        ExportOrder ask = manifest.ask();
        files.put(name(ask.ofPurpose(), ask.exportId()), Json.write(manifest).getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a part, or the part that another run has added in its place. */
    Manifest add(Manifest to, ExportPart part) {
        String name = place(to.ask(), part.part());
        GuardRow earlier = commitOnce(row(to.ask(), name, part), List.of());
        return to.with(earlier == null ? part : Json.read(earlier.answer(), ExportPart.class));
    }

    /** Ends it, in one transaction with its ledger entry. If it has ended before, that end is kept. */
    Manifest end(Manifest manifest, Manifest.Ending ending, Entry entry) {
        GuardRow earlier = commitOnce(row(manifest.ask(), ended(manifest.ask()), ending), List.of(entry));
        return manifest.with(earlier == null ? ending : Json.read(earlier.answer(), Manifest.Ending.class));
    }

    /** Deletes all files of an export, the manifest last, so that an interrupted deletion is found again. */
    void remove(Purpose purpose, String exportId) {
        files.list(folder(purpose, exportId)).forEach(files::delete);
        files.delete(name(purpose, exportId));
    }

    /** The folder of an export's parts. */
    static String folder(Purpose purpose, String exportId) {
        return purpose.id() + "/parts/" + exportId;
    }

    private Manifest upToDate(ExportOrder ask) {
        Manifest manifest = files.get(name(ask.ofPurpose(), ask.exportId()))
                .map(bytes -> Json.read(new String(bytes, StandardCharsets.UTF_8), Manifest.class))
                .orElseGet(() -> new Manifest(ask, List.of(), null));
        List<ExportPart> parts = new ArrayList<>(manifest.parts());
        while (parts.isEmpty() || parts.get(parts.size() - 1).next() != null) {
            Optional<ExportPart> more =
                    store.recall(place(ask, parts.size() + 1)).map(row -> Json.read(row.answer(), ExportPart.class));
            if (more.isEmpty()) {
                break;
            }
            parts.add(more.get());
        }
        Manifest.Ending ending = manifest.ending() != null
                ? manifest.ending()
                : store.recall(ended(ask))
                        .map(row -> Json.read(row.answer(), Manifest.Ending.class))
                        .orElse(null);
        return new Manifest(ask, parts, ending);
    }

    /** The row that was there before. Null if this one is stored now. */
    private @Nullable GuardRow commitOnce(GuardRow row, List<Entry> entries) {
        Commit commit = Commit.of(entries).guardedBy(List.of(row));
        CommitResult.Settled outcome = store.change(() -> ChangePlan.write(commit, settled -> settled));
        return outcome instanceof CommitResult.Repeated repeated ? repeated.earlier() : null;
    }

    private static GuardRow row(ExportOrder ask, String name, Object answer) {
        return new GuardRow(name, "", Json.write(answer), ask.expiresAt());
    }

    private static String name(Purpose purpose, String exportId) {
        return ExportStep.manifests(purpose.id()) + "/" + exportId;
    }

    private static String asked(Purpose purpose, String exportId) {
        return "export/" + purpose.id() + "/" + exportId;
    }

    private static String place(ExportOrder ask, int part) {
        return asked(ask.ofPurpose(), ask.exportId()) + "/" + part;
    }

    private static String ended(ExportOrder ask) {
        return asked(ask.ofPurpose(), ask.exportId()) + "/end";
    }
}
