package dev.ringlock.infra;

import static dev.ringlock.infra.DeployedFunction.built;
import static dev.ringlock.infra.DeployedFunction.builtFor;
import static dev.ringlock.infra.Grant.check;
import static dev.ringlock.infra.Grant.delete;
import static dev.ringlock.infra.Grant.deleteDatasetRows;
import static dev.ringlock.infra.Grant.deleteFiles;
import static dev.ringlock.infra.Grant.findCompartments;
import static dev.ringlock.infra.Grant.findTexts;
import static dev.ringlock.infra.Grant.get;
import static dev.ringlock.infra.Grant.getDatasetRows;
import static dev.ringlock.infra.Grant.getFiles;
import static dev.ringlock.infra.Grant.listFiles;
import static dev.ringlock.infra.Grant.load;
import static dev.ringlock.infra.Grant.loadBudgets;
import static dev.ringlock.infra.Grant.loadCompartments;
import static dev.ringlock.infra.Grant.mark;
import static dev.ringlock.infra.Grant.put;
import static dev.ringlock.infra.Grant.putDatasetRows;
import static dev.ringlock.infra.Grant.putFiles;
import static dev.ringlock.infra.Grant.query;
import static dev.ringlock.infra.Grant.queryCompartments;
import static dev.ringlock.infra.Grant.queryHistories;
import static dev.ringlock.infra.Grant.queryIndex;
import static dev.ringlock.infra.Grant.queryIndexKey;
import static dev.ringlock.infra.Grant.queryNotices;
import static dev.ringlock.infra.Grant.queryPlaces;
import static dev.ringlock.infra.Grant.queryPolicy;
import static dev.ringlock.infra.Grant.queryReconciliations;

import dev.ringlock.functions.BuiltFunction;
import dev.ringlock.infra.Grant.CheckBudgets;
import dev.ringlock.infra.Grant.CountRows;
import dev.ringlock.infra.Grant.SpendBudgets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The grants of every function. The functions come from the list, with their routes, callers and needs; here are their tables
 * and files. Roles, key policies, queues, alarms and the table in docs/security.md follow.
 */
final class FunctionGrants {

    static final String MAINTENANCE = "maintenance";

    /** The texts of held messages: sealed by one function, opened by another. */
    static final String HELD = "held";

    /** The parts of files to import, likewise. */
    static final String IMPORT = "import";

    /** Things of datasets: the keys of their pseudonyms, and their rows. Each dataset has a word of its own. */
    static final String DATASETS = "dataset/*";

    /** The folders of imports' files, and of datasets'. */
    private static final String ORDERS = "orders";

    private static final String PARTS = "parts";
    private static final String WORK = "work";
    private static final String REPORTS = "reports";
    private static final String PROGRESS = "progress";
    private static final String READ = "read";
    private static final String ANSWERS = "answers";

    private FunctionGrants() {}

    static List<DeployedFunction> of(OwnersPolicy policy) {
        List<DeployedFunction> functions = new ArrayList<>();
        functions.addAll(forEverybody(policy));
        functions.addAll(forMachines(policy));
        policy.purposes().forEach(purpose -> functions.addAll(forOnePurpose(purpose, policy)));
        functions.addAll(forStaff(policy));
        return functions;
    }

    private static List<DeployedFunction> forEverybody(OwnersPolicy policy) {
        return List.of(
                built(
                        BuiltFunction.CAPTURE,
                        policy,
                        load("contacts"),
                        check(),
                        put("contacts", "states", "compartments", "ledger", "guard"),
                        delete("compartments"),
                        queryNotices(),
                        queryPolicy(),
                        queryIndexKey(),
                        new CountRows()),
                built(BuiltFunction.PAGES, policy),
                built(
                        BuiltFunction.CONFIRM,
                        policy,
                        load("contacts"),
                        check(),
                        put("contacts", "states", "compartments", "ledger", "guard"),
                        queryIndexKey(),
                        new CountRows()),
                built(
                        BuiltFunction.INBOUND,
                        policy,
                        load("contacts"),
                        check(),
                        get("guard"),
                        loadBudgets(),
                        new SpendBudgets(),
                        put("contacts", "states", "compartments", "ledger", "guard"),
                        mark(),
                        delete("compartments"),
                        queryNotices(),
                        queryIndexKey(),
                        new CountRows()),
                built(
                        BuiltFunction.DELIVERY,
                        policy,
                        load("contacts"),
                        check(),
                        loadBudgets(),
                        new SpendBudgets(),
                        put("contacts", "states", "ledger", "guard"),
                        mark(),
                        delete("compartments"),
                        queryIndexKey()),
                built(
                        BuiltFunction.PREFERENCES,
                        policy,
                        load("contacts"),
                        loadBudgets(),
                        put("contacts", "states", "ledger"),
                        delete("compartments"),
                        get("guard"),
                        new CountRows("record/*"),
                        queryHistories(),
                        queryNotices()));
    }

