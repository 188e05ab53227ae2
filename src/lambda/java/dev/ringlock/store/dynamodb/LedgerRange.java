package dev.ringlock.store.dynamodb;

import dev.ringlock.ledger.Ulid;
import dev.ringlock.store.LedgerSpan;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A part of the ledger between two instants, and the order in which it is read.
 *
 * @param cursor the place after which it continues, or the first place of a day: of the day to continue with, or, if the
 *     newest come first, of the day after it
 */
record LedgerRange(LedgerSpan span, @Nullable String cursor) {

    /** Sorts after every character of a place. */
    private static final char BEHIND = '\uFFFF';

    boolean newestFirst() {
        return span.newestFirst();
    }

    /** No entry has this place: a space sorts before every place that follows. */
    String low() {
        String first = LedgerPlace.first(span.from());
        return newestFirst() || cursor == null || cursor.compareTo(first) < 0 ? first : cursor + " ";
    }

    /** No entry has this place: each place has its subject after the ULID, and none comes between it and the cursor. */
    String high() {
        String top = top();
        int last = top.length() - 1;
        return top.equals(cursor) ? top.substring(0, last) + (char) (top.charAt(last) - 1) + BEHIND : top;
    }

    boolean isEmpty() {
        return low().compareTo(high()) >= 0;
    }

    LocalDate firstDay() {
        return LedgerPlace.day(at(low()));
    }

    /** A range that ends at midnight has nothing of the day that begins then. */
    LocalDate lastDay() {
        String top = top();
        return LedgerPlace.day(top.length() > Ulid.LENGTH ? at(top) : at(top).minusMillis(1));
    }

    /** The day to begin with. */
    LocalDate begin() {
        return newestFirst() ? lastDay() : firstDay();
    }

    /** The day after this one in the range's order. */
    LocalDate next(LocalDate day) {
        return newestFirst() ? day.minusDays(1) : day.plusDays(1);
    }

    boolean has(LocalDate day) {
        return !day.isBefore(firstDay()) && !day.isAfter(lastDay());
    }

    /** The cursor to go on with that day. */
    String before(LocalDate day) {
        return LedgerPlace.first((newestFirst() ? day.plusDays(1) : day)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant());
    }

    private String top() {
        String end = LedgerPlace.first(span.to());
        return newestFirst() && cursor != null && cursor.compareTo(end) < 0 ? cursor : end;
    }

    private static Instant at(String place) {
        return new Ulid(place.substring(0, Ulid.LENGTH)).at();
    }
}
