package dev.ringlock.store.dynamodb;

import dev.ringlock.phone.ContactId;
import dev.ringlock.store.SealedRows;
import dev.ringlock.terms.Purpose;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** Finds the sealed rows of one contact. It asks for their keys alone, so that it needs no right to read what is sealed. */
final class SealedKeys {

    /** More than the texts that are kept of one contact. */
    private static final int MOST_TEXTS = 100;

    private final Reads reads;
    private final String prefix;

    /** @param prefix of the tables' names */
    SealedKeys(Reads reads, String prefix) {
        this.reads = reads;
        this.prefix = prefix;
    }

    SealedRows of(ContactId contact, Set<Purpose> purposes) {
        List<Map<String, AttributeValue>> wanted =
                purposes.stream().map(purpose -> Items.key(purpose, contact)).toList();
        Set<Map<String, AttributeValue>> found =
                new HashSet<>(wanted.isEmpty() ? List.of() : reads.keys(DynamoDbTable.COMPARTMENTS, wanted));
        Set<Purpose> compartments = new HashSet<>(purposes);
        compartments.removeIf(purpose -> !found.contains(Items.key(purpose, contact)));
        QueryRequest texts = QueryRequest.builder()
                .tableName(DynamoDbTable.COMPARTMENTS.name(prefix))
                .keyConditionExpression("purposeShard = :held AND begins_with(contactId, :texts)")
                .expressionAttributeValues(Map.of(
                        ":held", Items.text(Items.partition(Purpose.HELD, DynamoDbTable.shard(contact))),
                        ":texts", Items.text(HoldItems.beforeTexts(contact))))
                .select(Select.SPECIFIC_ATTRIBUTES)
                .projectionExpression("purposeShard, contactId")
                .consistentRead(true)
                .build();
        return new SealedRows(compartments, reads.rows(texts, MOST_TEXTS).size());
    }
}
