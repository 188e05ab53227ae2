package dev.ringlock.consent;

import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Head;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
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

    private ConsentRecord() {}

    static Entry entry(ContactId contact, Yes yes, Terms terms, Event event, Ulid ulid, @Nullable Head previous) {
        TreeMap<String, String> fields = new TreeMap<>();
        fields.put("schema_version", SCHEMA);
        fields.put("record_id", yes.recordId());
        fields.put("controller", yes.shown().wording().controller().name());
        fields.put("controller_contact", yes.shown().wording().controller().contact());
        fields.put("purpose", terms.purpose().id());
        fields.put(
                "channels", terms.channels().stream().map(Channel::id).sorted().collect(Collectors.joining(" ")));
        fields.put("legal_basis", "consent");
        fields.put("notice_id", yes.shown().notice().id());
        fields.put("notice_version", String.valueOf(yes.shown().notice().version()));
        fields.put("notice_language", yes.shown().wording().language());
        fields.put("notice_sha256", yes.shown().wording().sha256());
        fields.put("jurisdiction", yes.country());
        fields.put("method", yes.method().id());
        fields.put("expressed_by", "data_subject");
        fields.put("withdrawal", yes.shown().wording().optOut());
        if (event == Event.REQUESTED) {
            fields.put("retention", "nothing until the yes is proved from the phone");
        } else {
            fields.put("valid_until", terms.expiry(yes.at()).toString());
            fields.put("retention", "the number until valid_until or withdrawal");
            fields.put("evidence_sha256", yes.evidence().hash());
        }
        fields.putAll(yes.details());
        return new Entry(contact.value(), ulid, event, yes.at(), previous == null ? "" : previous.hash(), fields);
    }
}
