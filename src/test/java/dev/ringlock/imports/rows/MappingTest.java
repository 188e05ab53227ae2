package dev.ringlock.imports.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.consent.YesEvidence;
import dev.ringlock.imports.rows.ImportRow.DecidedRow;
import dev.ringlock.imports.rows.ImportRow.FaultyRow;
import dev.ringlock.terms.NoticeRef;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.ShownNotice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingTest {

    private static final Purpose MARKETING = new Purpose("marketing");
    private static final Purpose SERVICE = new Purpose("service");
    private static final String HEAD = "source: crm\nnumber: {column: Phone}\n";

    @Test
    void allMistakesAreToldAtOnceEachWithItsPlace() {
        Map<String, String> found = mistakes("""
                source: My CRM
                format: xml
                encoding: klingon
                delimiter: ab
                number: {column: Phone, region: Atlantis, colour: red}
                rowId: fixed
                decisions:
                  - purpose: [marketing, sales]
                    answer: perhaps
                    decidedAt: {column: Date, order: ymm, zone: Mars}
                    notice: {id: signup, version: 7, language: tlh}
                    noTo: nobody
                  - answer: {column: opted_out}
                """);
        assertEquals(
                Map.ofEntries(
                        Map.entry("/source", "not_valid"),
                        Map.entry("/format", "not_valid"),
                        Map.entry("/encoding", "not_valid"),
                        Map.entry("/delimiter", "not_valid"),
                        Map.entry("/number/region", "not_valid"),
                        Map.entry("/number/colour", "unknown_field"),
                        Map.entry("/rowId", "not_valid"),
                        Map.entry("/decisions/0/purpose", "unknown_purpose"),
                        Map.entry("/decisions/0/answer", "not_valid"),
                        Map.entry("/decisions/0/decidedAt/order", "not_valid"),
                        Map.entry("/decisions/0/decidedAt/zone", "not_valid"),
                        Map.entry("/decisions/0/notice/id", "unknown_notice"),
                        Map.entry("/decisions/0/notice/language", "unknown_language"),
                        Map.entry("/decisions/0/noTo", "not_valid"),
                        Map.entry("/decisions/1/purpose", "required"),
                        Map.entry("/decisions/1/answer/no", "required")),
                found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1", "a: b: c", "- a", "{}", "a: *b", "source: crm\nsource: crm"})
    void whatIsNoMappingIsRefused(String text) {
        assertFalse(mistakes(text).isEmpty());
    }

    @Test
    void jsonSaysTheSameAsYaml() {
        String json = """
                {"source": "crm", "number": {"column": "Phone"},
                 "decisions": [{"purpose": ["marketing", "service"], "answer": {"column": "Status"}}]}""";
        DecidedRow row = decided(json, "Phone,Status\n+12025550123,no\n");
        assertEquals(Set.of(MARKETING, SERVICE), row.decisions().get(0).purposes());
    }

    @Test
    void eachColumnOfSeveralIsADecisionOfItsOwn() {
        DecidedRow row = decided(
                HEAD + """
                        decidedAt: {column: When}
                        decisions:
                          - {purpose: marketing, answer: {column: News opt-in}}
                          - {purpose: service, answer: {column: Orders, yes: ["yes"]}, decidedAt: {column: Since}}
                        """,
                "Phone,News opt-in,Orders,When,Since\n+12025550123,no,yes,2025-01-01T00:00:00Z,2024-01-01\n");
        assertEquals(
                List.of(false, true),
                row.decisions().stream().map(RowDecision::granted).toList());
        assertEquals(
                Instant.parse("2025-01-01T00:00:00.999Z"),
                row.decisions().get(0).decidedAt());
        assertEquals(
                Instant.parse("2024-01-01T05:00:00Z"), row.decisions().get(1).decidedAt(), "the policy's time zone");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            Newsletter     > yes > marketing
            NEWS-LETTER    > yes > marketing
            Orders;marketing > no > marketing service
            orders         > no  > service
            All            > no  > all
            """)
    void aColumnNamesThePurposes(String list, String answer, String purposes) {
        DecidedRow row = decided(HEAD + """
                        decisions:
                          - purpose: {column: List, words: {Newsletter: marketing, Orders: service, All: everything}}
                            answer: {column: Status}
                        """, "Phone,List,Status\n+12025550123," + list + "," + answer + "\n");
        RowDecision decision = row.decisions().get(0);
        assertEquals(purposes.equals("all"), decision.everything());
        assertEquals(
                purposes.equals("all") ? "marketing service" : purposes,
                decision.purposes().stream().sorted().map(Purpose::id).collect(Collectors.joining(" ")));
    }

    @Test
    void aNoToABlankOrUnknownPurposeIsOneToEverythingAndAYesToEverythingIsNone() {
        MappedFile file = new MappedFile(HEAD + """
                        decisions:
                          - purpose: {column: List, words: {All: everything}}
                            answer: {column: Status}
                        """);
        List<ImportRow> rows = file.rows(
                "Phone,List,Status\n+12025550123,marketing;sales,no\n+12025550124,All,yes\n+12025550125,sales,no\n"
                        + "+12025550126,,no\n+12025550127,,yes\n");
        for (ImportRow row : List.of(rows.get(0), rows.get(2), rows.get(3))) {
            DecidedRow no = (DecidedRow) row;
            assertTrue(no.decisions().get(0).everything());
            assertEquals(Set.of(MARKETING, SERVICE), no.decisions().get(0).purposes());
            assertEquals(List.of(new RowFault(RowFaultKind.NO_TO_EVERYTHING, "List", false)), no.faults());
        }
        assertEquals(
                RowFaultKind.YES_TO_EVERYTHING,
                ((FaultyRow) rows.get(1)).fault().kind());
        assertEquals(
                RowFaultKind.UNKNOWN_PURPOSE, ((FaultyRow) rows.get(4)).fault().kind());
    }

    @Test
    void aListOfOptOutsNeedsNoPurposeAndTakesEveryNumber() {
        DecidedRow row =
                decided(HEAD + "columns: [Phone]\ndecisions: [{answer: no, noTo: everything}]\n", "+12025550\n");
        assertTrue(row.decisions().get(0).everything());
        assertFalse(row.number().isValid());
        assertNull(row.decisions().get(0).decidedAt());
    }

    @Test
    void namedWordsTakeThePlaceOfTheUsualOnes() {
        MappedFile file = new MappedFile(HEAD + """
                        decisions:
                          - {purpose: marketing, answer: {column: opted_out, no: ["*"], nothing: ["0", "false"]}}
                        """);
        List<ImportRow> rows =
                file.rows("Phone,opted_out\n+12025550123,1\n+12025550124,0\n+12025550125,\n+12025550126,yes\n");
        assertEquals(
                List.of("DecidedRow", "SilentRow", "SilentRow", "DecidedRow"),
                rows.stream().map(row -> row.getClass().getSimpleName()).toList());
        assertFalse(((DecidedRow) rows.get(3)).decisions().get(0).granted());
    }

    @Test
    void aLegacyNoticeComesWithItsWords() {
        String mapping = HEAD + """
                how: paper form
                evidence: {column: Sheet}
                decidedAt: {column: When, order: dmy}
                legacy: {name: shop-2019, language: en, wording: "Yes, send me offers."}
                decisions:
                  - {purpose: marketing, answer: yes}
                  - {purpose: service, answer: {column: Orders, yes: ["yes"]}}
                """;
        RowDecision yes = decided(mapping, "Phone,Sheet,When,Orders\n+12025550123,S-1,3.4.2024,\n")
                .decisions()
                .get(0);
        assertEquals(YesEvidence.TOLD, yes.evidence());
        assertEquals(
                new NoticeRef("shop-2019", 1, "en"),
                Objects.requireNonNull(yes.shown()).ref());
        assertEquals(Map.of("claimed_method", "paper form", "claimed_evidence", "S-1"), yes.details());
        List<ShownNotice> legacy = Mapping.read(mapping, MappedFile.POLICY).legacyNotices();
        assertEquals(1, legacy.size());
        assertEquals(
                Set.of(MARKETING, SERVICE), Set.copyOf(legacy.get(0).notice().purposes()));
        assertTrue(legacy.get(0).wording().verbatim().contains("Yes, send me offers."));
    }

    @Test
    void aNameStandsForOneWordingOnly() {
        Map<String, String> found = mistakes(HEAD + """
                        decisions:
                          - {purpose: marketing, answer: yes, legacy: {name: old, language: en, wording: One}}
                          - {purpose: service, answer: yes, legacy: {name: old, language: en, wording: Two}}
                          - {purpose: service, answer: yes, legacy: {name: signup, language: en, wording: Two}}
                        """);
        assertEquals(Map.of("/decisions", "duplicate", "/decisions/2/legacy/name", "duplicate"), found);
    }

    @Test
    void evidenceIsKeptShortWithoutWhatTellsThePerson() {
        String mapping =
                HEAD + "decisions: [{purpose: marketing, answer: {column: Status}, evidence: {columns: [E, F]}}]\n";
        MappedFile file = new MappedFile(mapping);
        List<ImportRow> rows = file.rows("Phone,Status,E,F\n"
                + "+12025550123,yes,https://shop.example/form?phone=2025550123#top,203.0.113.77\n"
                + "+12025550123,yes,his number ends in 555 0123,\n"
                + "+12025550123,yes,call +442079460000,\n"
                + "+12025550123,yes,ann@shop.example,\n"
                + "+12025550123,no,ann@shop.example,\n"
                + "+12025550123,yes," + "x".repeat(300) + ",\n");
        assertEquals(
                Map.of("claimed_evidence", "E: https://shop.example/form; F: 203.0.113.0/24"),
                ((DecidedRow) rows.get(0)).decisions().get(0).details());
        for (int i = 1; i <= 3; i++) {
            assertEquals(
                    RowFaultKind.PERSONAL_EVIDENCE,
                    ((FaultyRow) rows.get(i)).fault().kind());
        }
        assertEquals(Map.of(), ((DecidedRow) rows.get(4)).decisions().get(0).details(), "a no is never lost");
        assertEquals(
                RowFaultKind.LONG_EVIDENCE, ((FaultyRow) rows.get(5)).fault().kind());
    }

    @Test
    void theFirstMappingOfTheManualDoesWhatItSays() throws IOException {
        String manual = Files.readString(Path.of("docs/import.md"));
        List<ImportRow> rows = new MappedFile(block(manual, "```yaml\nsource")).rows(block(manual, "```\nId"));
        assertEquals(
                List.of("DecidedRow", "DecidedRow", "SilentRow"),
                rows.stream().map(row -> row.getClass().getSimpleName()).toList());
        assertEquals(
                YesEvidence.TOLD, ((DecidedRow) rows.get(0)).decisions().get(0).evidence());
        assertFalse(((DecidedRow) rows.get(1)).decisions().get(0).granted());
    }

    private static String block(String manual, String beginning) {
        int from = manual.indexOf('\n', manual.indexOf(beginning)) + 1;
        return manual.substring(from, manual.indexOf("```", from));
    }

    private static DecidedRow decided(String mapping, String file) {
        return (DecidedRow) new MappedFile(mapping).rows(file).get(0);
    }

    private static Map<String, String> mistakes(String mapping) {
        return assertThrows(MappingMistakesException.class, () -> Mapping.read(mapping, MappedFile.POLICY))
                .mistakes()
                .stream()
                .collect(Collectors.toMap(MappingMistake::pointer, MappingMistake::code, (one, other) -> one));
    }
}
