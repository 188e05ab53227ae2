package dev.ringlock.phone;

/**
 * What kind of line a number is, in libphonenumber's words.
 *
 * <p>Which kinds a purpose accepts is the policy's to say, within bounds: {@link Acceptance#DEFAULT} kinds are taken
 * unless the policy says otherwise, {@link Acceptance#SETTING} kinds only if it names them, and {@link
 * Acceptance#NEVER} kinds are nobody's handset. Source: libphonenumber's FAQ, "sms_sending" (mobile, fixed or mobile,
 * fixed); the other rows are this project's choice for the reason given with each.
 */
public enum LineType {
    /** SMS can be sent to it (libphonenumber FAQ "sms_sending"). */
    MOBILE(Acceptance.DEFAULT),
    /** North America, Mexico: the two cannot be told apart. */
    FIXED_LINE_OR_MOBILE(Acceptance.DEFAULT),
    /** Some countries can text-enable landlines (libphonenumber FAQ). */
    FIXED_LINE(Acceptance.SETTING),
    /** Often used for abuse, legitimate in some markets. */
    VOIP(Acceptance.SETTING),
    /** Not a person's handset. */
    TOLL_FREE(Acceptance.NEVER),
    /** SMS pumping and toll fraud; GB 0843, 0844, 0870 and 09 are classified here. */
    PREMIUM_RATE(Acceptance.NEVER),
    /** FR 081x is classified here. */
    SHARED_COST(Acceptance.NEVER),
    /** GB 070, US 5xx: call forwarding with high termination fees. */
    PERSONAL_NUMBER(Acceptance.NEVER),
    /** Not a handset that can reply. */
    PAGER(Acceptance.NEVER),
    /** GB 03 and other company numbers. */
    UAN(Acceptance.NEVER),
    /** A mailbox, not a person. */
    VOICEMAIL(Acceptance.NEVER),
    /** Never valid: libphonenumber calls no number of unknown type valid. */
    UNKNOWN(Acceptance.NEVER);

    /** How far a policy may accept a kind of line. */
    public enum Acceptance {
        DEFAULT,
        SETTING,
        NEVER
    }

    private final Acceptance acceptance;

    LineType(Acceptance acceptance) {
        this.acceptance = acceptance;
    }

    public Acceptance acceptance() {
        return acceptance;
    }
}
