package dev.ringlock.dataset.run;

import dev.ringlock.access.Actor;
import dev.ringlock.dataset.guard.GivenAnswer;
import dev.ringlock.dataset.run.DatasetAnswer.OlderTable;
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
import dev.ringlock.policy.DatasetRules;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.StaffTrail;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.SealedFiles;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
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
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The datasets that there are. Each has rows in {@code guard} that expire with it: its order, its wrapped key, its end. So
 * its key is gone by itself when its time is over.
 *
 * <p>An analyst has so many places in 30 days, and each order takes one, whatever comes of it: a refusal tells something
 * too. One dataset of an analyst is made at a time, so that each is compared with all before it. All are made from the same
 * {@link DatasetTable}.
 */
@Singleton
public final class Datasets {

    private static final int MOST_LISTED = 100;

    private static final String DATASET = "dataset/";
    private static final String REQUEST = "dataset-request/";
    private static final String PLACE = "dataset-answer/";
    private static final String RUNNING = "dataset-running/";
    private static final String TABLE = "dataset-table/";
    private static final String READ = "dataset-read/";
    private static final String GIVEN = "dataset-given/";

    /** The policy's bound may be lowered: then the answers above it are still compared with. */
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
        Optional<DatasetAnswer> known = store.recall(requestName(actor.id(), requestKey))
                .filter(row -> !requestKey.isEmpty())
                .flatMap(row -> other(wanted, row));
        if (known.isPresent()) {
            return known.get();
        }
        DatasetAnswer answer = ordered(actor, wanted, requestKey);
        boolean stored = answer instanceof Ordered ordered
                && ordered.dataset().order().datasetId().equals(wanted.datasetId());
        if (!stored) {
            files.delete(orderFile(wanted.datasetId()));
        }
        return answer;
    }

    private DatasetAnswer ordered(Actor actor, DatasetOrder wanted, String requestKey) {
        byte[] key = Pseudonyms.newKey(keys, wanted.datasetId());
        int from = 1;
        while (true) {
            int place = freePlace(actor.id(), from);
            if (place > policy.datasets().answers()) {
                return new Spent(policy.datasets().answers(), nextPlace(actor.id()));
            }
            Optional<DatasetTable> read = openTable(actor.id(), wanted.ofKind());
            DatasetOrder order = wanted.with(read.orElseGet(() -> new DatasetTable(
                    arrivals.ulid(arrivals.now()).value(),
                    DatasetColumns.of(wanted.ofKind(), policy).names())));
            if (!order.from().columns().containsAll(order.allColumns())) {
                return new OlderTable(order.from().over());
            }
            // the file comes first: a file without an order means nothing, and every order is on the list
            put(orderFile(order.datasetId()), Json.write(order));
            List<GuardRow> rows = new ArrayList<>(begun(order, key, place, requestKey));
            if (read.isEmpty()) {
                rows.addAll(begun(order));
            }
            GuardRow taken = commitOnce(rows, List.of(entry(order, actor)));
            if (taken == null) {
                return new Ordered(new Dataset(order, null, 0, true));
            }
            if (taken.name().startsWith(PLACE)) {
                from = place + 1;
            } else if (!taken.name().startsWith(TABLE)) {
                Optional<DatasetAnswer> other = other(order, taken);
                if (other.isPresent()) {
                    return other.get();
                }
            }
        }
    }

    /** A dataset as it is now; empty if there is none with that id, or it has expired. */
    public Optional<Dataset> find(String datasetId) {
        return store.recall(DATASET + datasetId).map(row -> {
            DatasetOrder order = Json.read(row.answer(), DatasetOrder.class);
            Optional<DatasetEnding> ending = ending(datasetId);
            return new Dataset(
                    order,
                    ending.orElse(null),
                    ending.isPresent() ? 100 : percent(order),
                    store.recall(keyName(datasetId)).isPresent());
        });
    }

    /** The newest datasets that there are, of those whose orders pass. */
    public List<Dataset> all(Predicate<DatasetOrder> wanted) {
        return files.list(DatasetStep.FOLDER).stream()
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .sorted(Comparator.reverseOrder())
                .flatMap(id -> ordered(id).filter(wanted).stream())
                .flatMap(order -> find(order.datasetId()).stream())
                .limit(MOST_LISTED)
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
    public void stop(Actor actor, Dataset dataset) {
        append(actor, Event.DATASET_ENDED, dataset.order().fields());
        unlink(dataset.order().datasetId());
    }

    /** Makes the pseudonyms of that dataset; empty once its key or its table's is deleted, or has expired. */
    public Optional<DatasetPseudonyms> pseudonyms(DatasetOrder order) {
        return key(order.datasetId())
                .flatMap(key -> key(order.from().tableId())
                        .map(table -> new DatasetPseudonyms(
                                Pseudonyms.open(keys, order.datasetId(), key),
                                Pseudonyms.open(keys, order.from().tableId(), table))));
    }

    /** The wrapped key of a dataset or a table; empty once it is deleted, or has expired. */
    public Optional<byte[]> key(String id) {
        return store.recall(keyName(id)).map(row -> Base64.getDecoder().decode(row.answer()));
    }

    /** The order that a file says, proved or not; empty if there is no such file. */
    Optional<DatasetOrder> ordered(String datasetId) {
        return read(orderFile(datasetId)).map(text -> Json.read(text, DatasetOrder.class));
    }

    Optional<DatasetEnding> ending(String datasetId) {
        return store.recall(endName(datasetId)).map(row -> Json.read(row.answer(), DatasetEnding.class));
    }

    private int percent(DatasetOrder order) {
        return rows.progress(order.from().tableId())
                .map(DatasetProgress::percent)
                .orElse(0);
    }

    /**
     * The answers that this person got of the same table.
     *
     * @throws StoreUnavailableException if one of them cannot be found any more: what cannot be compared is not given
     */
    List<GivenAnswer> earlier(DatasetOrder order) {
        List<GivenAnswer> answers = new ArrayList<>();
        for (int place = 1; place <= MOST_PLACES; place++) {
            Optional<String> other = store.recall(placeName(order.askedBy(), place))
                    .map(GuardRow::answer)
                    .filter(id -> !id.equals(order.datasetId()))
                    .filter(id -> store.recall(givenName(id))
                            .filter(row -> row.answer().equals(order.from().tableId()))
                            .isPresent());
            other.ifPresent(id -> answers.add(rows.answer(id)
                    .orElseThrow(() -> new StoreUnavailableException("an earlier answer cannot be compared with"))));
        }
        return answers;
    }

    /** Ends its making, in one transaction with the ledger entry. If it has ended before, that end stays. */
    void end(DatasetOrder order, DatasetEnding ending, Entry entry) {
        String id = order.datasetId();
        if (key(id).isPresent()) {
            List<GuardRow> guards = new ArrayList<>();
            guards.add(new GuardRow(endName(id), "", Json.write(ending), order.expiresAt()));
            if (ending.state().equals(DatasetEnding.DONE)) {
                DatasetTable table = order.from();
                guards.add(new GuardRow(givenName(id), "", table.tableId(), table.over()));
            }
            commitOnce(guards, List.of(entry));
        } else {
            // somebody of staff ended it meanwhile: nothing of it counts
            unlink(id);
        }
        store.forget(running(order));
    }

    /** Deletes its key, and then its rows. */
    void unlink(String datasetId) {
        store.forget(keyName(datasetId));
        rows.delete(datasetId, DatasetRows.Folder.PARTS);
    }

    /** Deletes the table's rows, and the answer that others of it were compared with. */
    void removeTable(DatasetOrder order) {
        rows.deleteTable(order.from().tableId());
        rows.deleteAnswer(order.datasetId());
    }

    /** Deletes the last trace of it, its order last, so that an interrupted deletion is found again. */
    void remove(DatasetOrder order) {
        unlink(order.datasetId());
        store.forget(endName(order.datasetId()));
        store.forget(DATASET + order.datasetId());
        rows.deleteAnswer(order.datasetId());
        files.delete(orderFile(order.datasetId()));
    }

    /** The analyst's table, unless it is about to be read anew. */
    private Optional<DatasetTable> openTable(String analyst, DatasetKind kind) {
        return store.recall(tableName(analyst, kind)).flatMap(row -> {
            DatasetTable table = Json.read(row.answer(), DatasetTable.class);
            if (arrivals.now().isBefore(table.closes())) {
                return Optional.of(table);
            }
            store.forget(row);
            return Optional.empty();
        });
    }

    /** The rows of a table that was read to its end, in the one way that counts; empty as long as it is not. */
    Optional<DatasetProgress> read(DatasetTable table) {
        return store.recall(readName(table)).map(row -> Json.read(row.answer(), DatasetProgress.class));
    }

    /** Settles what the table's rows are. Of two steps that read it at once, the first one's count. */
    DatasetProgress settle(DatasetTable table, DatasetProgress walked) {
        GuardRow earlier =
                commitOnce(List.of(new GuardRow(readName(table), "", Json.write(walked), table.over())), List.of());
        return earlier == null ? walked : Json.read(earlier.answer(), DatasetProgress.class);
    }

    /** The rows that a table begins with. Its key lives as long as a dataset of it may. */
    private List<GuardRow> begun(DatasetOrder order) {
        DatasetTable table = order.from();
        String key = Base64.getEncoder().encodeToString(Pseudonyms.newKey(keys, table.tableId()));
        Instant end = table.over().plus(DatasetRules.LONGEST_KEPT);
        return List.of(
                new GuardRow(tableName(order.askedBy(), order.ofKind()), "", Json.write(table), table.over()),
                new GuardRow(keyName(table.tableId()), "", key, end));
    }

    /** The rows that an order begins with. The one of the request comes first: its repetition is no second dataset. */
    private static List<GuardRow> begun(DatasetOrder order, byte[] key, int place, String requestKey) {
        String id = order.datasetId();
        List<GuardRow> rows = new ArrayList<>();
        if (!requestKey.isEmpty()) {
            rows.add(new GuardRow(requestName(order.askedBy(), requestKey), fingerprint(order), id, order.expiresAt()));
        }
        rows.add(running(order));
        rows.add(new GuardRow(placeName(order.askedBy(), place), "", id, order.placeFree()));
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
        store.forget(taken);
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
        Instant next = arrivals.now().plus(DatasetOrder.PLACE_KEPT);
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

    /** Whether an answer was given, and of which table. */
    private static String givenName(String datasetId) {
        return GIVEN + datasetId;
    }

    private static String requestName(String analyst, String requestKey) {
        return REQUEST + Sha256.hex(analyst, requestKey);
    }

    private static String tableName(String analyst, DatasetKind kind) {
        return TABLE + Sha256.hex(analyst) + (kind.isOfPeople() ? "/people" : "/events");
    }

    private static String readName(DatasetTable table) {
        return READ + table.tableId();
    }

    /** The lock of its analyst, while it is made. */
    private static GuardRow running(DatasetOrder order) {
        return new GuardRow(RUNNING + Sha256.hex(order.askedBy()), "", order.datasetId(), order.expiresAt());
    }

    private static String orderFile(String datasetId) {
        return DatasetStep.FOLDER + "/" + datasetId;
    }
}
