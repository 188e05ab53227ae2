package dev.ringlock.imports.rows;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringlock.imports.rows.ImportRow.DecidedRow;
import dev.ringlock.imports.rows.ImportRow.FaultyRow;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may show a yes. */
class MappedEvidenceTest {

    private static final String HEAD = "source: crm\nnumber: {column: Phone}\nrowId: {column: Id}\n";

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            evidence: sheet of 2019                         > /evidence
            evidence: {column: Ticket, otherwise: T-1}      > /evidence/otherwise
            evidence: {column: Id}                          > /evidence
            evidence: {column: id}                          > /evidence
            evidence: {columns: [Ticket, Id]}               > /evidence
            evidence: {column: Phone}                       > /evidence
            evidence: {column: Status}                      > /evidence
            decidedAt: 2024-01-01                           > /decidedAt
            decidedAt: {column: Date, otherwise: 2024-01-01} > /decidedAt/otherwise
            """)
    void aConstantOrTheRowsIdShowsNoYesAndDatesNone(String fields, String pointer) {
        String yes = HEAD + fields + "\ndecisions: [{purpose: marketing, answer: {column: Status}}]\n";
        List<MappingMistake> mistakes = assertThrows(
                        MappingMistakesException.class, () -> Mapping.read(yes, MappedFile.POLICY))
                .mistakes();
        assertEquals(
                List.of(pointer + " not_valid"),
                mistakes.stream().map(one -> one.pointer() + " " + one.code()).toList());
        String no = HEAD + fields + "\ndecisions: [{purpose: marketing, answer: no}]\n";
        assertDoesNotThrow(() -> Mapping.read(no, MappedFile.POLICY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann%40shop.example", "ann%2540shop.example", "https://shop.example/ann%40shop.example",
                        "ann\uFF20shop.example",
                "%2B442079460000", "form%20of%2055%355%30123", "202.55.50.123", "x/5550123"
            })
    void anEncodedNumberOrAddressIsPersonalToo(String evidence) {
        MappedFile file = new MappedFile(
                HEAD + "decisions: [{purpose: marketing, answer: {column: Status}, evidence: {column: Ticket}}]\n");
        ImportRow row = file.rows("Id,Phone,Status,Ticket\n1,+12025550123,yes," + evidence + "\n")
                .get(0);
        assertEquals(RowFaultKind.PERSONAL_EVIDENCE, ((FaultyRow) row).fault().kind());
        ImportRow no = file.rows("Id,Phone,Status,Ticket\n1,+12025550123,no," + evidence + "\n")
                .get(0);
        assertEquals(Map.of(), ((DecidedRow) no).decisions().get(0).details());
    }
}
