package dev.ringlock.dataset.run;

import dev.ringlock.access.Actor;
import dev.ringlock.dataset.guard.GivenAnswer;
import dev.ringlock.dataset.run.DatasetAnswer.Ordered;
import dev.ringlock.dataset.run.DatasetAnswer.OtherRequest;
import dev.ringlock.dataset.run.DatasetAnswer.Spent;
import dev.ringlock.dataset.run.DatasetAnswer.StillRunning;
import dev.ringlock.http.Json;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.Pseudonyms;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.StaffTrail;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.SealedFiles;
import dev.ringlock.store.Store;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The datasets that there are. Each has rows in {@code guard} that expire with it: its order, its wrapped key, its end. So
 * its key is gone by itself when its time is over.
 *
 * <p>An analyst has so many places in 30 days, and each order takes one, whatever comes of it: a refusal tells something
 * too. One dataset of an analyst is made at a time, so that each is compared with all before it.
 */
@Singleton
public final class Datasets {

    private static final int MOST_LISTED = 100;

    private static final String DATASET = "dataset/";
    private static final String REQUEST = "dataset-request/";
    private static final String PLACE = "dataset-answer/";
    private static final String RUNNING = "dataset-running/";

    /** The policy's bound may be lowered: then the places above it still count. */
    private static final int MOST_PLACES = 50;

    private final Store store;
    private final SealedFiles files;
    private final DatasetRows rows;
    private final Keys keys;
    private final Policy policy;
    private final Arrivals arrivals;

    Datasets(
            Store store,
            @Named(SealedFiles.DATASETS) SealedFiles files,
            DatasetRows rows,
            Keys keys,
            Policy policy,
            Arrivals arrivals) {
        this.store = store;
        this.files = files;
        this.rows = rows;
        this.keys = keys;
        this.policy = policy;
        this.arrivals = arrivals;
    }

    /**
     * Orders a dataset, in one transaction with its ledger entry.
     *
     * @param wanted its order, with an id that was made for it
     * @param requestKey the person's own name for the request; empty without one
     */
    public DatasetAnswer begin(Actor actor, DatasetOrder wanted, String requestKey) {
        // the file comes first: a file without an order means nothing, and every order is on the list
        save(wanted);
        byte[] key = Pseudonyms.newKey(keys, wanted.datasetId());
        int from = 1;
        while (true) {
            int place = freePlace(actor.id(), from);
            if (place > policy.datasets().answers()) {
                files.delete(orderFile(wanted.datasetId()));
                return new Spent(policy.datasets().answers(), nextPlace(actor.id()));
            }
            GuardRow taken = commitOnce(begun(wanted, key, place, requestKey), List.of(entry(wanted, actor)));
            if (taken == null) {
                return new Ordered(new Dataset(wanted, null, 0, true));
            }
            if (taken.name().startsWith(PLACE)) {
                from = place + 1;
                continue;
            }
            Optional<DatasetAnswer> other = other(wanted, taken);
            if (other.isPresent()) {
                files.delete(orderFile(wanted.datasetId()));
                return other.get();
            }
        }
    }

    /** A dataset as it is now; empty if there is none with that id, or it has expired. */
    public Optional<Dataset> find(String datasetId) {
        return store.recall(DATASET + datasetId).map(row -> {
            Optional<DatasetEnding> ending = ending(datasetId);
            int percent = ending.isPresent()
                    ? 100
                    : progress(datasetId).map(DatasetProgress::percent).orElse(0);
            return new Dataset(
                    Json.read(row.answer(), DatasetOrder.class),
                    ending.orElse(null),
                    percent,
                    store.recall(keyName(datasetId)).isPresent());
        });
    }

    /** The newest datasets that there are, of everybody. */
    public List<Dataset> all() {
        return files.list(DatasetStep.FOLDER).stream()
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .sorted(Comparator.reverseOrder())
                .limit(MOST_LISTED)
                .flatMap(id -> find(id).stream())
                .toList();
    }