    private static List<DeployedFunction> forMachines(OwnersPolicy policy) {
        return List.of(
                built(
                        BuiltFunction.DECIDE,
                        policy,
                        load("contacts"),
                        loadBudgets(),
                        new SpendBudgets(),
                        new CheckBudgets(),
                        queryIndexKey()),
                built(
                        BuiltFunction.LINKS,
                        policy,
                        load("contacts"),
                        get("guard"),
                        put("guard", "ledger"),
                        queryIndexKey(),
                        new CountRows()));
    }

    private static List<DeployedFunction> forOnePurpose(String purpose, OwnersPolicy policy) {
        return List.of(
                builtFor(
                        purpose,
                        BuiltFunction.AUDIENCE,
                        policy,
                        queryCompartments(purpose),
                        load("contacts"),
                        queryPlaces(purpose),
                        loadBudgets(),
                        get("guard"),
                        put("guard", "ledger"),
                        listFiles(SealedBucket.EXPORTS, purpose),
                        getFiles(SealedBucket.EXPORTS, purpose),
                        putFiles(SealedBucket.EXPORTS, purpose + "/manifests")),
                builtFor(
                        purpose,
                        BuiltFunction.EXPORT,
                        policy,
                        queryCompartments(purpose),
                        get("guard"),
                        put("guard", "ledger"),
                        listFiles(SealedBucket.EXPORTS, purpose),
                        getFiles(SealedBucket.EXPORTS, purpose),
                        putFiles(SealedBucket.EXPORTS, purpose),
                        deleteFiles(SealedBucket.EXPORTS, purpose)),
                builtFor(
                        purpose,
                        BuiltFunction.REVEAL,
                        policy,
                        load("contacts"),
                        put("contacts", "ledger"),
                        loadCompartments(purpose),
                        new CountRows()));
    }

