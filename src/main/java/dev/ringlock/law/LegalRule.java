package dev.ringlock.law;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A rule that a decision rests on: a row of the tables of law, or one of the owner's.
 *
 * @param id its name in the policy and in answers, such as {@code us-fl-hours}
 * @param jurisdiction ISO 3166 ({@code FR}, {@code US-FL}); {@code *} for everywhere
 * @param appliesTo what it is about, in its source's words
 * @param source where it was read
 * @param confidence how far its source can be trusted, in the table's words
 * @param from the first day that it is in force; null if that is not known, so always
 * @param until the first day that it is no more in force; null if that is not known
 */
public record LegalRule(
        String id,
        String jurisdiction,
        String appliesTo,
        String source,
        String confidence,
        @Nullable LocalDate from,
        @Nullable LocalDate until) {

    public boolean inForce(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (until == null || day.isBefore(until));
    }
}