    /** The CSV of a part; empty if it is gone. The entry is written before anything is opened. */
    public Optional<String> part(Actor actor, Dataset dataset, DatasetPart part) {
        TreeMap<String, String> fields = dataset.order().fields();
        fields.put("part", String.valueOf(part.part()));
        fields.put("count", String.valueOf(part.rows()));
        append(actor, Event.DATASET_TAKEN, fields);
        return rows.get(dataset.order().datasetId(), DatasetRows.Folder.PARTS, part);
    }

    /** Deletes its key and its rows before their time. Then nobody can link its pseudonyms to people. */
    public void end(Actor actor, Dataset dataset) {
        append(actor, Event.DATASET_ENDED, dataset.order().fields());
        unlink(dataset.order().datasetId());
    }

    /** Its wrapped key; empty once that is deleted, or has expired. */
    public Optional<byte[]> key(String datasetId) {
        return store.recall(keyName(datasetId)).map(row -> Base64.getDecoder().decode(row.answer()));
    }

    /** The order that a file says, proved or not; empty if there is no such file. */
    Optional<DatasetOrder> ordered(String datasetId) {
        return read(orderFile(datasetId)).map(text -> Json.read(text, DatasetOrder.class));
    }

    Optional<DatasetEnding> ending(String datasetId) {
        return store.recall(endName(datasetId)).map(row -> Json.read(row.answer(), DatasetEnding.class));
    }

    Optional<DatasetProgress> progress(String datasetId) {
        return read(progressFile(datasetId)).map(text -> Json.read(text, DatasetProgress.class));
    }

    void save(String datasetId, DatasetProgress progress) {
        put(progressFile(datasetId), Json.write(progress));
    }

    /** The answers that this person got lately about the same rows. */
    List<GivenAnswer> earlier(DatasetOrder order) {
        List<GivenAnswer> answers = new ArrayList<>();
        for (int place = 1; place <= MOST_PLACES; place++) {
            store.recall(placeName(order.askedBy(), place))
                    .map(GuardRow::answer)
                    .filter(id -> !id.equals(order.datasetId()))
                    .filter(id -> ordered(id)
                            .filter(other -> other.ofKind().isOfPeople()
                                    == order.ofKind().isOfPeople())
                            .isPresent())
                    .flatMap(rows::answer)
                    .ifPresent(answers::add);
        }
        return answers;
    }

    /** Ends its making, in one transaction with the ledger entry. If it has ended before, that end stays. */
    void end(DatasetOrder order, DatasetEnding ending, Entry entry) {
        commitOnce(
                List.of(new GuardRow(endName(order.datasetId()), "", Json.write(ending), order.expiresAt())),
                List.of(entry));
        rows.delete(order.datasetId(), DatasetRows.Folder.READ);
        files.delete(progressFile(order.datasetId()));
        store.forget(runningName(order.askedBy()));
    }

    /** Deletes its key, and then its rows. */
    void unlink(String datasetId) {
        store.forget(keyName(datasetId));
        for (DatasetRows.Folder folder : DatasetRows.Folder.values()) {
            rows.delete(datasetId, folder);
        }
        files.delete(progressFile(datasetId));
    }

    /** Deletes the last trace of it, its order last, so that an interrupted deletion is found again. */
    void remove(String datasetId) {
        unlink(datasetId);
        store.forget(endName(datasetId));
        store.forget(DATASET + datasetId);
        rows.deleteAnswer(datasetId);
        files.delete(orderFile(datasetId));
    }