    private static List<DeployedFunction> forStaff(OwnersPolicy policy) {
        return List.of(
                built(
                        BuiltFunction.CONTACTS,
                        policy,
                        load("contacts"),
                        check(),
                        queryIndex("contacts", "list"),
                        queryIndex("contacts", "held"),
                        queryIndex("contacts", "country"),
                        queryIndex("states", "places"),
                        put("contacts", "states", "ledger"),
                        mark(),
                        delete("compartments"),
                        loadCompartments(HELD),
                        load("ledger"),
                        query("ledger"),
                        queryIndex("ledger", "record")),
                built(
                        BuiltFunction.IMPORTS,
                        policy,
                        get("guard"),
                        put("guard", "ledger"),
                        listFiles(SealedBucket.IMPORTS, ORDERS),
                        getFiles(SealedBucket.IMPORTS, ORDERS),
                        putFiles(SealedBucket.IMPORTS, ORDERS),
                        getFiles(SealedBucket.IMPORTS, REPORTS),
                        listFiles(SealedBucket.IMPORTS, PARTS),
                        putFiles(SealedBucket.IMPORTS, PARTS),
                        deleteFiles(SealedBucket.IMPORTS, PARTS)),
                built(
                        BuiltFunction.IMPORT,
                        policy,
                        load("contacts"),
                        check(),
                        get("guard"),
                        put("contacts", "states", "compartments", "ledger", "guard"),
                        delete("compartments"),
                        query("ledger"),
                        getFiles(SealedBucket.IMPORTS, ORDERS),
                        putFiles(SealedBucket.IMPORTS, ORDERS),
                        listFiles(SealedBucket.IMPORTS, PARTS),
                        getFiles(SealedBucket.IMPORTS, PARTS),
                        deleteFiles(SealedBucket.IMPORTS, PARTS),
                        listFiles(SealedBucket.IMPORTS, WORK),
                        getFiles(SealedBucket.IMPORTS, WORK),
                        putFiles(SealedBucket.IMPORTS, WORK),
                        deleteFiles(SealedBucket.IMPORTS, WORK),
                        putFiles(SealedBucket.IMPORTS, REPORTS)),
                built(
                        BuiltFunction.AUDIT,
                        policy,
                        queryIndex("contacts", "held"),
                        load("ledger"),
                        put("ledger"),
                        query("ledger"),
                        queryIndex("ledger", "actor"),
                        queryIndex("ledger", "day")),
                built(
                        BuiltFunction.SUBJECT,
                        policy,
                        load("contacts"),
                        check(),
                        loadBudgets(),
                        get("guard"),
                        put("contacts", "states", "ledger", "guard"),
                        delete("compartments"),
                        findCompartments(),
                        findTexts(),
                        load("ledger"),
                        query("ledger"),
                        queryIndex("ledger", "day")),
                built(
                        BuiltFunction.DATASETS,
                        policy,
                        load("contacts"),
                        queryIndex("contacts", "list"),
                        getDatasetRows(),
                        putDatasetRows(),
                        deleteDatasetRows(),
                        put("ledger"),
                        listFiles(SealedBucket.DATASETS, ORDERS),
                        getFiles(SealedBucket.DATASETS, ORDERS),
                        putFiles(SealedBucket.DATASETS, ORDERS),
                        deleteFiles(SealedBucket.DATASETS, ORDERS),
                        listFiles(SealedBucket.DATASETS, PROGRESS),
                        getFiles(SealedBucket.DATASETS, PROGRESS),
                        listFiles(SealedBucket.DATASETS, PARTS),
                        getFiles(SealedBucket.DATASETS, PARTS),
                        deleteFiles(SealedBucket.DATASETS, PARTS)),
                built(BuiltFunction.DATASET, policy, dataset()),
                built(BuiltFunction.PURGE, policy, purge(policy)),
                built(
                        BuiltFunction.RECONCILE,
                        policy,
                        load("contacts"),
                        check(),
                        get("guard"),
                        queryIndex("states", "places"),
                        put("contacts", "states", "ledger", "guard"),
                        mark(),
                        delete("compartments"),
                        loadCompartments(MAINTENANCE),
                        queryReconciliations(),
                        queryIndexKey()));
    }

    /** It walks contacts, or the ledger by its days. Of {@code guard} it has datasets' rows alone. */
    private static Grant[] dataset() {
        return Stream.concat(
                        Stream.of(
                                load("contacts"),
                                queryIndex("contacts", "list"),
                                load("ledger"),
                                queryIndex("ledger", "day"),
                                put("ledger"),
                                getDatasetRows(),
                                putDatasetRows(),
                                deleteDatasetRows(),
                                listFiles(SealedBucket.DATASETS, ORDERS),
                                getFiles(SealedBucket.DATASETS, ORDERS),
                                deleteFiles(SealedBucket.DATASETS, ORDERS),
                                listFiles(SealedBucket.DATASETS, PARTS),
                                putFiles(SealedBucket.DATASETS, PARTS),
                                deleteFiles(SealedBucket.DATASETS, PARTS)),
                        Stream.of(PROGRESS, READ, ANSWERS)
                                .flatMap(folder -> Stream.of(
                                        listFiles(SealedBucket.DATASETS, folder),
                                        getFiles(SealedBucket.DATASETS, folder),
                                        putFiles(SealedBucket.DATASETS, folder),
                                        deleteFiles(SealedBucket.DATASETS, folder))))
                .toArray(Grant[]::new);
    }

    /** It reads the compartments of all purposes, and opens {@code maintenance} alone: a re-keyed consent keeps its evidence. */
    private static Grant[] purge(OwnersPolicy policy) {
        return Stream.concat(
                        Stream.of(
                                load("contacts"),
                                queryIndex("contacts", "due"),
                                queryIndex("contacts", "list"),
                                queryIndex("states", "places"),
                                put("contacts", "states", "compartments", "ledger"),
                                mark(),
                                delete("contacts", "states", "compartments", "ledger"),
                                loadCompartments(MAINTENANCE),
                                query("ledger")),
                        policy.purposes().stream().map(Grant::loadCompartments))
                .toArray(Grant[]::new);
    }
}
