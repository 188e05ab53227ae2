package dev.ringlock.store.dynamodb;

import static dev.ringlock.store.dynamodb.Items.instantOrNull;
import static dev.ringlock.store.dynamodb.Items.number;
import static dev.ringlock.store.dynamodb.Items.putInstant;
import static dev.ringlock.store.dynamodb.Items.putText;

import dev.ringlock.consent.Failures;
import dev.ringlock.consent.Quality;
import dev.ringlock.phone.ContactId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A contact's {@link Quality} as the attribute {@code quality} of its item. Absent while nothing is known. */
final class QualityItems {

    private static final String QUALITY = "quality";
    private static final String HARD = "hard";

    private QualityItems() {}

    static void put(Map<String, AttributeValue> item, Quality quality) {
        if (quality.equals(Quality.UNKNOWN)) {
            return;
        }
        Map<String, AttributeValue> value = new HashMap<>();
        putInstant(value, "activeAt", quality.activeAt());
        putInstant(value, "checkedAt", quality.checkedAt());
        putInstant(value, "invalidSince", quality.invalidSince());
        putText(value, "origin", quality.origin());
        ContactId movedTo = quality.movedTo();
        putText(value, "movedTo", movedTo == null ? null : movedTo.value());
        Failures failures = quality.failures();
        if (!failures.equals(Failures.NONE)) {
            value.put(
                    HARD,
                    AttributeValue.fromL(
                            failures.hard().stream().map(Items::instant).toList()));
            value.put("soft", number(failures.soft()));
            putInstant(value, "softSince", failures.softSince());
            putInstant(value, "softLast", failures.softLast());
            putInstant(value, "blockedAt", failures.blockedAt());
        }
        item.put(QUALITY, AttributeValue.fromM(value));
    }

    static Quality quality(Map<String, AttributeValue> item) {
        if (!item.containsKey(QUALITY)) {
            return Quality.UNKNOWN;
        }
        Map<String, AttributeValue> value = Items.value(item, QUALITY).m();
        String movedTo = Items.textOrNull(value, "movedTo");
        return new Quality(
                instantOrNull(value, "activeAt"),
                value.containsKey(HARD) ? failures(value) : Failures.NONE,
                instantOrNull(value, "checkedAt"),
                instantOrNull(value, "invalidSince"),
                Items.textOrNull(value, "origin"),
                movedTo == null ? null : new ContactId(movedTo));
    }

    private static Failures failures(Map<String, AttributeValue> value) {
        return new Failures(
                Items.value(value, HARD).l().stream()
                        .map(at -> Instant.ofEpochMilli(Long.parseLong(at.n())))
                        .toList(),
                (int) number(value, "soft"),
                instantOrNull(value, "softSince"),
                instantOrNull(value, "softLast"),
                instantOrNull(value, "blockedAt"));
    }
}
