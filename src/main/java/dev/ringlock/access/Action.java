package dev.ringlock.access;

import dev.ringlock.access.Role.Kind;
import java.util.Locale;
import java.util.Set;

/** The table of who may do what. What is not in it nobody may. */
public enum Action {
    /** Find a contact by a number, its id or a record's id. */
    LOOK_UP(false, Kind.SUPPORT, Kind.PRIVACY),
    /** Leaf through contacts, masked. */
    LIST(false, Kind.SUPPORT, Kind.PRIVACY),
    /** A contact's history. */
    SEE_HISTORY(false, Kind.SUPPORT, Kind.PRIVACY, Kind.AUDITOR),
    /** Take a consent back because its person asked to. Whoever hears a no can write it down, whatever their purpose. */
    WITHDRAW(false, Kind.SUPPORT, Kind.PRIVACY),
    /** Decide what a message meant that may be a no. */
    DECIDE_HOLD(false, Kind.SUPPORT, Kind.PRIVACY),
    /** See a number in clear, for that purpose alone. */
    REVEAL(true, Kind.SUPPORT),
    /** Take a purpose's contactable numbers, for that purpose alone. */
    AUDIENCE(true, Kind.CAMPAIGN),
    /** Read the ledger by person of staff and by time. */
    AUDIT(false, Kind.AUDITOR),
    /** What the purge's runs did. */
    SEE_RUNS(false, Kind.PRIVACY, Kind.AUDITOR);

    private final boolean ofPurpose;
    private final Set<Kind> kinds;

    Action(boolean ofPurpose, Kind... kinds) {
        this.ofPurpose = ofPurpose;
        this.kinds = Set.of(kinds);
    }

    /** Whether it is done for one purpose, by that purpose's people alone. */
    public boolean isOfPurpose() {
        return ofPurpose;
    }

    /** Its name on the ledger. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    Set<Kind> kinds() {
        return kinds;
    }
}
