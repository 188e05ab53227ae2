package dev.ringlock.store.dynamodb;

import static java.util.Map.entry;

import dev.ringlock.consent.Contact;
import dev.ringlock.consent.Contact.Hold;
import dev.ringlock.consent.HeldMessage;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.SealedText;
import dev.ringlock.terms.Purpose;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A contact's hold as attributes of its item, and the sealed texts of its messages as items of their own. */
final class HoldItems {

    /** Stands in a text's key between its contact and its own id. */
    private static final char BEFORE_TEXT = '#';

    private HoldItems() {}

    static void put(Map<String, AttributeValue> item, Contact contact) {
        Hold hold = contact.hold();
        if (hold != null) {
            item.put("holdAt", Items.instant(hold.at()));
            item.put("holdEntry", Items.text(hold.entry().value()));
            item.put(
                    "holdTexts",
                    AttributeValue.fromL(
                            hold.messages().stream().map(HoldItems::value).toList()));
            item.put("heldShard", Items.text(DynamoDbTable.shard(contact.id())));
        }
    }

    static @Nullable Hold hold(Map<String, AttributeValue> item) {
        if (!item.containsKey("holdAt")) {
            return null;
        }
        AttributeValue stored = item.get("holdTexts");
        return new Hold(
                Items.instant(item, "holdAt"),
                new Ulid(Items.text(item, "holdEntry")),
                // a hold of an older build has none
                stored == null
                        ? List.of()
                        : stored.l().stream().map(HoldItems::message).toList());
    }

    private static AttributeValue value(HeldMessage message) {
        return AttributeValue.fromM(Map.of(
                "contactId", Items.text(message.contact().value()),
                "id", Items.text(message.id().value()),
                "receivedAt", Items.instant(message.at())));
    }

    private static HeldMessage message(AttributeValue stored) {
        Map<String, AttributeValue> value = stored.m();
        return new HeldMessage(Items.id(value), new Ulid(Items.text(value, "id")), Items.instant(value, "receivedAt"));
    }

    /** The beginning of the keys of a contact's texts. */
    static String beforeTexts(ContactId contact) {
        return contact.value() + BEFORE_TEXT;
    }

    /** The key of a message's text in {@code compartments}: texts have partitions of their own. */
    static Map<String, AttributeValue> key(ContactId contact, Ulid id) {
        return Map.ofEntries(
                entry("purposeShard", Items.text(Items.partition(Purpose.HELD, DynamoDbTable.shard(contact)))),
                entry("contactId", Items.text(beforeTexts(contact) + id.value())));
    }

    static Map<String, AttributeValue> item(SealedText text) {
        Map<String, AttributeValue> item = new HashMap<>(key(text.contact(), text.id()));
        item.put("sealed", AttributeValue.fromB(SdkBytes.fromByteArray(text.sealed())));
        item.put("wrappedKey", AttributeValue.fromB(SdkBytes.fromByteArray(text.wrappedKey())));
        return item;
    }

    static SealedText text(Map<String, AttributeValue> item) {
        String key = Items.text(item, "contactId");
        int border = key.indexOf(BEFORE_TEXT);
        return new SealedText(
                new ContactId(key.substring(0, border)),
                new Ulid(key.substring(border + 1)),
                Items.value(item, "sealed").b().asByteArray(),
                Items.value(item, "wrappedKey").b().asByteArray());
    }
}
