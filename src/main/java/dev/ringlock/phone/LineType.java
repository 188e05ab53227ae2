package dev.ringlock.phone;

/**
 * The kind of line that a number is, in libphonenumber's words.
 *
 * <p>The policy says which kinds a purpose accepts, within bounds. It accepts {@link Acceptance#DEFAULT} kinds unless
 * it says otherwise and {@link Acceptance#SETTING} kinds only if it names them. {@link Acceptance#NEVER} kinds are not
 * a person's handset. Source: libphonenumber's FAQ, "sms_sending" (mobile, fixed or mobile, fixed). The other rows are
 * this project's choice, with a reason each.
 */
public enum LineType {
    /** SMS can be sent to it (libphonenumber FAQ "sms_sending"). */
    MOBILE(Acceptance.DEFAULT),
    /** North America and Mexico, where metadata cannot tell the two apart. */
    FIXED_LINE_OR_MOBILE(Acceptance.DEFAULT),
    /** Some countries can text-enable landlines (libphonenumber FAQ). */
    FIXED_LINE(Acceptance.SETTING),
    /** Often abused, but legitimate in some markets. */
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
    /** Never valid: a number that libphonenumber calls valid has a known type. */
    UNKNOWN(Acceptance.NEVER);

    /** Whether a policy may accept a kind of line. */
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
