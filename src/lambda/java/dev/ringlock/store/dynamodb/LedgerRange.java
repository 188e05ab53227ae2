package dev.ringlock.store.dynamodb;

import dev.ringlock.ledger.Ulid;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A part of the ledger between two instants.
 *
 * @param cursor the place after which it continues, or a day's first place
 */
record LedgerRange(Instant from, Instant to, @Nullable String cursor) {

    /** No entry has this place: a space sorts before every place that follows. */
    String low() {
        String first = LedgerPlace.first(from);
        return cursor == null || cursor.compareTo(first) < 0 ? first : cursor + " ";
    }

    /** No entry has this place: each place has its subject after the ULID. */
    String high() {
        return LedgerPlace.first(to);
    }

    boolean isEmpty() {
        return low().compareTo(high()) >= 0;
    }

    LocalDate firstDay() {
        return LedgerPlace.day(at(low()));
    }

    /** A range that ends at midnight has nothing of the day that begins then. */
    LocalDate lastDay() {
        return LedgerPlace.day(at(high()).minusMillis(1));
    }

    private static Instant at(String place) {
        return new Ulid(place.substring(0, Ulid.LENGTH)).at();
    }
}
