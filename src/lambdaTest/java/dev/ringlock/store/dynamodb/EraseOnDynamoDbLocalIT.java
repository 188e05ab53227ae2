package dev.ringlock.store.dynamodb;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ringlock.EraseContract;
import dev.ringlock.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Its traces are sought in every row of every table. */
@Tag("full")
class EraseOnDynamoDbLocalIT extends EraseContract {

    @RegisterExtension
    final DynamoDbForTests dynamoDb = new DynamoDbForTests(clock);

    @Override
    protected Store store() {
        return dynamoDb.store();
    }

    @Override
    protected void awaitGone(byte[] trace) {
        assertFalse(holds(trace), "a row has it still");
    }

    @Override
    protected List<String> laterHere() {
        return List.of("contact_backups 2046-12-28T10:03:00.000Z", "dead_letters 2046-11-27T10:03:00.000Z");
    }

    @Override
    protected boolean holds(byte[] trace) {
        String sought = new String(trace, StandardCharsets.ISO_8859_1);
        return Stream.of(DynamoDbTable.values())
                .flatMap(table ->
                        dynamoDb
                                .client()
                                .scanPaginator(scan -> scan.tableName(table.name(dynamoDb.prefix())))
                                .items()
                                .stream())
                .flatMap(item -> item.values().stream())
                .anyMatch(value -> text(value).contains(sought));
    }

    /** Texts as UTF-8, and bytes as they are. */
    private static String text(AttributeValue value) {
        StringBuilder text = new StringBuilder();
        if (value.s() != null) {
            text.append(new String(value.s().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        } else if (value.b() != null) {
            text.append(new String(value.b().asByteArray(), StandardCharsets.ISO_8859_1));
        } else if (value.hasM()) {
            value.m().values().forEach(inner -> text.append(text(inner)));
        } else if (value.hasL()) {
            value.l().forEach(inner -> text.append(text(inner)));
        }
        return text.toString();
    }
}