    /** The rows that an order begins with. The one of the request comes first: its repetition is no second dataset. */
    private static List<GuardRow> begun(DatasetOrder order, byte[] key, int place, String requestKey) {
        String id = order.datasetId();
        List<GuardRow> rows = new ArrayList<>();
        if (!requestKey.isEmpty()) {
            String name = REQUEST + Sha256.hex(order.askedBy(), requestKey);
            rows.add(new GuardRow(name, fingerprint(order), id, order.expiresAt()));
        }
        rows.add(new GuardRow(runningName(order.askedBy()), "", id, order.expiresAt()));
        rows.add(new GuardRow(placeName(order.askedBy(), place), "", id, order.comparedUntil()));
        rows.add(new GuardRow(DATASET + id, "", Json.write(order), order.expiresAt()));
        rows.add(new GuardRow(keyName(id), "", Base64.getEncoder().encodeToString(key), order.expiresAt()));
        return rows;
    }

    /** The answer because of a row that was there; empty if it means nothing any more, and the order can be tried again. */
    private Optional<DatasetAnswer> other(DatasetOrder wanted, GuardRow taken) {
        if (taken.name().startsWith(REQUEST)) {
            return Optional.of(find(taken.answer())
                    .filter(earlier -> taken.fingerprint().equals(fingerprint(wanted)))
                    .<DatasetAnswer>map(Ordered::new)
                    .orElseGet(OtherRequest::new));
        }
        if (find(taken.answer())
                .filter(running -> running.ending() == null && running.linked())
                .isPresent()) {
            return Optional.of(new StillRunning(taken.answer()));
        }
        store.forget(taken.name());
        return Optional.empty();
    }

    /** Everything of the order but its id. */
    private static String fingerprint(DatasetOrder order) {
        TreeMap<String, String> fields = order.fields();
        fields.remove("dataset");
        return Sha256.hex(Json.write(fields));
    }

    private int freePlace(String analyst, int from) {
        int place = from;
        while (place <= policy.datasets().answers()
                && store.recall(placeName(analyst, place)).isPresent()) {
            place++;
        }
        return place;
    }

    private Instant nextPlace(String analyst) {
        Instant next = arrivals.now().plus(DatasetOrder.COMPARED);
        for (int place = 1; place <= policy.datasets().answers(); place++) {
            Instant free = store.recall(placeName(analyst, place))
                    .map(GuardRow::expiresAt)
                    .orElse(arrivals.now());
            next = free.isBefore(next) ? free : next;
        }
        return next;
    }

    private Entry entry(DatasetOrder order, Actor actor) {
        TreeMap<String, String> fields = order.fields();
        // on AWS it also starts the work: an event goes to the state machine
        fields.put("told_as", "dataset.asked");
        return StaffTrail.entry(actor, Event.DATASET_ASKED, new Ulid(order.datasetId()), order.askedAt(), fields);
    }

    /** Writes an act about datasets to the ledger, under the person who acted. */
    public void append(Actor actor, Event event, Map<String, String> fields) {
        store.append(() -> {
            Instant now = arrivals.now();
            return List.of(StaffTrail.entry(actor, event, arrivals.ulid(now), now, fields));
        });
    }

    /** The row that was there before. Null if these are stored now. */
    private @Nullable GuardRow commitOnce(List<GuardRow> guards, List<Entry> entries) {
        Commit commit = Commit.of(entries).guardedBy(guards);
        CommitResult.Settled outcome = store.change(() -> ChangePlan.write(commit, settled -> settled));
        return outcome instanceof CommitResult.Repeated repeated ? repeated.earlier() : null;
    }

    private void save(DatasetOrder order) {
        put(orderFile(order.datasetId()), Json.write(order));
    }

    private void put(String file, String text) {
        files.put(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private Optional<String> read(String file) {
        return files.get(file).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static String keyName(String datasetId) {
        return DATASET + datasetId + "/key";
    }

    private static String endName(String datasetId) {
        return DATASET + datasetId + "/end";
    }

    private static String placeName(String analyst, int place) {
        return PLACE + Sha256.hex(analyst) + "/" + place;
    }

    private static String runningName(String analyst) {
        return RUNNING + Sha256.hex(analyst);
    }

    private static String orderFile(String datasetId) {
        return DatasetStep.FOLDER + "/" + datasetId;
    }

    private static String progressFile(String datasetId) {
        return "progress/" + datasetId;
    }
}
