package dev.ringlock.store.sqlite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Our values as columns and back. Instants are epoch milliseconds. */
final class Rows {

    /** What most columns of JSON hold: nobody needs a parser for it. */
    static final String NOTHING = "{}";

    private static final JsonMapper JSON = new JsonMapper();

    private static final ObjectReader CONSENTS = JSON.readerFor(new TypeReference<Map<String, StoredConsent>>() {});

    /** One consent inside the contact's JSON column. */
    private record StoredConsent(
            String state,
            long since,
            String entry,
            String recordId,
            @Nullable Long expiresAt,
            @Nullable Long noAt,
            @Nullable String noEntry,
            @Nullable Long provedAt,
            @Nullable NoticeRef notice,
            @Nullable Boolean announced) {}

    private Rows() {}

    static String consents(Contact contact) {
        Map<String, StoredConsent> stored = new LinkedHashMap<>();
        contact.sorted().forEach((purpose, consent) -> stored.put(purpose.id(), stored(consent)));
        return write(stored);
    }

    static Contact contact(ResultSet row) throws SQLException {
        String headUlid = row.getString("head_ulid");
        String headHash = row.getString("head_hash");
        String noEntry = row.getString("no_entry");
        Map<String, StoredConsent> stored = read(row.getString("consents"), CONSENTS);
        Map<Purpose, Consent> consents = new TreeMap<>();
        stored.forEach((purpose, consent) -> consents.put(new Purpose(purpose), consent(consent)));
        return new Contact(
                new ContactId(row.getString("contact_id")),
                row.getLong("version"),
                StoredTraits.masked(row),
                headUlid == null || headHash == null ? null : new Head(new Ulid(headUlid), headHash),
                consents,
                noEntry == null ? null : new OptOut(Instant.ofEpochMilli(row.getLong("no_at")), new Ulid(noEntry)),
                StoredHold.read(row),
                StoredPending.read(row.getString("pending")),
                StoredQuality.read(row.getString("quality")),
                instantOrNull(row, "due_at"));
    }

    static DueRow due(ResultSet row) throws SQLException {
        return new DueRow(new ContactId(row.getString("contact_id")), Instant.ofEpochMilli(row.getLong("due_at")));
    }

    static Compartment compartment(ResultSet row) throws SQLException {
        String address = row.getString("evidence_address");
        String browser = row.getString("evidence_browser");
        String salt = row.getString("evidence_salt");
        return new Compartment(
                new Purpose(row.getString("purpose")),
                new ContactId(row.getString("contact_id")),
                row.getBytes("sealed"),
                row.getBytes("wrapped_key"),
                address == null || browser == null || salt == null
                        ? null
                        : new PersonalEvidence(address, browser, salt));
    }

    static Eligibility mark(ResultSet row) throws SQLException {
        return new Eligibility(row.getInt("held") != 0, instantOrNull(row, "ends_at"));
    }

    static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : (Long) instant.toEpochMilli();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    static String fields(Entry entry) {
        return write(entry.fields());
    }

    static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getString("subject"),
                new Ulid(row.getString("ulid")),
                Event.valueOf(row.getString("event").toUpperCase(Locale.ROOT)),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("previous"),
                read(row.getString("fields"), new TypeReference<TreeMap<String, String>>() {}));
    }

    static GuardRow guardRow(ResultSet row) throws SQLException {
        return new GuardRow(
                row.getString("id"),
                row.getString("fingerprint"),
                row.getString("answer"),
                Instant.ofEpochMilli(row.getLong("expires_at")));
    }

    private static StoredConsent stored(Consent consent) {
        Instant expiresAt = consent.expiresAt();
        OptOut no = consent.optOut();
        Instant provedAt = consent.provedAt();
        return new StoredConsent(
                consent.state().id(),
                consent.since().toEpochMilli(),
                consent.entry().value(),
                consent.recordId(),
                expiresAt == null ? null : (Long) expiresAt.toEpochMilli(),
                no == null ? null : (Long) no.at().toEpochMilli(),
                no == null ? null : no.entry().value(),
                provedAt == null ? null : (Long) provedAt.toEpochMilli(),
                consent.notice(),
                consent.announced() ? (Boolean) true : null);
    }

    private static Consent consent(StoredConsent stored) {
        return new Consent(
                State.valueOf(stored.state().toUpperCase(Locale.ROOT)),
                Instant.ofEpochMilli(stored.since()),
                new Ulid(stored.entry()),
                stored.recordId(),
                stored.expiresAt() == null ? null : Instant.ofEpochMilli(stored.expiresAt()),
                stored.noAt() == null || stored.noEntry() == null
                        ? null
                        : new OptOut(Instant.ofEpochMilli(stored.noAt()), new Ulid(stored.noEntry())),
                stored.provedAt() == null ? null : Instant.ofEpochMilli(stored.provedAt()),
                stored.notice(),
                Boolean.TRUE.equals(stored.announced()));
    }

    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row cannot be written as JSON", e);
        }
    }

    static <T> T read(String json, TypeReference<T> type) {
        return read(json, JSON.readerFor(type));
    }

    private static <T> T read(String json, ObjectReader reader) {
        try {
            return reader.readValue(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored row is damaged", e);
        }
    }
}
