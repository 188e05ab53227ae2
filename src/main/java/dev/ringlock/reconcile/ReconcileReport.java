package dev.ringlock.reconcile;

import dev.ringlock.http.Time;
import dev.ringlock.http.WatchedCount;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The findings of a reconciliation with one provider. It holds no number.
 *
 * @param startedAt RFC 3339 in UTC
 * @param millis the time of its steps together
 * @param counts by what it was about; without what did not happen
 * @param listed what staff have to look at: a count's name and a ContactId; the first ones
 * @param unavailable why the provider's list could not be read to its end; null if it was
 */
@RegisterForReflection
public record ReconcileReport(
        String provider,
        String startedAt,
        long millis,
        Map<String, Long> counts,
        List<String> listed,
        @Nullable String unavailable) {

    /** People on the provider's list. */
    static final String THEIRS = "theirs";
    /** Of those, we knew of no opt-out. They have one here now. */
    static final String FOUND = "found";
    /** Of those, they proved a yes since. The provider blocks them still: only a START of theirs ends that. */
    static final String NEWER_YES = "newer_yes";
    /** Lines without a phone's number. */
    static final String UNREADABLE = "unreadable";
    /** Opt-outs of ours that the provider lacked, and took. */
    static final String PUSHED = "pushed";
    /** Opt-outs of ours, told to a provider that cannot say whether it has them. */
    static final String TOLD = "told";
    /** Opt-outs of ours that the provider lacks, and does not take. */
    static final String NOT_TAKEN = "not_taken";
    /** Opt-outs of ours that the provider lacks. Their numbers are gone, so nobody here can write to them either. */
    static final String WITHOUT_NUMBER = "without_number";
    /** Numbers that could not be opened. */
    static final String NOT_OPENED = "not_opened";

    /** The metric that an alarm watches. */
    private static final String DIFFERENCE = "blockListDiffers";

    public ReconcileReport {
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
        listed = List.copyOf(listed);
    }

    static ReconcileReport begun(String provider, Instant at) {
        return new ReconcileReport(provider, Time.rfc3339(at), 0, Map.of(), List.of(), null);
    }

    public long count(String what) {
        return counts.getOrDefault(what, 0L);
    }

    /**
     * Counts opt-outs that nobody told us of, because a webhook was lost for example, and a list that cannot be read. The
     * other differences are no trouble of ours: they are in the report.
     */
    WatchedCount watched() {
        return new WatchedCount("reconcile", DIFFERENCE, count(FOUND) + (unavailable == null ? 0 : 1));
    }
}
