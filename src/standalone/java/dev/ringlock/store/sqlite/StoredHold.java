package dev.ringlock.store.sqlite;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.ringlock.consent.Contact.Hold;
import dev.ringlock.consent.HeldMessage;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.SealedText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A contact's hold, with its messages as a JSON column, and the rows of their sealed texts. */
final class StoredHold {

    private record StoredMessage(String contact, String id, long at) {}

    private StoredHold() {}

    static String messages(@Nullable Hold hold) {
        List<HeldMessage> messages = hold == null ? List.of() : hold.messages();
        return Rows.write(messages.stream()
                .map(message -> new StoredMessage(
                        message.contact().value(),
                        message.id().value(),
                        message.at().toEpochMilli()))
                .toList());
    }

    static @Nullable Hold read(ResultSet row) throws SQLException {
        String entry = row.getString("hold_entry");
        if (entry == null) {
            return null;
        }
        List<StoredMessage> stored = Rows.read(row.getString("hold_texts"), new TypeReference<>() {});
        return new Hold(
                Instant.ofEpochMilli(row.getLong("hold_at")),
                new Ulid(entry),
                stored.stream()
                        .map(message -> new HeldMessage(
                                new ContactId(message.contact()),
                                new Ulid(message.id()),
                                Instant.ofEpochMilli(message.at())))
                        .toList());
    }

    static SealedText text(ResultSet row) throws SQLException {
        return new SealedText(
                new ContactId(row.getString("contact_id")),
                new Ulid(row.getString("id")),
                row.getBytes("sealed"),
                row.getBytes("wrapped_key"));
    }
}
