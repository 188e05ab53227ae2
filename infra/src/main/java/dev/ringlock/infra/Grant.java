package dev.ringlock.infra;

import dev.ringlock.functions.BuiltFunction;
import dev.ringlock.functions.Need;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One thing that a function may do, in the words of the design. {@link Permissions} says it to IAM. */
sealed interface Grant {

    /** The ids of contact budgets. */
    String BUDGETS = "budget/*";

    /** The names of datasets' guard rows: their orders, keys and ends, and how many an analyst has asked for. */
    String DATASET_ROWS = "dataset*";

    /**
     * Reading a table's rows.
     *
     * @param index by which; null for the table itself
     * @param partitions which alone, as a pattern; null for all of them
     */
    record Read(
            String table,
            String action,
            @Nullable String index,
            @Nullable String partitions) implements Grant {}

    /**
     * Finding out which compartments, or which held texts, are there: their keys alone are read.
     *
     * @param partitions which alone, as a pattern; null for all of them
     */
    record FindRows(String action, @Nullable String partitions) implements Grant {}

    /**
     * Writing tables' rows, but only as part of a transaction.
     *
     * @param partitions which rows alone, as a pattern; null for all of them
     */
    record WriteRows(
            List<String> tables, String action, @Nullable String partitions) implements Grant {

        WriteRows(List<String> tables, String action) {
            this(tables, action, null);
        }
    }

    /**
     * Counting in {@code guard}, where a lost count does no harm: outside a transaction.
     *
     * @param partitions which rows alone, as a pattern; null for all of them
     */
    record CountRows(@Nullable String partitions) implements Grant {

        CountRows() {
            this(null);
        }
    }

    /** Writing contact budgets, and no other row of {@code guard}. Each is one put on a condition, outside a transaction. */
    record SpendBudgets() implements Grant {}

    /** Making sure in a transaction that another budget of the same person has not changed, while the index key rotates. */
    record CheckBudgets() implements Grant {}

    /** Being given new data keys, for every purpose of the policy and for maintenance. */
    record Seal() implements Grant {}

    /** Being given new data keys for that one purpose, or for one of the reserved words. */
    record SealFor(String purpose) implements Grant {}

    /** Opening what was sealed for that one purpose, or for one of the reserved words. */
    record Open(String purpose) implements Grant {}

    /**
     * Sealed files.
     *
     * @param action such as {@code GetObject}; {@code ListBucket} for their names
     * @param folder whose alone: those in it
     */
    record Files(SealedBucket bucket, String action, String folder) implements Grant {}

    /** The index key, which tells a number's ContactId. */
    record IndexKey() implements Grant {}

    /** The house's signature, and the public half of its key. */
    record Sign() implements Grant {}

    /** Its own secret: the providers' settings under its own name, and no other's. */
    record Secrets() implements Grant {}

    /** Sending messages through AWS End User Messaging, from the account's numbers. */
    record Send() implements Grant {}

    /** Reading AWS End User Messaging's lists of people who opted out there, or adding to them. */
    record OptOutLists(String action) implements Grant {}

    /** The grants that follow from a function's needs, beside its tables. */
    static List<Grant> needed(BuiltFunction function, @Nullable String purpose, OwnersPolicy policy) {
        List<Grant> grants = new ArrayList<>();
        if (function.needs(Need.SEAL)) {
            grants.add(purpose == null ? new Seal() : new SealFor(purpose));
        }
        if (function.needs(Need.OPEN)) {
            grants.add(new Open(purpose == null ? FunctionGrants.MAINTENANCE : purpose));
        }
        if (function.needs(Need.SEAL_TEXTS)) {
            grants.add(new SealFor(FunctionGrants.HELD));
        }
        if (function.needs(Need.OPEN_TEXTS)) {
            grants.add(new Open(FunctionGrants.HELD));
        }
        if (function.needs(Need.SEAL_IMPORTS)) {
            grants.add(new SealFor(FunctionGrants.IMPORT));
        }
        if (function.needs(Need.OPEN_IMPORTS)) {
            grants.add(new Open(FunctionGrants.IMPORT));
        }
        if (function.needs(Need.SEAL_DATASETS)) {
            grants.add(new SealFor(FunctionGrants.DATASETS));
        }
        if (function.needs(Need.OPEN_DATASETS)) {
            grants.add(new Open(FunctionGrants.DATASETS));
        }
        if (function.needs(Need.INDEX_KEY)) {
            grants.add(new IndexKey());
        }
        if (function.needs(Need.SIGN)) {
            grants.add(new Sign());
            grants.add(new Read("ledger", "Query", null, "keys/signing"));
        }
        if (function.needs(Need.PROVIDERS)
                || (function.needs(Need.CODES) && !Set.of("", "aws").contains(policy.codesBy()))) {
            grants.add(new Secrets());
        }
        if ((function.needs(Need.CODES) && policy.codesBy().equals("aws"))
                || (function.needs(Need.REPLIES) && policy.sendsByAws())) {
            grants.add(new Send());
        }
        if (function.needs(Need.BLOCK_LISTS) && policy.sendsByAws()) {
            grants.add(new OptOutLists("DescribeOptedOutNumbers"));
            grants.add(new OptOutLists("PutOptedOutNumber"));
        }
        return grants;
    }

