package dev.ringlock.store.dynamodb;

import static dev.ringlock.store.dynamodb.Items.text;

import dev.ringlock.consent.Contact;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.ListPlace;
import dev.ringlock.terms.Purpose;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A consent's row in {@code states}. The lists by purpose read its index {@code places}. */
final class PlaceItems {

    private static final String PURPOSE_SHARD = "purposeShard";
    private static final String PLACE = "place";

    private PlaceItems() {}

    static Map<String, AttributeValue> key(ContactId contact, Purpose purpose) {
        return Map.of("contactId", text(contact.value()), "purpose", text(purpose.id()));
    }

    /** The row of a consent that the contact has. */
    static Map<String, AttributeValue> item(Contact contact, Purpose purpose) {
        return Map.of(
                "contactId",
                text(contact.id().value()),
                "purpose",
                text(purpose.id()),
                PURPOSE_SHARD,
                text(purposeShard(purpose, DynamoDbTable.shard(contact.id()))),
                PLACE,
                text(sortKey(ListPlace.of(contact, purpose))));
    }

    static String purposeShard(Purpose purpose, String shard) {
        return purpose.id() + "#" + shard;
    }

    static String sortKey(ListPlace place) {
        return place.state().id() + "#" + place.country() + "#"
                + place.contact().value();
    }

    static ListPlace place(Map<String, AttributeValue> row) {
        String text = Items.text(row, "purpose") + "/" + Items.text(row, PLACE).replace('#', '/');
        return ListPlace.read(text).orElseThrow(() -> new IllegalStateException("a stored place cannot be read"));
    }
}
