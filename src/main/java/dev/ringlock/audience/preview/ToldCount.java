package dev.ringlock.audience.preview;

/**
 * A count of contacts as it is told. Small ones are not told exactly, because they come close to telling of a person.
 *
 * @param relation of the real count to this one: {@code exactly}, {@code fewer_than} or {@code at_least}
 */
record ToldCount(String relation, long count) {

    /** The smallest count that is told. */
    static final long LEAST = 10;

    static final String EXACTLY = "exactly";
    static final String FEWER_THAN = "fewer_than";
    static final String AT_LEAST = "at_least";

    static ToldCount of(long count) {
        return count < LEAST ? new ToldCount(FEWER_THAN, LEAST) : new ToldCount(EXACTLY, count);
    }

    /** Of a part. It does not tell how small the rest is either. */
    static ToldCount of(long part, long all) {
        long rest = all - part;
        return part >= LEAST && rest > 0 && rest < LEAST ? new ToldCount(AT_LEAST, all - LEAST + 1) : of(part);
    }
}
