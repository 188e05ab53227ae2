package dev.ringlock.subject;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why a person's data is erased. The first six are the grounds of Article 17(1) of the GDPR, in its order. */
public enum ErasureReason {
    NO_LONGER_NEEDED,
    CONSENT_WITHDRAWN,
    OBJECTED,
    UNLAWFUL,
    LEGAL_DUTY,
    CHILD,
    /** The law of another country gives the right. */
    OTHER_LAW;

    public static final Set<String> IDS =
            Stream.of(values()).map(ErasureReason::id).collect(Collectors.toUnmodifiableSet());

    /** Its name in the API and on the ledger. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
