package dev.ringlock.imports.run;

import dev.ringlock.ledger.Ulid;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;

/**
 * A file that somebody wants to bring in.
 *
 * @param importId a ULID, which also has the time of the order
 * @param source the system that the file comes from
 * @param name of the file, as its owner calls it; may be empty
 * @param askedBy the id of the person of staff
 */
@RegisterForReflection
public record ImportOrder(String importId, String source, String name, String askedBy) {

    /** The parts of the file are deleted then, whatever became of it. */
    static final Duration PARTS_LAST = Duration.ofDays(7);

    /** The report and the counts are forgotten then. The ledger keeps its entries. */
    static final Duration LIFE = Duration.ofDays(30);

    public Instant askedAt() {
        return new Ulid(importId).at();
    }

    /** From then on nothing of the file is there. */
    public Instant partsUntil() {
        return askedAt().plus(PARTS_LAST);
    }

    /** From then on the import does not exist. */
    public Instant expiresAt() {
        return askedAt().plus(LIFE);
    }
}
