package dev.ringlock.standalone.archive;

import dev.ringlock.keys.DataKeys;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.TextSeals;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.standalone.archive.ArchiveLine.BudgetLine;
import dev.ringlock.standalone.archive.ArchiveLine.ContactLine;
import dev.ringlock.standalone.archive.ArchiveLine.EntryLine;
import dev.ringlock.standalone.archive.ArchiveLine.OnceLine;
import dev.ringlock.standalone.archive.ArchiveLine.TextLine;
import dev.ringlock.steps.KeyCheck;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.SealedText;
import dev.ringlock.store.sqlite.NewDatabase;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the lines of an archive into a new database. Numbers and texts are sealed anew, for keys of this machine. */
final class ArchiveLoad {

    private final NewDatabase to;
    private final Index index;
    private final DataKeys dataKeys;
    private final TextSeals texts;

    ArchiveLoad(NewDatabase to, Keys keys, Clock clock) {
        this.to = to;
        this.index = new Index(keys);
        Envelope envelope = new Envelope();
        this.dataKeys = new DataKeys(keys, envelope, clock);
        this.texts = new TextSeals(keys, envelope, dataKeys);
    }

    /** @throws ArchiveRefusedException if it does not fit the lines before */
    void add(ArchiveLine line) {
        if (line instanceof ContactLine contact) {
            refuseUnless(to.add(contact.contact(), compartments(contact)), "it has a contact twice");
        } else if (line instanceof EntryLine entry) {
            // the other home's wrapping key is not this one's
            boolean taken = entry.entry().subject().equals(KeyCheck.WRAPPING) || to.add(entry.entry());
            refuseUnless(taken, "it has an entry twice");
        } else if (line instanceof TextLine text) {
            DataKeys.Sealed sealed = texts.seal(text.contact(), text.id(), text.text());
            to.add(new SealedText(text.contact(), text.id(), sealed.sealed(), sealed.wrappedKey()));
        } else if (line instanceof BudgetLine budget) {
            to.add(budget.budget(), budget.expiresAt());
        } else if (line instanceof OnceLine once) {
            to.add(once.row());
        } else {
            refuseUnless(false, "it has a first line in its middle");
        }
    }

    private List<Compartment> compartments(ContactLine line) {
        PhoneNumber number = number(line);
        return number == null
                ? List.of()
                : line.compartments().stream()
                        .map(each -> {
                            DataKeys.Sealed sealed =
                                    dataKeys.seal(line.contact().id(), each.purpose(), number);
                            return new Compartment(
                                    each.purpose(),
                                    line.contact().id(),
                                    sealed.sealed(),
                                    sealed.wrappedKey(),
                                    each.evidence());
                        })
                        .toList();
    }

    private @Nullable PhoneNumber number(ContactLine line) {
        String e164 = line.number();
        if (e164 == null) {
            return null;
        }
        try {
            PhoneNumber number = PhoneNumber.ofCanonical(e164);
            refuseUnless(
                    index.contactId(number, line.contact().id().version())
                            .equals(line.contact().id()),
                    "it has a number that is not its contact's");
            return number;
        } catch (IllegalArgumentException e) {
            throw new ArchiveRefusedException("The archive is damaged: it has a number that is none.");
        }
    }

    private static void refuseUnless(boolean fits, String why) {
        if (!fits) {
            throw new ArchiveRefusedException("The archive is damaged: " + why + ".");
        }
    }
}
