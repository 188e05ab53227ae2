package dev.ringlock.audience.preview;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;

/**
 * A count of contacts as it is told. Small ones are not told exactly, because they come close to telling of a person.
 *
 * @param count the count itself; absent if it is not told
 * @param fewerThan it is less than this
 * @param atLeast it is this or more
 */
@JsonInclude(Include.NON_NULL)
record ToldCount(
        @Nullable Long count,
        @Nullable Long fewerThan,
        @Nullable Long atLeast) {

    /** The smallest count that is told. */
    static final long LEAST = 10;

    static ToldCount of(long count) {
        return count < LEAST ? new ToldCount(null, LEAST, null) : new ToldCount(count, null, null);
    }

    /** Of a part. It does not tell how small the rest is either. */
    static ToldCount of(long part, long all) {
        long rest = all - part;
        return part >= LEAST && rest > 0 && rest < LEAST ? new ToldCount(null, null, all - LEAST + 1) : of(part);
    }
}
