package dev.ringlock.standalone.archive;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.HeldText;
import dev.ringlock.consent.MaskedNumber;
import dev.ringlock.consent.PersonalEvidence;
import dev.ringlock.contactability.Budget;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.sqlite.ClientRow;
import dev.ringlock.store.sqlite.StaffRow;
import dev.ringlock.terms.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One line of an archive or of a backup. docs/archive.md and docs/backup.md describe each. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(name = "ringlock", value = ArchiveLine.HeaderLine.class),
    @JsonSubTypes.Type(name = "contact", value = ArchiveLine.ContactLine.class),
    @JsonSubTypes.Type(name = "entry", value = ArchiveLine.EntryLine.class),
    @JsonSubTypes.Type(name = "heldText", value = ArchiveLine.TextLine.class),
    @JsonSubTypes.Type(name = "budget", value = ArchiveLine.BudgetLine.class),
    @JsonSubTypes.Type(name = "once", value = ArchiveLine.OnceLine.class),
    @JsonSubTypes.Type(name = "backup", value = ArchiveLine.BackupLine.class),
    @JsonSubTypes.Type(name = "sealedContact", value = ArchiveLine.SealedContactLine.class),
    @JsonSubTypes.Type(name = "sealedText", value = ArchiveLine.SealedTextLine.class),
    @JsonSubTypes.Type(name = "person", value = ArchiveLine.PersonLine.class),
    @JsonSubTypes.Type(name = "client", value = ArchiveLine.ClientLine.class),
    @JsonSubTypes.Type(name = "laterActs", value = ArchiveLine.LaterActsLine.class),
    @JsonSubTypes.Type(name = "end", value = ArchiveLine.EndLine.class)
})
sealed interface ArchiveLine {

    /**
     * The first line.
     *
     * @param format of the lines behind it
     * @param archive its id
     * @param at when it was begun: what came later is not in it
     * @param served whether a server was running: opt-outs went on coming in; null if an earlier build wrote it
     * @param controller the name that the policy gives
     * @param policy the version of the policy
     * @param purposes that have a consent that is granted or requested
     * @param indexSecret from which the index key is made, as {@link dev.ringlock.keys.file.IndexSecrets} writes it
     */
    record HeaderLine(
            int format,
            Ulid archive,
            Instant at,
            @Nullable Boolean served,
            String controller,
            String policy,
            Set<Purpose> purposes,
            String indexSecret)
            implements ArchiveLine {

        static final int FORMAT = 1;

        /** It has a secret. */
        @Override
        public String toString() {
            return "an archive's first line";
        }
    }

    /**
     * A contact.
     *
     * @param number in E.164; null if no purpose has it, and if it cannot be opened
     * @param compartments the purposes that have the number
     */
    record ContactLine(Contact contact, @Nullable String number, List<ArchivedCompartment> compartments)
            implements ArchiveLine {

        public ContactLine {
            compartments = List.copyOf(compartments);
        }

        /** It has a number. */
        @Override
        public String toString() {
            return "an archived contact";
        }
    }

    /** @param evidence of the yes; null for maintenance, and where none was kept */
    record ArchivedCompartment(Purpose purpose, @Nullable PersonalEvidence evidence) {}

    /** An entry of the ledger. */
    record EntryLine(Entry entry) implements ArchiveLine {}

    /** The text of a held message. */
    record TextLine(ContactId contact, Ulid id, HeldText text) implements ArchiveLine {

        /** It has a text. */
        @Override
        public String toString() {
            return "an archived text";
        }
    }

    /** How often a person was contacted lately. */
    record BudgetLine(Budget budget, Instant expiresAt) implements ArchiveLine {}

    /** A thing that counts once: a message, a proof, a link. */
    record OnceLine(GuardRow row) implements ArchiveLine {}

    /**
     * The first line of a backup.
     *
     * @param format of the lines behind it
     * @param backup its id
     * @param at when it was begun: what came later is not in it
     * @param opensUntil when the key of its numbers and texts is destroyed
     * @param controller the name that the policy gives
     * @param policy the version of the policy
     */
    record BackupLine(int format, Ulid backup, Instant at, Instant opensUntil, String controller, String policy)
            implements ArchiveLine {

        static final int FORMAT = 1;
    }

    /**
     * A contact of a backup.
     *
     * @param contact without the part of its number that may be shown
     * @param sealed {@link SealedContact} under the backup's key; null if no purpose has the number
     */
    record SealedContactLine(Contact contact, byte @Nullable [] sealed) implements ArchiveLine {}

    /** The parts of a contact that say whose number it is. */
    record SealedContact(@Nullable MaskedNumber masked, List<SealedRow> compartments) {}

    /** A compartment as the database has it: the number in it is sealed for its purpose. */
    record SealedRow(
            Purpose purpose,
            byte[] sealed,
            byte[] wrappedKey,
            @Nullable PersonalEvidence evidence) {}

    /** @param sealed {@link SealedBytes} under the backup's key */
    record SealedTextLine(ContactId contact, Ulid id, byte[] sealed) implements ArchiveLine {}

    /** A held text as the database has it. */
    record SealedBytes(byte[] sealed, byte[] wrappedKey) {}

    /** A person of staff who signs in on this machine. */
    record PersonLine(StaffRow person) implements ArchiveLine {

        @Override
        public String toString() {
            return "a person of staff";
        }
    }

    /** A machine that signs in on this machine. */
    record ClientLine(ClientRow client) implements ArchiveLine {

        @Override
        public String toString() {
            return "a client";
        }
    }

    /** The first line of acts that came after a backup. */
    record LaterActsLine(int format, Instant at) implements ArchiveLine {

        static final int FORMAT = 1;
    }

    /**
     * The last line.
     *
     * @param sha256 of all lines before it
     */
    record EndLine(ArchiveCounts counts, String sha256) implements ArchiveLine {}
}
