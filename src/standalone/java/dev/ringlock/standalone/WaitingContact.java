package dev.ringlock.standalone;

import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Contact;
import dev.ringlock.store.DueRow;
import dev.ringlock.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** A contact with something due, and when. */
record WaitingContact(Contact contact, String at, boolean now, List<String> consents) {

    private static final int SHOWN = 40;
    private static final Instant EVER = Instant.ofEpochMilli(Long.MAX_VALUE);

    /** The longest waiting first, which is SQLite's order. */
    static List<WaitingContact> first(Store store, Instant now) {
        List<DueRow> due = store.due(EVER, null, SHOWN).items();
        List<Contact> contacts = store.load(due.stream().map(DueRow::contact).toList());
        return IntStream.range(0, due.size())
                .mapToObj(i -> new WaitingContact(
                        contacts.get(i),
                        DemoClock.text(due.get(i).at()),
                        !due.get(i).at().isAfter(now),
                        consents(contacts.get(i))))
                .toList();
    }

    private static List<String> consents(Contact contact) {
        return contact.sorted().entrySet().stream()
                .map(entry -> entry.getKey().id() + " " + state(entry.getValue()))
                .toList();
    }

    private static String state(Consent consent) {
        Instant end = consent.expiresAt();
        return consent.state().id()
                + (end == null ? "" : " until " + DemoClock.text(end))
                + (consent.announced() ? ", its end is announced" : "");
    }
}
