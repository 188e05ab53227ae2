package dev.ringlock.audit;

import dev.ringlock.ledger.Entry;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Counts entries of the ledger by the day of their arrival. A contact counts once a day, whatever its purposes. */
final class DayCounts {

    /** @param day an ISO 8601 date */
    record Day(String day, int signups, int optOuts) {}

    private final ZoneId zone;
    private final Instant now;
    private final Predicate<Entry> seen;
    private final Map<LocalDate, Set<String>> signups = new HashMap<>();
    private final Map<LocalDate, Set<String>> optOuts = new HashMap<>();
    private final Set<String> expiring = new HashSet<>();

    /** @param seen which entries count */
    DayCounts(ZoneId zone, Instant now, Predicate<Entry> seen) {
        this.zone = zone;
        this.now = now;
        this.seen = seen;
    }

    void add(Entry entry) {
        if (!seen.test(entry)) {
            return;
        }
        LocalDate day = LocalDate.ofInstant(entry.ulid().at(), zone);
        switch (entry.event()) {
            case REQUESTED, GIVEN, RENEWED -> add(signups, day, entry);
            case WITHDRAWN -> add(optOuts, day, entry);
            case EXPIRING -> {
                if (isAhead(entry.fields().getOrDefault("valid_until", ""))) {
                    expiring.add(entry.subject());
                }
            }
            default -> {
                // no number of the overview
            }
        }
    }

    /** The last days, the newest first. */
    List<Day> days(LocalDate last, int count) {
        return Stream.iterate(last, day -> day.minusDays(1))
                .limit(count)
                .map(day -> new Day(day.toString(), size(signups, day), size(optOuts, day)))
                .toList();
    }

    /** The contacts with a consent whose end was announced and is still to come. */
    int expiring() {
        return expiring.size();
    }

    private boolean isAhead(String instant) {
        try {
            return Instant.parse(instant).isAfter(now);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static void add(Map<LocalDate, Set<String>> to, LocalDate day, Entry entry) {
        to.computeIfAbsent(day, none -> new HashSet<>()).add(entry.subject());
    }

    private static int size(Map<LocalDate, Set<String>> of, LocalDate day) {
        return of.getOrDefault(day, Set.of()).size();
    }
}