    static Grant listFiles(SealedBucket bucket, String folder) {
        return new Files(bucket, "ListBucket", folder);
    }

    static Grant getFiles(SealedBucket bucket, String folder) {
        return new Files(bucket, "GetObject", folder);
    }

    static Grant putFiles(SealedBucket bucket, String folder) {
        return new Files(bucket, "PutObject", folder);
    }

    static Grant deleteFiles(SealedBucket bucket, String folder) {
        return new Files(bucket, "DeleteObject", folder);
    }

    static Grant load(String table) {
        return new Read(table, "BatchGetItem", null, null);
    }

    static Grant loadBudgets() {
        return new Read("guard", "BatchGetItem", null, BUDGETS);
    }

    static Grant getDatasetRows() {
        return new Read("guard", "GetItem", null, DATASET_ROWS);
    }

    static Grant putDatasetRows() {
        return new WriteRows(List.of("guard"), "PutItem", DATASET_ROWS);
    }

    static Grant deleteDatasetRows() {
        return new WriteRows(List.of("guard"), "DeleteItem", DATASET_ROWS);
    }

    static Grant get(String table) {
        return new Read(table, "GetItem", null, null);
    }

    static Grant query(String table) {
        return new Read(table, "Query", null, null);
    }

    static Grant queryIndex(String table, String index) {
        return new Read(table, "Query", index, null);
    }

    /** Everybody with a consent for that purpose. */
    static Grant queryPlaces(String purpose) {
        return new Read("states", "Query", "places", purpose + "#*");
    }

    static Grant queryNotices() {
        return new Read("ledger", "Query", null, "notice/*");
    }

    /** The histories of people, not those of staff, clients or runs. */
    static Grant queryHistories() {
        return new Read("ledger", "Query", null, "c?_*");
    }

    static Grant queryPolicy() {
        return new Read("ledger", "Query", null, "policy");
    }

    /** The hash of a fixed value under the index key: everybody who has the key compares it. */
    static Grant queryIndexKey() {
        return new Read("ledger", "Query", null, "keys/index");
    }

    /** The reports of reconciliations: each follows the one before. */
    static Grant queryReconciliations() {
        return new Read("ledger", "Query", null, "run/reconcile/*");
    }

    static Grant queryCompartments(String purpose) {
        return new Read("compartments", "Query", null, purpose + "#*");
    }

    /** Which are there, of whatever purpose. */
    static Grant findCompartments() {
        return new FindRows("BatchGetItem", null);
    }

    /** Which held texts are there. */
    static Grant findTexts() {
        return new FindRows("Query", FunctionGrants.HELD + "#*");
    }

    /** Several at once; those of one purpose. */
    static Grant loadCompartments(String purpose) {
        return new Read("compartments", "BatchGetItem", null, purpose + "#*");
    }

    static Grant put(String... tables) {
        return new WriteRows(List.of(tables), "PutItem");
    }

    /** Marking compartments as held, or not any more. */
    static Grant mark() {
        return new WriteRows(List.of("compartments"), "UpdateItem");
    }

    /** Making sure that a contact has not changed, while the index key rotates: a number must not come to live in two. */
    static Grant check() {
        return new WriteRows(List.of("contacts"), "ConditionCheckItem");
    }

    static Grant delete(String... tables) {
        return new WriteRows(List.of(tables), "DeleteItem");
    }
}
