package dev.ringlock.subject;

import dev.ringlock.access.Action;
import dev.ringlock.access.Actor;
import dev.ringlock.consent.Contact;
import dev.ringlock.keys.Index;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.NumberIds;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.steps.PhoneContacts;
import dev.ringlock.steps.StaffTrail;
import dev.ringlock.steps.record.SubjectRecord;
import dev.ringlock.steps.record.SubjectRecords;
import dev.ringlock.store.Store;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Reads all that is held about a number. The entry of who asked is on the ledger before anything is answered. */
@Singleton
final class Accesses {

    private final Store store;
    private final Index index;
    private final StaffTrail trail;
    private final SubjectRecords records;

    Accesses(Store store, Index index, StaffTrail trail, SubjectRecords records) {
        this.store = store;
        this.index = index;
        this.trail = trail;
        this.records = records;
    }

    /**
     * @param form of the answer, for the ledger
     * @throws dev.ringlock.store.StoreUnavailableException if the entry cannot be written: then nothing may be shown
     */
    SubjectRecord read(Actor actor, PhoneNumber number, String form) {
        NumberIds ids = index.contactIds(number);
        List<Contact> contacts = PhoneContacts.load(store, ids);
        ContactId home = contacts.get(0).id();
        trail.read(actor, Action.GIVE_ACCESS, Map.of("contact", home.value(), "format", form));
        return records.read(number.masked(), home, contacts);
    }
}
