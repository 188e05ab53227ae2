package dev.ringlock.consent;

import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact.Hold;
import dev.ringlock.consent.Withdrawal.WithdrawalMethod;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.terms.NoticeRef;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Terms;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The consents of one phone as its history tells them. Entries up to an instant give the contacts as they stood then. What
 * is on no ledger is not there: quality, codes that wait, questions.
 */
public final class Replay {

    private final Map<Purpose, Terms> terms;
    private final Map<ContactId, Contact> contacts = new LinkedHashMap<>();
    /** Consents that ended by the entry of that place: one that moved went on from there. */
    private final Map<Ulid, Consent> ended = new HashMap<>();

    private Replay(List<ContactId> forms, Map<Purpose, Terms> terms) {
        this.terms = terms;
        forms.forEach(form -> contacts.put(form, Contact.unknown(form)));
    }

    /**
     * The contacts of a number and its older forms, in that order.
     *
     * @param entries of all of them that count; in any order
     * @param terms of the policy: former names of a purpose bind it
     */
    public static List<Contact> of(List<ContactId> forms, Collection<Entry> entries, Map<Purpose, Terms> terms) {
        Replay replay = new Replay(forms, terms);
        entries.stream().sorted(Comparator.comparing(Entry::ulid)).forEach(replay::apply);
        return List.copyOf(replay.contacts.values());
    }

    private void apply(Entry entry) {
        Contact before = Objects.requireNonNull(contacts.get(new ContactId(entry.subject())));
        String named = entry.fields().getOrDefault("purpose", "");
        Purpose purpose = Purpose.isId(named) ? new Purpose(named) : null;
        Consent now = purpose == null ? null : before.consent(purpose);
        switch (entry.event()) {
            case REQUESTED, GIVEN, RENEWED -> give(before, required(purpose), now, entry);
            case WITHDRAWN -> withdraw(before, required(purpose), now, entry);
            case EXPIRED -> end(before, required(purpose), now, entry);
            case EXPIRING -> {
                // without a consent its beginning has been forgotten
                if (now != null) {
                    put(before, required(purpose), now.withEndAnnounced());
                }
            }
            case MOVED -> move(before, required(purpose), now, entry);
            case ERASED -> erase(before);
            case REKEYED -> rekey(before, entry);
            case HELD -> hold(before, entry);
            case RELEASED -> put(before, before.consents(), before.optOutOfEverything(), null);
            default -> {
                // it says nothing of a consent
            }
        }
    }

    private void give(Contact before, Purpose purpose, @Nullable Consent now, Entry entry) {
        boolean grants = entry.fields().containsKey("valid_until");
        if (!grants && now != null && now.isLiving(entry.at())) {
            return;
        }
        OptOut binding = GiveRule.bindingOptOut(before, olderForms(before), purpose, formerly(purpose));
        Instant proved = instant(entry, ConsentRecord.PROVED_AT);
        put(
                before,
                purpose,
                new Consent(
                        grants ? State.GRANTED : State.REQUESTED,
                        entry.at(),
                        entry.ulid(),
                        field(entry, "record_id"),
                        instant(entry, "valid_until"),
                        binding == null && now != null ? now.optOut() : binding,
                        proved == null && now != null ? now.provedAt() : proved,
                        new NoticeRef(
                                field(entry, "notice_id"),
                                Integer.parseInt(field(entry, "notice_version")),
                                field(entry, "notice_language")),
                        false));
    }

    private void withdraw(Contact before, Purpose purpose, @Nullable Consent now, Entry entry) {
        OptOut optOut = new OptOut(entry.at(), entry.ulid());
        boolean imported = field(entry, "method").equals(WithdrawalMethod.IMPORTED.id());
        boolean everything = field(entry, "scope").equals("everything");
        Map<Purpose, Consent> consents = new HashMap<>(before.consents());
        if (!entry.fields().containsKey(ImportNoRule.KEPT)) {
            consents.put(purpose, Consent.withdrawn(now, optOut, field(entry, "record_id")));
        } else if (now != null && now.state() == State.REQUESTED) {
            consents.put(purpose, now.boundBy(optOut));
        }
        boolean decided = (everything && !imported) || entry.fields().containsKey("held");
        put(
                before,
                consents,
                everything ? OptOut.later(before.optOutOfEverything(), optOut) : before.optOutOfEverything(),
                decided ? null : before.hold());
    }

    private void end(Contact before, Purpose purpose, @Nullable Consent now, Entry entry) {
        if (now != null) {
            ended.put(entry.ulid(), now);
            put(before, purpose, now.ended(entry.at(), entry.ulid()));
        }
    }

    private void erase(Contact before) {
        Map<Purpose, Consent> consents = new HashMap<>(before.consents());
        consents.replaceAll((purpose, consent) -> consent.erased());
        put(before, consents, before.optOutOfEverything(), null);
    }

    /** The entry of the end under the old id may be behind this one, or before it: they arrived together. */
    private void move(Contact before, Purpose purpose, @Nullable Consent there, Entry entry) {
        Contact from = contacts.get(new ContactId(field(entry, "from")));
        Consent moved = ended.get(new Ulid(field(entry, "from_entry")));
        Consent consent = moved == null && from != null ? from.consent(purpose) : moved;
        if (consent != null) {
            put(before, purpose, consent.moved(entry.ulid(), there));
        }
    }

    /** All of it came from another id. The entry under that one says only where it went. */
    private void rekey(Contact before, Entry entry) {
        String id = field(entry, "from");
        Contact from = id.isEmpty() ? null : contacts.get(new ContactId(id));
        if (from != null) {
            put(before, from.consents(), from.optOutOfEverything(), from.hold());
            put(from, Map.of(), null, null);
        }
    }

    /** A hold that came with a number that moved is no longer the old contact's. */
    private void hold(Contact before, Entry entry) {
        String moved = field(entry, "from");
        Contact from = moved.isEmpty() ? null : contacts.get(new ContactId(moved));
        if (from != null) {
            put(from, from.consents(), from.optOutOfEverything(), null);
        }
        Hold first = before.hold() == null ? new Hold(entry.at(), entry.ulid()) : before.hold();
        put(before, before.consents(), before.optOutOfEverything(), first);
    }

    private void put(Contact before, Purpose purpose, Consent after) {
        Map<Purpose, Consent> consents = new HashMap<>(before.consents());
        consents.put(purpose, after);
        put(before, consents, before.optOutOfEverything(), before.hold());
    }

    private void put(Contact before, Map<Purpose, Consent> consents, @Nullable OptOut everything, @Nullable Hold hold) {
        contacts.put(
                before.id(),
                new Contact(
                        before.id(),
                        before.version() + 1,
                        null,
                        null,
                        consents,
                        everything,
                        hold,
                        PendingProof.NOTHING,
                        Quality.UNKNOWN,
                        null));
    }

    private List<Contact> olderForms(Contact contact) {
        return contacts.values().stream()
                .dropWhile(each -> !each.id().equals(contact.id()))
                .skip(1)
                .toList();
    }

    private Set<Purpose> formerly(Purpose purpose) {
        Terms known = terms.get(purpose);
        return known == null ? Set.of() : known.formerly();
    }

    private static String field(Entry entry, String name) {
        return entry.fields().getOrDefault(name, "");
    }

    private static @Nullable Instant instant(Entry entry, String name) {
        String text = entry.fields().get(name);
        return text == null ? null : Instant.parse(text);
    }

    private static <T> T required(@Nullable T part) {
        return Objects.requireNonNull(part, "a history that this build did not write");
    }
}
