package dev.ringlock.terms;

import java.util.Locale;

/** The kinds of use that law tells apart. */
public enum PurposeKind {
    /** Offers and advertising. Hours, caps and ceilings bind it. */
    MARKETING,
    /** What a person needs for something that they ordered. Only rules of the policy bind it. */
    TRANSACTIONAL,
    /** Codes to sign in or to confirm. No hours and no caps bind it. */
    SECURITY;

    /** Its name in the policy and in the API. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
