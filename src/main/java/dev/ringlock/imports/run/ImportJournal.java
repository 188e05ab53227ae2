package dev.ringlock.imports.run;

import dev.ringlock.http.Json;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.SealedFiles;
import dev.ringlock.store.Store;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The journal of imports. The order, each part, each act and each checkpoint are guard rows, each written once.
 * So of two at once one decides and the other follows. The manifest's file only saves reading all rows. If it is
 * behind, its reader brings it up to date.
 */
@Singleton
final class ImportJournal {

    private static final int MOST_LISTED = 100;

    private static final Duration SHOWN_EVERY = Duration.ofSeconds(2);

    private final Store store;
    private final SealedFiles files;
    private final Clock clock;
    private Instant shownAt = Instant.EPOCH;

    ImportJournal(Store store, @Named(SealedFiles.IMPORTS) SealedFiles files, Clock clock) {
        this.store = store;
        this.files = files;
        this.clock = clock;
    }

    ImportManifest begin(ImportOrder order) {
        ImportManifest manifest = ImportManifest.of(order);
        // the file comes first: a file without an order means nothing, and every order is on the list
        save(manifest);
        commitOnce(order, name(order), order, List.of());
        return manifest;
    }

    /** The id of the order that has that key: this one's, or the one's that had it before. */
    String claim(ImportOrder order, String key) {
        GuardRow earlier = commitOnce(order, "import/key/" + key, order.importId(), List.of());
        return earlier == null ? order.importId() : Json.read(earlier.answer(), String.class);
    }

    /** An import as it is now. Empty if there is none with that id, or it has expired. */
    Optional<ImportManifest> find(String importId) {
        return order(importId).map(order -> upToDate(kept(order)));
    }

    /**
     * The same for those who act on it. It takes nothing from the manifest's file, which whoever may write to the bucket can
     * change: parts, acts and the last checkpoint are those of the guard rows.
     */
    Optional<ImportManifest> proven(String importId) {
        return order(importId).map(order -> {
            ImportManifest rows = acted(ImportManifest.of(order));
            Optional<ImportCheckpoint> last = Optional.ofNullable(kept(order).last());
            return upToDate(
                    last.filter(known -> isProven(order, known)).map(rows::with).orElse(rows));
        });
    }

    private boolean isProven(ImportOrder order, ImportCheckpoint known) {
        return read(checkpointName(order, known.act(), known.number()), ImportCheckpoint.class)
                .filter(known::equals)
                .isPresent();
    }

    private Optional<ImportOrder> order(String importId) {
        return Ulid.isUlid(importId)
                ? store.recall(name(importId)).map(row -> Json.read(row.answer(), ImportOrder.class))
                : Optional.empty();
    }

    private ImportManifest kept(ImportOrder order) {
        return files.get(file(order.importId()))
                .map(bytes -> Json.read(new String(bytes, StandardCharsets.UTF_8), ImportManifest.class))
                .orElseGet(() -> ImportManifest.of(order));
    }

    /** Newest first. */
    List<ImportManifest> all() {
        return files.list(ImportStep.FOLDER).stream()
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .sorted(Comparator.reverseOrder())
                .limit(MOST_LISTED)
                .flatMap(id -> find(id).stream())
                .toList();
    }

    void save(ImportManifest manifest) {
        files.put(file(manifest.order().importId()), Json.write(manifest).getBytes(StandardCharsets.UTF_8));
    }

    /** Saves it now and then: only people look at it. */
    void show(ImportManifest manifest) {
        Instant now = clock.instant();
        if (now.isBefore(shownAt) || Duration.between(shownAt, now).compareTo(SHOWN_EVERY) >= 0) {
            shownAt = now;
            save(manifest);
        }
    }

    /** The part that counts: this one, or the one that was there before. */
    ImportPart add(ImportOrder order, ImportPart part) {
        GuardRow earlier = commitOnce(order, partName(order, part.part()), part, List.of());
        return earlier == null ? part : Json.read(earlier.answer(), ImportPart.class);
    }

