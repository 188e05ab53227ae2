package dev.ringlock.consent;

import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Head;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Terms;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes an act as a consent record: the fields of ISO/IEC TS 27560 as W3C's DPV guide maps them, one entry for each
 * purpose. docs/consent-record.md lists every field with its source.
 */
final class ConsentRecord {

    /** The version of this record format. */
    static final String SCHEMA = "1";

    /** The field that says when a proved yes counts from as a proof: its code or question went out then, or before it came. */
    static final String PROVED_AT = "proved_at";

    private ConsentRecord() {}

    /** The fields of every entry of one purpose. */
    static Map<String, String> fields(Purpose purpose, String recordId) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("schema_version", SCHEMA);
        fields.put("record_id", recordId);
        fields.put("purpose", purpose.id());
        return fields;
    }

    /** The same with what else is told, without what is empty. */
    static Map<String, String> fields(Purpose purpose, @Nullable Consent consent, Map<String, String> details) {
        Map<String, String> fields = new TreeMap<>(details);
        fields.putAll(fields(purpose, consent == null ? "" : consent.recordId()));
        fields.values().removeIf(String::isEmpty);
        return fields;
    }

    static Map<String, String> fields(Question question, Map<String, String> details) {
        Map<String, String> fields = new TreeMap<>(details);
        fields.put("record_id", question.recordId());
        fields.put("notice_id", question.notice().id());
        fields.put("notice_version", String.valueOf(question.notice().version()));
        fields.put("notice_language", question.notice().language());
        fields.put("valid_until", question.until().toString());
        return fields;
    }

    static Entry entry(
            ContactId contact, GivenConsent given, Terms terms, Event event, Ulid ulid, @Nullable Head previous) {
        TreeMap<String, String> fields = new TreeMap<>(given.details());
        // whatever a caller tells, these are ours
        fields.remove(PROVED_AT);
        fields.remove("valid_until");
        fields.put("schema_version", SCHEMA);
        fields.put("record_id", given.recordId());
        fields.put("controller", given.shown().wording().controller().name());
        fields.put("controller_contact", given.shown().wording().controller().contact());
        fields.put("purpose", terms.purpose().id());
        fields.put(
                "channels", terms.channels().stream().map(Channel::id).sorted().collect(Collectors.joining(" ")));
        fields.put("legal_basis", "consent");
        fields.put("notice_id", given.shown().notice().id());
        fields.put("notice_version", String.valueOf(given.shown().notice().version()));
        fields.put("notice_language", given.shown().wording().language());
        fields.put("notice_sha256", given.shown().wording().sha256());
        fields.put("jurisdiction", given.country());
        fields.put("method", given.method().id());
        fields.put("expressed_by", "data_subject");
        if (given.provedAt() != null) {
            fields.put(PROVED_AT, String.valueOf(given.provedAt()));
        }
        fields.put("withdrawal", given.shown().wording().optOut());
        if (event == Event.REQUESTED) {
            fields.put("retention", "nothing until the yes is proved from the phone");
        } else {
            fields.put("valid_until", terms.expiry(given.at()).toString());
            fields.put("retention", "the number until valid_until or withdrawal");
            fields.put("evidence_sha256", given.evidence().hash());
        }
        return new Entry(contact.value(), ulid, event, given.at(), previous == null ? "" : previous.hash(), fields);
    }
}
