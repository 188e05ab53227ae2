package dev.ringlock.audience.preview;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.ringlock.http.Time;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a preview is, and at its end what it counted.
 *
 * @param at the instant that it is about
 * @param percent of the contacts that were looked at
 * @param next to go on with; absent at the end
 * @param allowed who may be contacted; absent before the end, as is all that follows
 * @param ending those of them whose consent ends within {@value #DAYS} days after
 */
@JsonInclude(Include.NON_NULL)
record PreviewAnswer(
        String purpose,
        String channel,
        String at,
        int percent,
        @Nullable String next,
        @Nullable ToldCount allowed,
        @Nullable ToldCount ending,
        @Nullable List<CountedReason> reasons) {

    /** So many days ahead a consent's end is told. */
    static final int DAYS = 10;

    private static final int ALL = 100;

    /**
     * A reason against contacts. Each contact counts for its first one.
     *
     * @param times when some of them may be contacted; they need not be all
     */
    record CountedReason(String code, ToldCount contacts, List<TimedContacts> times) {}

    /** @param notBefore the earliest instant, rounded up */
    record TimedContacts(String notBefore, ToldCount contacts) {}

    static PreviewAnswer unfinished(PreviewRequest wanted, PreviewWalk walk, int percent, String next) {
        return new PreviewAnswer(walk.purpose(), wanted.channel().id(), walk.at(), percent, next, null, null, null);
    }

    static PreviewAnswer of(String purpose, PreviewRequest wanted, Instant at, PreviewCounts counts) {
        return new PreviewAnswer(
                purpose,
                wanted.channel().id(),
                Time.rfc3339(at),
                ALL,
                null,
                counts.allowed(),
                counts.ending(),
                counts.reasons());
    }
}