    /** Adds an act in one transaction with its ledger entry. Empty if another act came first. */
    Optional<ImportManifest> add(ImportManifest to, ImportAct act, Entry entry) {
        String name = actName(to.order(), to.acts().size() + 1);
        GuardRow earlier = commitOnce(to.order(), name, act, List.of(entry));
        return earlier == null ? Optional.of(to.with(act)) : Optional.empty();
    }

    /**
     * Has the work begun once more that this act asked for.
     *
     * @param time a name of the time: in each, it is begun once at most
     */
    void beginAgain(ImportManifest of, long time, Entry entry) {
        commitOnce(of.order(), actName(of.order(), of.acts().size()) + "/again/" + time, "", List.of(entry));
    }

    /** The checkpoint that counts: this one, or the one that another runner wrote in its place. */
    ImportCheckpoint add(ImportOrder order, ImportCheckpoint checkpoint) {
        String name = checkpointName(order, checkpoint.act(), checkpoint.number());
        GuardRow earlier = commitOnce(order, name, checkpoint, List.of());
        return earlier == null ? checkpoint : Json.read(earlier.answer(), ImportCheckpoint.class);
    }

    /** Whether another act came behind these. */
    boolean isPast(ImportManifest known) {
        return store.recall(actName(known.order(), known.acts().size() + 1)).isPresent();
    }

    private ImportManifest upToDate(ImportManifest known) {
        ImportManifest manifest = acted(known);
        return manifest.workAct() == 0 ? manifest : manifest.with(newest(manifest.order(), manifest.place()));
    }

    /** With all parts and acts. */
    private ImportManifest acted(ImportManifest known) {
        ImportOrder order = known.order();
        ImportManifest manifest = known;
        Optional<ImportPart> part = read(partName(order, manifest.parts().size() + 1), ImportPart.class);
        while (part.isPresent()) {
            manifest = manifest.with(part.get());
            part = read(partName(order, manifest.parts().size() + 1), ImportPart.class);
        }
        Optional<ImportAct> act = read(actName(order, manifest.acts().size() + 1), ImportAct.class);
        while (act.isPresent()) {
            manifest = manifest.with(act.get());
            act = read(actName(order, manifest.acts().size() + 1), ImportAct.class);
        }
        return manifest;
    }

    private ImportCheckpoint newest(ImportOrder order, ImportCheckpoint known) {
        ImportCheckpoint last = known;
        Optional<ImportCheckpoint> next =
                read(checkpointName(order, last.act(), last.number() + 1), ImportCheckpoint.class);
        while (next.isPresent()) {
            last = next.get();
            next = read(checkpointName(order, last.act(), last.number() + 1), ImportCheckpoint.class);
        }
        return last;
    }

    private <T> Optional<T> read(String name, Class<T> type) {
        return store.recall(name).map(row -> Json.read(row.answer(), type));
    }

    /** The row that was there before. Null if this one is stored now. */
    private @Nullable GuardRow commitOnce(ImportOrder order, String name, Object answer, List<Entry> entries) {
        GuardRow row = new GuardRow(name, "", Json.write(answer), order.expiresAt());
        Commit commit = Commit.of(entries).guardedBy(List.of(row));
        CommitResult.Settled outcome = store.change(() -> ChangePlan.write(commit, settled -> settled));
        return outcome instanceof CommitResult.Repeated repeated ? repeated.earlier() : null;
    }

    static String file(String importId) {
        return ImportStep.FOLDER + "/" + importId;
    }

    private static String name(String importId) {
        return "import/" + importId;
    }

    private static String name(ImportOrder order) {
        return name(order.importId());
    }

    private static String partName(ImportOrder order, int part) {
        return name(order) + "/part/" + part;
    }

    private static String actName(ImportOrder order, int act) {
        return name(order) + "/act/" + act;
    }

    private static String checkpointName(ImportOrder order, int act, int number) {
        return name(order) + "/" + act + "/" + number;
    }
}
