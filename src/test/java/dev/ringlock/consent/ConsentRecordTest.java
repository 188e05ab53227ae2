package dev.ringlock.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.ledger.Entry;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.LineType;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.PurposeKind;
import dev.ringlock.terms.Terms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConsentRecordTest {

    private static final Rules RULES =
            new Rules(Retentions.EXAMPLE, Set.of(new Purpose("marketing"), new Purpose("service")));

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void saysAllThatARecordHasToSay() {
        Entry entry = given();
        assertEquals("c1_aaaaaaaaaaaaaaaaaaaaaaaaaa", entry.subject());
        assertEquals(
                Map.ofEntries(
                        Map.entry("schema_version", "1"),
                        Map.entry("record_id", "6f9619ff-8b86-4011-b42d-00c04fc964ff"),
                        Map.entry("controller", "Harbour Books"),
                        Map.entry("controller_contact", "privacy@harbour-books.example"),
                        Map.entry("purpose", "marketing"),
                        Map.entry("channels", "sms voice"),
                        Map.entry("legal_basis", "consent"),
                        Map.entry("notice_id", "signup"),
                        Map.entry("notice_version", "1"),
                        Map.entry("notice_language", "en"),
                        Map.entry("notice_sha256", entry.fields().get("notice_sha256")),
                        Map.entry("jurisdiction", "US"),
                        Map.entry("method", "web_checkbox"),
                        Map.entry("expressed_by", "data_subject"),
                        Map.entry("withdrawal", "Reply STOP."),
                        Map.entry("valid_until", "2028-11-23T10:00:00Z"),
                        Map.entry("retention", "the number until valid_until or withdrawal"),
                        Map.entry(
                                "evidence_sha256",
                                new PersonalEvidence("203.0.113.0/24", "Firefox", "00".repeat(16)).hash()),
                        Map.entry("claimed_url", "https://shop.example/signup"),
                        Map.entry("claimed_form", "newsletter")),
                entry.fields());
    }

    @Test
    void personalEvidenceIsThereAsAHashOnly() {
        String entry = given().toString();
        assertTrue(!entry.contains("203.0.113") && !entry.contains("Firefox"), entry);
    }

    @Test
    void everyFieldIsExplainedInTheDocs() throws IOException {
        String docs = Files.readString(Path.of("docs/consent-record.md"));
        given().fields().keySet().forEach(field -> assertTrue(docs.contains("`" + field + "`"), field));
    }

    private static Entry given() {
        Terms terms = new Terms(
                new Purpose("marketing"),
                Set.of(Channel.VOICE, Channel.SMS),
                Period.ofYears(2),
                false,
                Set.of(LineType.MOBILE),
                PurposeKind.MARKETING,
                Set.of());
        Contact nobody = Contact.unknown(ContactId.ofMac(new byte[16]));
        return RULES.give(nobody, List.of(), RulesTest.yes(NOW, terms))
                .entries()
                .get(0);
    }
}
