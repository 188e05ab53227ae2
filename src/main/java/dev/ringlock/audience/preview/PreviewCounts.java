package dev.ringlock.audience.preview;

import dev.ringlock.audience.preview.PreviewAnswer.TimedContacts;
import dev.ringlock.contactability.Decision;
import dev.ringlock.contactability.Refusal;
import dev.ringlock.http.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How many of those who were looked at may be contacted, and how many may not, by their first reason. */
final class PreviewCounts {

    /** The reason of contacts whose number was stored before its place was kept. */
    static final String NOT_LOOKED_AT = "not_looked_at";

    private static final String ALLOWED = "allowed";
    private static final String ENDING = "ending";
    /** Between a reason and the time when it is over. */
    private static final String UNTIL = "@";

    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration SOON = Duration.ofDays(2);

    private final Map<String, Long> counts;

    /** Goes on from these. */
    PreviewCounts(Map<String, Long> counts) {
        this.counts = new TreeMap<>(counts);
    }

    Map<String, Long> soFar() {
        return Map.copyOf(counts);
    }

    /** @param ending whether the consent ends soon */
    void addAllowed(boolean ending) {
        add(ALLOWED);
        if (ending) {
            add(ENDING);
        }
    }

    /** @param at the instant that was asked about */
    void addRefused(Decision decision, Instant at) {
        String reason = decision.reasons().get(0).refusal().id();
        add(reason);
        Instant later = decision.notBefore();
        if (later != null) {
            add(reason + UNTIL + Time.rfc3339(roundedUp(later, at)));
        }
    }

    void addNotLookedAt() {
        add(NOT_LOOKED_AT);
    }

    ToldCount allowed() {
        return ToldCount.of(count(ALLOWED));
    }

    ToldCount ending() {
        return ToldCount.of(count(ENDING), count(ALLOWED));
    }

    /** Those that somebody has, in the order of {@link Refusal}. */
    List<PreviewAnswer.CountedReason> reasons() {
        return Stream.concat(Arrays.stream(Refusal.values()).map(Refusal::id), Stream.of(NOT_LOOKED_AT))
                .filter(counts::containsKey)
                .map(code -> new PreviewAnswer.CountedReason(code, ToldCount.of(count(code)), times(code)))
                .toList();
    }

    /**
     * When those of a reason may be contacted. A small count is not told. Neither can it be computed: so many other times are
     * left out that what is left out together is not small.
     */
    private List<TimedContacts> times(String code) {
        Map<String, Long> told = new TreeMap<>();
        counts.forEach((name, count) -> {
            if (name.startsWith(code + UNTIL) && count >= ToldCount.LEAST) {
                told.put(name.substring(code.length() + UNTIL.length()), count);
            }
        });
        long rest =
                count(code) - told.values().stream().mapToLong(Long::longValue).sum();
        while (rest > 0 && rest < ToldCount.LEAST && !told.isEmpty()) {
            Map.Entry<String, Long> smallest = told.entrySet().stream()
                    .min(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                    .orElseThrow();
            rest += smallest.getValue();
            told.remove(smallest.getKey());
        }
        return told.entrySet().stream()
                .map(each -> new TimedContacts(each.getKey(), ToldCount.of(each.getValue())))
                .toList();
    }

    /** To a quarter of an hour, later to a day: so that there are few times, with many people each. */
    private static Instant roundedUp(Instant later, Instant at) {
        Instant down = later.isAfter(at.plus(SOON))
                ? later.truncatedTo(ChronoUnit.DAYS)
                : Instant.ofEpochSecond(
                        Math.floorDiv(later.getEpochSecond(), QUARTER.toSeconds()) * QUARTER.toSeconds());
        if (down.equals(later)) {
            return later;
        }
        return down.plus(later.isAfter(at.plus(SOON)) ? Duration.ofDays(1) : QUARTER);
    }

    private void add(String name) {
        counts.merge(name, 1L, Long::sum);
    }

    private long count(String name) {
        return counts.getOrDefault(name, 0L);
    }
}
