package dev.ringlock.contactability;

import java.util.Locale;

/** Why a number may not be used, in the order in which reasons are given. */
public enum Refusal {
    /** The policy has no such purpose, or the asker may not ask for it. */
    UNKNOWN_PURPOSE,
    /** A message that may be an opt-out waits for staff. It blocks every purpose. */
    HELD,
    /** Nobody ever asked for this purpose. */
    NO_CONSENT,
    /** The consent waits for its proof from the phone. */
    NOT_CONFIRMED,
    /** The person opted out of this purpose, or of everything. */
    WITHDRAWN,
    /** The consent has ended. */
    EXPIRED,
    /** The consent is older than a law lets one count. */
    EXPIRED_BY_LAW,
    /** Messages to the number fail: it is out of use. */
    DEAD_NUMBER,
    /** The purpose does not take this kind of line. */
    LINE_TYPE,
    /** The purpose is not declared for this channel. */
    WRONG_CHANNEL,
    /** The person's time zone is not known, and hours bind. */
    UNKNOWN_ZONE,
    /** No hour suits all zones that the person may be in. */
    NO_SHARED_HOURS,
    /** It is outside the allowed hours. */
    QUIET_HOURS,
    /** The person was contacted as often as is allowed. */
    CAP_REACHED;

    /** Its name in the API. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
