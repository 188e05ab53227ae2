package dev.ringlock.standalone.staff;

import dev.ringlock.TooManyTriesException;
import dev.ringlock.access.Limit;
import dev.ringlock.steps.RateLimits;
import dev.ringlock.steps.RateLimits.CountedTry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How often one may try to sign in. A device that somebody has signed in on, and an address from which the same person has
 * signed in, have allowances of their own: whatever strangers try under a person's name, that person gets in from there.
 * Names that nobody has are counted as all others.
 */
final class SignInLimits {

    static final Limit DEVICE = new Limit(20, Duration.ofHours(1));

    /** Of an address, under the name of somebody who has signed in from it. */
    static final List<Limit> KNOWN_ADDRESS =
            List.of(new Limit(15, Duration.ofMinutes(10)), new Limit(60, Duration.ofDays(1)));

    /** Of any other address, under all names. */
    static final Limit ADDRESS = new Limit(30, Duration.ofMinutes(10));

    /** Of any other address under one name: a single one is not to use up what all strangers have. */
    static final Limit ADDRESS_AND_NAME = new Limit(10, Duration.ofMinutes(10));

    /** Of all strangers under one name. Who knows the password finds a code with a chance of 3 % in a year. */
    static final Limit NAME = new Limit(30, Duration.ofDays(1));

    private final RateLimits limits;

    SignInLimits(RateLimits limits) {
        this.limits = limits;
    }

    /** How well a caller is known under the name that they give. */
    enum Familiarity {
        /** The device shows the mark that it got when this person signed in on it. */
        DEVICE,
        /** This person has signed in from the address. */
        ADDRESS,
        STRANGER
    }

    /**
     * Counts a try.
     *
     * @param whose the name; after a reset of the person's password it is counted anew
     * @throws TooManyTriesException if it is over a limit
     */
    void count(Familiarity familiarity, String whose, String address, String device, Instant now) {
        switch (familiarity) {
            case DEVICE -> refuseOver(now, new CountedTry("sign-in-device", DEVICE, whose, device));
            case ADDRESS ->
                KNOWN_ADDRESS.forEach(limit -> refuseOver(now, new CountedTry("sign-in-known", limit, whose, address)));
            case STRANGER -> {
                // one after the other: what is refused for the address takes nothing from the name
                refuseOver(now, new CountedTry("sign-in-address", ADDRESS, address));
                refuseOver(now, new CountedTry("sign-in-both", ADDRESS_AND_NAME, whose, address));
                refuseOver(now, new CountedTry("sign-in-name", NAME, whose));
            }
        }
    }

    private void refuseOver(Instant now, CountedTry counted) {
        if (!limits.within(now, List.of(counted)).get(0)) {
            throw new TooManyTriesException(
                    Duration.between(now, counted.limit().end(now)));
        }
    }
}
