package dev.ringlock.imports.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.ringlock.consent.YesEvidence;
import dev.ringlock.imports.rows.ImportRow.DecidedRow;
import dev.ringlock.imports.rows.ImportRow.FaultyRow;
import dev.ringlock.imports.rows.ImportRow.SilentRow;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportRowsTest {

    private static final String MAPPING = """
            source: crm
            number: {column: Phone, region: US}
            rowId: {column: Id}
            decisions:
              - purpose: marketing
                answer: {column: Status}
                decidedAt: {column: Date}
                notice: {id: signup, version: 1, language: en}
                how: web form
                evidence: {column: Ticket}
            """;

    @Test
    void eachRowIsAccountedFor() {
        List<ImportRow> rows = new MappedFile(MAPPING)
                .rows("\uFEFFId,Phone,Status,Date,Ticket\r\n"
                        + "1,(202) 555-0123,subscribed,2024-03-01T10:00:00Z,T-1\n"
                        + "2,+12025550124,STOP,,\r"
                        + "\n"
                        + "3,+12025550125,,,\r\n"
                        + "4;\"+12025550126\";yes;2024-03-01;T-4\n"
                        + "5,4.47E+11,no,,\n");
        assertEquals(
                List.of(2L, 3L, 4L, 5L, 6L), rows.stream().map(ImportRow::line).toList());
        DecidedRow yes = assertInstanceOf(DecidedRow.class, rows.get(0));
        assertEquals("+12025550123", yes.number().e164());
        RowDecision decision = yes.decisions().get(0);
        assertEquals(Instant.parse("2024-03-01T10:00:00Z"), decision.decidedAt());
        assertEquals(YesEvidence.TOLD, decision.evidence());
        assertEquals(
                false,
                assertInstanceOf(DecidedRow.class, rows.get(1))
                        .decisions()
                        .get(0)
                        .granted());
        assertInstanceOf(SilentRow.class, rows.get(2));
        assertInstanceOf(DecidedRow.class, rows.get(3));
        assertEquals(
                new RowFault(RowFaultKind.ROUNDED_NUMBER, "Phone", true),
                assertInstanceOf(FaultyRow.class, rows.get(4)).fault());
    }

    @Test
    void readingGoesOnBehindALine() {
        List<ImportRow> rows = new MappedFile(MAPPING)
                .rows(
                        "Id,Phone,Status,Date,Ticket\n1,+12025550123,no,,\n2,+12025550124,no,,\n3,+12025550125,no,,\n",
                        2);
        assertEquals(List.of(3L, 4L), rows.stream().map(ImportRow::line).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            1,4.47E+11,no,,                  > rounded_number > true
            1,4.47E+11,perhaps,,             > rounded_number > true
            1,4.47E+11,yes,,                 > rounded_number > false
            1,,STOP,,                        > no_number      > true
            1,+12025550123,perhaps,,         > unknown_answer > true
            1,+12025550123,=A1,,             > formula        > true
            1,+12025550123,yes,=A1,          > formula        > false
            1,"+12025550123,no,,             > broken_quotes  > true
            1,+12025550123,no                > wrong_columns  > true
            1,+12025550123,yes,2126-01-01,   > future_date    > false
            """)
    void aRefusedRowTellsWhetherANoMayBeLostWithIt(String row, String code, boolean mayBeNo) {
        FaultyRow refused = assertInstanceOf(
                FaultyRow.class,
                new MappedFile(MAPPING)
                        .rows("Id,Phone,Status,Date,Ticket\n" + row + "\n")
                        .get(0));
        assertEquals(code, refused.fault().kind().id());
        assertEquals(mayBeNo, refused.fault().mayBeNo());
    }
}
