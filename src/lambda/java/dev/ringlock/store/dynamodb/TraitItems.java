package dev.ringlock.store.dynamodb;

import dev.ringlock.consent.MaskedNumber;
import dev.ringlock.consent.NumberTraits;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.LineType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A contact's {@link MaskedNumber} in its item. */
final class TraitItems {

    private static final String MASKED = "masked";
    private static final String TRAITS = "traits";

    private TraitItems() {}

    static void put(Map<String, AttributeValue> item, @Nullable MaskedNumber masked) {
        if (masked == null) {
            return;
        }
        item.put(MASKED, Items.text(masked.digits()));
        NumberTraits traits = masked.traits();
        if (traits != null) {
            Map<String, AttributeValue> value = new HashMap<>();
            value.put("line", Items.text(traits.line().name()));
            putTexts(value, "states", traits.states());
            putTexts(value, "zones", traits.zones());
            putTexts(
                    value,
                    "olderForms",
                    traits.olderForms().stream().map(ContactId::value).collect(Collectors.toSet()));
            item.put(TRAITS, AttributeValue.fromM(value));
        }
    }

    static @Nullable MaskedNumber masked(Map<String, AttributeValue> item) {
        String digits = Items.textOrNull(item, MASKED);
        AttributeValue value = item.get(TRAITS);
        return digits == null
                ? null
                : new MaskedNumber(digits, Items.textOrNull(item, "country"), value == null ? null : traits(value.m()));
    }

    private static NumberTraits traits(Map<String, AttributeValue> value) {
        return new NumberTraits(
                texts(value, "states"),
                texts(value, "zones"),
                LineType.valueOf(Items.text(value, "line")),
                texts(value, "olderForms").stream().map(ContactId::new).collect(Collectors.toSet()));
    }

    /** DynamoDB knows no empty set of texts: it has no attribute. */
    private static void putTexts(Map<String, AttributeValue> value, String name, Set<String> texts) {
        if (!texts.isEmpty()) {
            value.put(name, AttributeValue.fromSs(texts.stream().sorted().toList()));
        }
    }

    private static Set<String> texts(Map<String, AttributeValue> value, String name) {
        AttributeValue texts = value.get(name);
        return texts == null ? Set.of() : Set.copyOf(texts.ss());
    }
}
