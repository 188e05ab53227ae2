package dev.ringlock.dataset.run;

import java.time.Instant;

/** The outcome of asking for a dataset. */
public sealed interface DatasetAnswer {

    /** It is ordered, or was by the same request before. */
    record Ordered(Dataset dataset) implements DatasetAnswer {}

    /** The person's last dataset is still being made. Each is compared with those before it. */
    record StillRunning(String datasetId) implements DatasetAnswer {}

    /** The person has asked for as many as the policy allows. */
    record Spent(int answers, Instant until) implements DatasetAnswer {}

    /** The person's table was read under another policy, and has no such column. The next one is read from that instant on. */
    record OlderTable(Instant until) implements DatasetAnswer {}

    /** Another request had this key before. */
    record OtherRequest() implements DatasetAnswer {}
}
