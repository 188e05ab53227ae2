package dev.ringlock.ledger;

import java.util.Locale;

/** The kind of an entry. The consent events are DPV's consent statuses, in ISO/IEC TS 27560's words. */
public enum Event {
    /** A yes that still has to be proved from the phone. */
    REQUESTED,
    GIVEN,
    /** A fresh yes while the one before still counted. */
    RENEWED,
    WITHDRAWN,
    /** What was held about a person is gone, because they asked for it. Their opt-outs are in entries before it. */
    ERASED,
    /** A consent that ended without an opt-out; its field {@code reason} says why. */
    EXPIRED,
    /** A consent is about to end: its owner may ask for a renewal. */
    EXPIRING,
    /** A consent went on under the number's new canonical form, or came from its old one. */
    MOVED,
    /** The index key rotated: the contact went on under the number's id of the newest version, or came from the one before. */
    REKEYED,
    /** Newer metadata knows no such number. */
    NUMBER_INVALID,
    /** It does again. */
    NUMBER_VALID,
    /** A message that may be an opt-out: held until a person of staff has decided. */
    HELD,
    /** A person of staff found that what was held was no opt-out. */
    RELEASED,
    /** A wish to be asked again: our question went to the phone. It grants nothing. */
    REOPTIN_REQUESTED,
    /** The person took all that is held about them, on their own page: written before it is shown. */
    ACCESSED,
    /** A person of staff may see a number: written before it is opened. */
    REVEALED,
    /** A person of staff wanted to see a number and was refused. */
    REVEAL_REFUSED,
    /** A person of staff has asked for some of a purpose's audience: written before anything of it is read. */
    AUDIENCE_ASKED,
    /** How many numbers of it they were given: written before the first of them leaves. */
    AUDIENCE_TAKEN,
    /** A person of staff has asked how many of a purpose's people may be contacted: written before anything is read. */
    AUDIENCE_PREVIEWED,
    /** A person of staff asks for more numbers than is usual. */
    UNUSUAL_USE,
    /** A notice's text was put to use. */
    NOTICE_REGISTERED,
    /** How the signup form of registered words looks now: they were registered without that, or it looked otherwise. */
    NOTICE_RENDERED,
    /** Somebody said yes to a notice's words for the first time, or was asked with them; from then on they cannot change. */
    NOTICE_FROZEN,
    /** The purposes of the policy, as a start or a run found them; in the field {@code removed} those that it once had. */
    PURPOSES_DECLARED,
    /** What a key makes of a fixed value, by which another key is noticed. */
    KEY_RECORDED,
    /** A run that looked at what was due, and what came of it. */
    PURGED,
    /** Everything was written to an encrypted file, from which it can be restored. */
    BACKED_UP,
    /** A backup was restored beside what runs, checked, and deleted again: what came of it. */
    DRILLED,
    /** This Ringlock goes on from a backup. Opt-outs, holds and ends of consents since then were done again. */
    RESTORED,
    /** Our opt-outs were compared with a provider's block list, and what came of it. */
    RECONCILED,
    /** An instant that a run acts on, or that the owner vouched for: the clock has come so far. */
    CLOCK_SEEN,
    /** A person of staff has asked for a purpose's audience as files: what they are for, written before anything is read. */
    EXPORT_ASKED,
    /** Those files are written: how many numbers they hold. */
    EXPORT_DONE,
    /** Those files could not be written to their end. */
    EXPORT_FAILED,
    /** A person of staff takes some of an export: written before anything of it is opened. */
    EXPORT_TAKEN,
    /** A person of staff wants a file of numbers brought in: it is checked first, and nothing of it is stored. */
    IMPORT_ASKED,
    /** The file was read: what it is, and what would come of its rows. */
    IMPORT_CHECKED,
    /** A person of staff has the checked file stored: written before anything of it is. */
    IMPORT_STARTED,
    /** Every row of it was looked at, and stored if it may be. */
    IMPORT_DONE,
    /** It could not be brought to its end. */
    IMPORT_FAILED,
    /** A person of staff ended it, or its time was over. */
    IMPORT_CANCELLED,
    /** An analyst asks for a dataset: the columns, the filters and what it is for, written before anything is read. */
    DATASET_ASKED,
    /** A dataset is there: its manifest, with the k and l that it reached and how many people were left out. */
    DATASET_DONE,
    /** The guard refused a dataset, because it would have singled people out. */
    DATASET_REFUSED,
    /** A dataset could not be made. */
    DATASET_FAILED,
    /** A person of staff takes some rows of a dataset: written before anything of it is opened. */
    DATASET_TAKEN,
    /** A dataset's key and rows are gone before their time, because somebody of staff ended it. */
    DATASET_ENDED,
    /** A privacy officer wants to know whose pseudonym that is: written before anything is read. */
    REIDENTIFY_ASKED,
    /** They were told the contact. */
    REIDENTIFIED,
    /** A person of staff was shown something of contacts: which of them, and by what. */
    READ,
    /** A person of staff changed something of a contact, whose own entries say what. */
    ACTED,
    /** A person of staff signed in on this machine. */
    SIGNED_IN,
    /** They signed out. */
    SIGNED_OUT,
    /** Somebody tried to sign in under their name, or one that nobody has: how often in that hour, and why not. */
    SIGN_IN_FAILED,
    /** The owner added a person of staff, with these roles. */
    STAFF_ADDED,
    /** The owner gave them other roles, or a new password and second factor. */
    STAFF_CHANGED,
    STAFF_REMOVED,
    /** The owner let a machine call by itself, with these scopes. */
    CLIENT_ADDED,
    CLIENT_REMOVED,
    /** A person of staff gave password and code to sign something that takes two people. */
    SIGNED,
    /** Two people want an archive of everything: written before anything of it is read. */
    ARCHIVE_ASKED,
    /** It is written: how much it holds, for which key, and its hash. */
    ARCHIVE_DONE,
    /** The archive could not be written. */
    ARCHIVE_FAILED,
    /** This Ringlock began with everything of an archive. */
    ARCHIVE_RESTORED,
    /** One hash stands for all entries that arrived in a stretch of time. */
    ANCHORED,
    /** Some of the hashes under an anchor. */
    ANCHOR_HASHES,
    /** A clock outside of the house said when an anchor was there. */
    ANCHOR_STAMPED;

    /** Its name on the ledger. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
