package dev.ringlock.functions;

/** A cause that starts a function. */
public sealed interface Trigger permits Route, Trigger.Schedule, Trigger.LedgerEvent, Trigger.Topic {

    /**
     * The clock, which starts runs of several steps.
     *
     * @param hours between two runs
     */
    record Schedule(int hours) implements Trigger {}

    /**
     * New entries of the ledger that the event bus is told of. Each starts work of several steps.
     *
     * @param as the entry's {@code told_as}
     */
    record LedgerEvent(String as) implements Trigger {

        /** An export was asked for. */
        public static final String EXPORT_ASKED = "export.asked";

        /** An import's check or its run was asked for. */
        public static final String IMPORT_ASKED = "import.asked";

        /** A dataset was asked for. */
        public static final String DATASET_ASKED = "dataset.asked";
    }

    /** Messages of an SNS topic, into which a provider's end of AWS writes. */
    record Topic() implements Trigger {}
}
