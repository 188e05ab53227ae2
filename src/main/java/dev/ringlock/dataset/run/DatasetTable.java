package dev.ringlock.dataset.run;

import dev.ringlock.ledger.Ulid;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The rows that all datasets of one analyst are made from: those of people, or those of events. They are read once, with the
 * first of them, and stay as they are for {@link #LIFE}. Rows that change between two answers would tell whose they are: a group that
 * has one person fewer on Tuesday than on Monday tells that this person has done something.
 *
 * @param tableId a ULID, which also has the time at which it was begun
 * @param columns their names, as the policy was then
 */
@RegisterForReflection
record DatasetTable(String tableId, List<String> columns) {

    /** Answers of an older table are not compared with those of a newer one. */
    static final Duration LIFE = Duration.ofDays(30);

    /** Longer than a dataset takes to be made. */
    private static final Duration CLOSED = Duration.ofHours(2);

    DatasetTable {
        columns = List.copyOf(columns);
    }

    Instant begun() {
        return new Ulid(tableId).at();
    }

    Instant over() {
        return begun().plus(LIFE);
    }

    /**
     * From then on no order is made from it any more. Its answers are all found until later, so each of its orders is compared
     * with all before it.
     */
    Instant closes() {
        return over().minus(CLOSED);
    }

    /** The first week that is not in it, because it was not over. */
    int firstLeftOut() {
        return Weeks.number(begun());
    }
}
