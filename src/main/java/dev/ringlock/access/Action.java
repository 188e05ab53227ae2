package dev.ringlock.access;

import dev.ringlock.access.Role.RoleKind;
import java.util.Locale;
import java.util.Set;

/** The table of actions and the roles that may do them. Nobody may do anything else. */
public enum Action {
    /** Find a contact by a number, its id or a record's id. */
    LOOK_UP(false, RoleKind.SUPPORT, RoleKind.PRIVACY),
    /** Leaf through contacts, masked. */
    LIST(false, RoleKind.SUPPORT, RoleKind.PRIVACY),
    /** A contact's history. */
    SEE_HISTORY(false, RoleKind.SUPPORT, RoleKind.PRIVACY, RoleKind.AUDITOR),
    /** Ask whether a number could be contacted at an instant of the past. */
    SEE_PAST_DECISION(false, RoleKind.AUDITOR),
    /** Withdraw consent because the person asked to. Anyone of staff can write an opt-out down, whatever their purpose. */
    WITHDRAW(false, RoleKind.SUPPORT, RoleKind.PRIVACY),
    /** Decide whether a held message is an opt-out. */
    DECIDE_HOLD(false, RoleKind.SUPPORT, RoleKind.PRIVACY),
    /** Read the text of a held message, to decide on it. */
    READ_HELD_TEXT(false, RoleKind.SUPPORT, RoleKind.PRIVACY),
    /** Send the person the link to their own page. It is not shown to who sends it. */
    SEND_LINK(false, RoleKind.SUPPORT, RoleKind.PRIVACY),
    /** Send a message without content, to try the message provider's settings. */
    TEST_MESSAGE(false, RoleKind.PRIVACY),
    /** See a number in clear, for that purpose alone. */
    REVEAL(true, RoleKind.SUPPORT),
    /** Take a purpose's contactable numbers, for that purpose alone. */
    AUDIENCE(true, RoleKind.CAMPAIGN),
    /** Bring in a file of numbers with their consents and opt-outs. None of it is shown again. */
    IMPORT(false, RoleKind.PRIVACY),
    /** Take an evidence pack about a person, or about a campaign. It says a number only if who asks typed it. */
    EVIDENCE(false, RoleKind.PRIVACY),
    /** Erase what is held about a person, because they asked to. */
    ERASE(false, RoleKind.PRIVACY),
    /** Take all that is held about a person, because they asked to have it. */
    GIVE_ACCESS(false, RoleKind.PRIVACY),
    /** Make datasets that single nobody out, and take their rows. */
    DATASET(false, RoleKind.ANALYST),
    /** See what datasets there are, and end them: analysts their own, privacy officers everybody's. */
    SEE_DATASETS(false, RoleKind.ANALYST, RoleKind.PRIVACY),
    /** Find out whose pseudonym it is that a dataset has. */
    REIDENTIFY(false, RoleKind.PRIVACY),
    /** Read the ledger by person of staff and by time. */
    AUDIT(false, RoleKind.AUDITOR),
    /** Read the reports of the purge's runs. */
    SEE_RUNS(false, RoleKind.PRIVACY, RoleKind.AUDITOR),
    /** See how many people signed up and opted out, day by day. Nobody's contact is shown. */
    OVERVIEW(false, RoleKind.SUPPORT, RoleKind.CAMPAIGN, RoleKind.PRIVACY, RoleKind.AUDITOR),
    /** Sign an archive of everything, as one of two people: one of each role. */
    SIGN_ARCHIVE(false, RoleKind.ADMIN, RoleKind.PRIVACY);

    private final boolean ofPurpose;
    private final Set<RoleKind> kinds;

    Action(boolean ofPurpose, RoleKind... kinds) {
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

    Set<RoleKind> kinds() {
        return kinds;
    }
}
