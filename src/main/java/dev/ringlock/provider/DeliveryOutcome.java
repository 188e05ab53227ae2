package dev.ringlock.provider;

import java.util.Locale;

/** What became of a message of ours. */
public enum DeliveryOutcome {
    /** It is on its way, or nobody says. */
    UNDERWAY,
    /** A carrier took it, and may never say more. */
    ACCEPTED,
    /** It reached the phone. */
    SUCCESS,
    /** It failed for now. */
    SOFT,
    /** It failed for good. */
    HARD,
    /** The phone or its carrier turned it away. */
    BLOCK,
    /** The provider did not send it: the person had opted out there. */
    OPT_OUT,
    /** It failed for a reason that is not the number's, such as its text or the owner's account. */
    OTHER;

    /** Whether the message did not reach the phone, and will not. */
    public boolean isFailure() {
        return ordinal() > SUCCESS.ordinal();
    }

    /** Its name in guard rows and on the ledger. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
