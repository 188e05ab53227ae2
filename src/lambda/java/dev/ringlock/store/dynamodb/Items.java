package dev.ringlock.store.dynamodb;

import static java.util.Map.entry;

import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.OptOut;
import dev.ringlock.consent.PersonalEvidence;
import dev.ringlock.contactability.Eligibility;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Head;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.DueRow;
import dev.ringlock.store.GuardRow;
import dev.ringlock.terms.NoticeRef;
import dev.ringlock.terms.Purpose;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Our values as DynamoDB's items, and back. Instants are epoch milliseconds; null has no attribute. */
final class Items {

    /** Marks a compartment whose contact is held. Absent if it is not. */
    static final String HELD = "held";

    /** The end of a compartment's consent. Absent if the consent has none. */
    static final String ENDS_AT = "endsAt";

    static final List<String> MARKS = List.of(HELD, ENDS_AT);

    private Items() {}

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(String.valueOf(value));
    }

    static AttributeValue instant(Instant value) {
        return number(value.toEpochMilli());
    }

    static Map<String, AttributeValue> key(ContactId id) {
        return Map.of("contactId", text(id.value()));
    }

    static Map<String, AttributeValue> key(Purpose purpose, ContactId contact) {
        return Map.ofEntries(
                entry("purposeShard", text(partition(purpose, DynamoDbTable.shard(contact)))),
                entry("contactId", text(contact.value())));
    }

    static String partition(Purpose purpose, String shard) {
        return purpose.id() + "#" + shard;
    }

    static Map<String, AttributeValue> item(Contact contact) {
        Map<String, AttributeValue> item = new HashMap<>(key(contact.id()));
        item.put("shard", text(DynamoDbTable.shard(contact.id())));
        item.put("version", number(contact.version()));
        TraitItems.put(item, contact.masked());
        String country = contact.country();
        if (country != null) {
            item.put("country", text(country));
            item.put("countryShard", text(country + "#" + DynamoDbTable.shard(contact.id())));
        }
        Head head = contact.head();
        if (head != null) {
            item.put("headUlid", text(head.ulid().value()));
            item.put("headHash", text(head.hash()));
        }
        Map<String, AttributeValue> consents = new HashMap<>();
        contact.consents().forEach((purpose, consent) -> consents.put(purpose.id(), value(consent)));
        item.put("consents", AttributeValue.fromM(consents));
        putNo(item, contact.optOutOfEverything());
        HoldItems.put(item, contact);
        PendingItems.put(item, contact.pending());
        QualityItems.put(item, contact.quality());
        Instant dueAt = contact.dueAt();
        if (dueAt != null) {
            // an item without these two attributes is not in the index
            item.putAll(duePlace(new DueRow(contact.id(), dueAt)));
        }
        return item;
    }

    static Contact contact(Map<String, AttributeValue> item) {
        String headUlid = textOrNull(item, "headUlid");
        Map<Purpose, Consent> consents = new HashMap<>();
        value(item, "consents").m().forEach((purpose, consent) -> consents.put(new Purpose(purpose), consent(consent)));
        return new Contact(
                id(item),
                number(item, "version"),
                TraitItems.masked(item),
                headUlid == null ? null : new Head(new Ulid(headUlid), text(item, "headHash")),
                consents,
                no(item),
                HoldItems.hold(item),
                PendingItems.pending(item),
                QualityItems.quality(item),
                instantOrNull(item, "dueAt"));
    }

    /** A contact's place in the index of due rows. */
    static Map<String, AttributeValue> duePlace(DueRow due) {
        Map<String, AttributeValue> place = new HashMap<>(key(due.contact()));
        place.put("dueShard", text(DynamoDbTable.shard(due.contact())));
        place.put("dueAt", instant(due.at()));
        return place;
    }

    static DueRow due(Map<String, AttributeValue> item) {
        return new DueRow(id(item), instant(item, "dueAt"));
    }

    static ContactId id(Map<String, AttributeValue> item) {
        return new ContactId(text(item, "contactId"));
    }

    static Map<String, AttributeValue> item(Compartment compartment, Eligibility mark) {
        Map<String, AttributeValue> item = new HashMap<>(key(compartment.purpose(), compartment.contact()));
        item.put("sealed", AttributeValue.fromB(SdkBytes.fromByteArray(compartment.sealed())));
        item.put("wrappedKey", AttributeValue.fromB(SdkBytes.fromByteArray(compartment.wrappedKey())));
        PersonalEvidence evidence = compartment.evidence();
        if (evidence != null) {
            item.put("evidenceAddress", text(evidence.address()));
            item.put("evidenceBrowser", text(evidence.browser()));
            item.put("evidenceSalt", text(evidence.salt()));
        }
        item.putAll(marks(mark));
        return item;
    }

    /** The attributes of {@link #MARKS} that the compartment has. */
    static Map<String, AttributeValue> marks(Eligibility mark) {
        Map<String, AttributeValue> marks = new HashMap<>();
        if (mark.held()) {
            marks.put(HELD, AttributeValue.fromBool(true));
        }
        putInstant(marks, ENDS_AT, mark.endsAt());
        return marks;
    }

    static Compartment compartment(Map<String, AttributeValue> item) {
        String partition = text(item, "purposeShard");
        return new Compartment(
                new Purpose(partition.substring(0, partition.indexOf('#'))),
                id(item),
                value(item, "sealed").b().asByteArray(),
                value(item, "wrappedKey").b().asByteArray(),
                item.containsKey("evidenceSalt")
                        ? new PersonalEvidence(
                                text(item, "evidenceAddress"),
                                text(item, "evidenceBrowser"),
                                text(item, "evidenceSalt"))
                        : null);
    }

    static Map<String, AttributeValue> key(String subject, Ulid entry) {
        return Map.ofEntries(entry("subject", text(subject)), entry("ulid", text(entry.value())));
    }

    static Map<String, AttributeValue> item(Entry entry) {
        Map<String, AttributeValue> fields = new HashMap<>();
        entry.fields().forEach((name, value) -> fields.put(name, text(value)));
        Map<String, AttributeValue> item = new HashMap<>(key(entry.subject(), entry.ulid()));
        item.put("event", text(entry.event().id()));
        item.put("at", instant(entry.at()));
        item.put("previous", text(entry.previous()));
        item.put("fields", AttributeValue.fromM(fields));
        item.putAll(LedgerPlace.of(entry));
        return item;
    }

    static Entry entryOf(Map<String, AttributeValue> item) {
        TreeMap<String, String> fields = new TreeMap<>();
        value(item, "fields").m().forEach((name, value) -> fields.put(name, value.s()));
        return new Entry(
                text(item, "subject"),
                new Ulid(text(item, "ulid")),
                Event.valueOf(text(item, "event").toUpperCase(Locale.ROOT)),
                instant(item, "at"),
                text(item, "previous"),
                fields);
    }

    static Map<String, AttributeValue> item(GuardRow row) {
        return Map.ofEntries(
                entry("id", text(row.name())),
                entry("fingerprint", text(row.fingerprint())),
                entry("answer", text(row.answer())),
                entry("expiresAt", instant(row.expiresAt())),
                entry("forgetAt", forgetAt(row.expiresAt())));
    }

    static GuardRow guardRow(Map<String, AttributeValue> item) {
        return new GuardRow(
                text(item, "id"), text(item, "fingerprint"), text(item, "answer"), instant(item, "expiresAt"));
    }

    /** DynamoDB's time to live counts in seconds and deletes some time after. Nothing is decided by it. */
    static AttributeValue forgetAt(Instant expiresAt) {
        return number(expiresAt.getEpochSecond() + 1);
    }

    static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(value(item, name).n());
    }

    private static AttributeValue value(Consent consent) {
        Map<String, AttributeValue> value = new HashMap<>();
        value.put("state", text(consent.state().id()));
        value.put("since", instant(consent.since()));
        value.put("entry", text(consent.entry().value()));
        value.put("recordId", text(consent.recordId()));
        putInstant(value, "expiresAt", consent.expiresAt());
        putNo(value, consent.optOut());
        putInstant(value, "provedAt", consent.provedAt());
        NoticeRef notice = consent.notice();
        if (notice != null) {
            value.put("notice", PendingItems.value(notice));
        }
        if (consent.announced()) {
            value.put("announced", AttributeValue.fromBool(true));
        }
        return AttributeValue.fromM(value);
    }

    private static Consent consent(AttributeValue stored) {
        Map<String, AttributeValue> value = stored.m();
        return new Consent(
                State.valueOf(text(value, "state").toUpperCase(Locale.ROOT)),
                instant(value, "since"),
                new Ulid(text(value, "entry")),
                text(value, "recordId"),
                instantOrNull(value, "expiresAt"),
                no(value),
                instantOrNull(value, "provedAt"),
                value.containsKey("notice") ? PendingItems.notice(value(value, "notice")) : null,
                value.containsKey("announced"));
    }

    private static void putNo(Map<String, AttributeValue> item, @Nullable OptOut no) {
        if (no != null) {
            item.put("noAt", instant(no.at()));
            item.put("noEntry", text(no.entry().value()));
        }
    }

    private static @Nullable OptOut no(Map<String, AttributeValue> item) {
        return item.containsKey("noAt") ? new OptOut(instant(item, "noAt"), new Ulid(text(item, "noEntry"))) : null;
    }

    static Instant instant(Map<String, AttributeValue> item, String name) {
        return Instant.ofEpochMilli(number(item, name));
    }

    static String text(Map<String, AttributeValue> item, String name) {
        return value(item, name).s();
    }

    static @Nullable Instant instantOrNull(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? instant(item, name) : null;
    }

    static @Nullable String textOrNull(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null ? null : value.s();
    }

    static void putInstant(Map<String, AttributeValue> item, String name, @Nullable Instant value) {
        if (value != null) {
            item.put(name, instant(value));
        }
    }

    static void putText(Map<String, AttributeValue> item, String name, @Nullable String value) {
        if (value != null) {
            item.put(name, text(value));
        }
    }

    static AttributeValue value(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null) {
            throw new IllegalStateException("a stored item has no " + name);
        }
        return value;
    }
}
