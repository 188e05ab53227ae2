package dev.ringlock.terms;

import java.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * How long data is kept. Periods are counted on the UTC calendar.
 *
 * @param proof how long a contact's ledger is kept behind its newest entry, once nothing is agreed to any more
 * @param renewal how long before a consent's end its owner is told, so that they can ask again; null if never
 * @param check how often the number itself is looked at; each look opens {@code maintenance}
 * @param clockJump how far the clock may be past the newest instant that a purge acted on, before none acts without the
 *     owner's word
 * @param quality when a consent ends earlier than it was given for
 */
public record Retention(Period proof, @Nullable Period renewal, Period check, Period clockJump, QualityRules quality) {

    /**
     * The rules by reason.
     *
     * @param neverConfirmed how long a yes may wait for proof
     * @param inactive how long a contact may show no sign of life; null if for ever
     * @param dead how many messages may fail; null if any number
     * @param lineType whether a consent ends when the number's kind of line is not one of the purpose's
     * @param renumbered whether a contact moves when the canonical form of its number changes
     * @param invalid whether numbers that newer metadata does not know are marked
     * @param reassigned how often it is asked whether the number has another owner; null if never
     * @param suspected how many contacts of one origin make a run's report name it
     */
    public record QualityRules(
            Period neverConfirmed,
            @Nullable Period inactive,
            @Nullable Dead dead,
            boolean lineType,
            boolean renumbered,
            boolean invalid,
            @Nullable Period reassigned,
            int suspected) {}

    /**
     * When a number counts as dead: so many messages that failed for good within a time, or so many that failed for now
     * over a time or more with none delivered between.
     *
     * @param hardFailures 2 to 5, as many as a contact keeps
     */
    public record Dead(int hardFailures, Period within, int softFailures, Period over) {}
}
