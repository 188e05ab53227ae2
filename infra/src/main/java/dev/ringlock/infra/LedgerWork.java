package dev.ringlock.infra;

import dev.ringlock.functions.BuiltFunction;
import dev.ringlock.functions.Trigger;
import java.util.Map;

/**
 * The kinds of work that entries of the ledger start. Each step makes seven of the 25,000 events that an execution may have.
 * So after some two days of steps it has failed.
 */
enum LedgerWork {
    /** An export is there for a day, and then its files are deleted. */
    EXPORT(
            BuiltFunction.EXPORT,
            Trigger.LedgerEvent.EXPORT_ASKED,
            "writes exports",
            "an export could not be written, or its files not be deleted",
            Map.of("exportId", "$.detail.fields.export.S", "purpose", "$.detail.fields.purpose.S")),
    /** A check of a file, or its run. The file is deleted at the end, and an import that nobody ends is over after a week. */
    IMPORT(
            BuiltFunction.IMPORT,
            Trigger.LedgerEvent.IMPORT_ASKED,
            "checks and runs imports",
            "a file could not be imported whole",
            Map.of("importId", "$.detail.fields.import.S")),
    /** A dataset is there until it expires. What later answers are compared with stays for 30 days, if that is longer. */
    DATASET(
            BuiltFunction.DATASET,
            Trigger.LedgerEvent.DATASET_ASKED,
            "makes datasets",
            "a dataset could not be made, or not be deleted",
            Map.of("datasetId", "$.detail.fields.dataset.S"));

    private final BuiltFunction function;
    private final String asked;
    private final String does;
    private final String failed;
    private final Map<String, String> input;

    LedgerWork(BuiltFunction function, String asked, String does, String failed, Map<String, String> input) {
        this.function = function;
        this.asked = asked;
        this.does = does;
        this.failed = failed;
        this.input = input;
    }

    /** The name that an entry is told as. */
    String asked() {
        return asked;
    }

    /** The machine's work, for people. */
    String does() {
        return does;
    }

    /** The alarm's text. */
    String failed() {
        return failed;
    }

    /** The fields of the first step's state, and where an event has each. */
    Map<String, String> input() {
        return input;
    }

    /** The function's name, and the machine's. */
    String function() {
        return function.id();
    }

    /** The beginning of logical ids. */
    String id() {
        return DeployedFunction.id(function.id());
    }

    /** Whether something is left after the first deletion, and needs another. */
    boolean endsTwice() {
        return this == DATASET;
    }

    /** Whether each purpose has a function of its own. */
    boolean isOfPurpose() {
        return input.containsKey("purpose");
    }
}
