package dev.ringlock.consent;

import java.util.Locale;

/** Why a consent ended without an opt-out, or a finding of a number's check. Part of the ledger. */
public enum Reason {
    /** The yes was for a time, and that is over. */
    EXPIRED,
    /** A yes that wanted proof from the phone, and got none in time. */
    NEVER_CONFIRMED,
    /** No delivery, reply or renewal for longer than the policy allows. */
    INACTIVE,
    /** Messages fail for good, or have failed for weeks. */
    DEAD,
    /** The number turned out to be of a kind of line that the purpose does not take. */
    LINE_TYPE,
    /** The number has another canonical form now: its consents went on under that one's ContactId. */
    RENUMBERED,
    /** Newer metadata knows no such number. It is marked, and nothing ends for that alone. */
    INVALID,
    /** The number belongs to somebody else by now. */
    REASSIGNED,
    /** The policy has its purpose no more. */
    PURPOSE_REMOVED;

    /** Its code in the policy and on the ledger. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
