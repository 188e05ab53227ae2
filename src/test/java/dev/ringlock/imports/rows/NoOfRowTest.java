package dev.ringlock.imports.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.ringlock.imports.rows.ImportRow.DecidedRow;
import dev.ringlock.imports.rows.ImportRow.FaultyRow;
import dev.ringlock.phone.PhoneNumber;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a row's no reaches, and from when it counts. */
class NoOfRowTest {

    private static final String NUMBERS = """
            source: crm
            number: {columns: [Mobile, Phone], region: {column: Country}}
            decisions:
              - {purpose: marketing, answer: {column: Status}}
              - {purpose: service, answer: {column: Consent}}
            """;
    private static final String HEADER = "Mobile,Phone,Country,Status,Consent\n";
    private static final String DATES = """
            source: crm
            number: {column: Phone}
            decisions: [{purpose: marketing, answer: {column: Status}, decidedAt: {column: Date}}]
            """;

    @Test
    void aNoBindsTheNumberOfEachColumnAndAYesIsTheFirstOnes() {
        DecidedRow row = decided("+12025550123,+12025550124,,no,yes");
        assertEquals(List.of("+12025550123", "+12025550124"), numbers(row.noes()));
        assertEquals(List.of("+12025550123"), numbers(row.yeses()));
        assertEquals(
                List.of(1, 1),
                row.noes().stream().map(no -> no.decisions().size()).toList());
        assertEquals(List.of(), decided("+12025550123,+12025550124,,yes,").others());
        assertEquals(List.of(), decided("+12025550123,+1 202 555 0123,,no,").others());
    }

    @Test
    void aNumberThatCannotBeReadLosesItsOwnNoAlone() {
        DecidedRow row = decided("4.47E+11,+12025550124,,no,yes");
        assertEquals(List.of("+12025550124"), numbers(row.noes()));
        assertEquals(List.of(), row.yeses());
        assertEquals(List.of(new RowFault(RowFaultKind.ROUNDED_NUMBER, "Mobile", true)), row.faults());
    }

    @Test
    void aNoBindsBothNumbersThatAnAmbiguousTextMayBe() {
        // its country's code may be in front, or it may be a number of that country
        String both = "4915123456789";
        DecidedRow row = decided(both + ",,DE,no,yes");
        assertEquals(List.of("+4915123456789", "+494915123456789"), numbers(row.noes()));
        assertEquals(List.of(), row.yeses());
        assertEquals(List.of(new RowFault(RowFaultKind.AMBIGUOUS_NUMBER, "Mobile")), row.faults());
        assertInstanceOf(FaultyRow.class, row(NUMBERS, HEADER + both + ",,DE,yes,"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            03/04/2025                > 2025-04-04T03:59:59.999Z
            06/12/2026                > none
            01/06/2026                >
            12/05/2026                > 2026-05-13T03:59:59.999Z
            2025-03-01                > 2025-03-02T04:59:59.999Z
            2025-03-01T10:05Z         > 2025-03-01T10:05:59.999Z
            2025-03-01T10:05:07Z      > 2025-03-01T10:05:07.999Z
            2026-06-01                >
            2026-06-01T12:00Z         >
            yesterday                 > none
            2126-01-01                > none
            =A1                       > none
            ''                        >
            """)
    void aNoCountsAtTheEndOfWhatIsWrittenAndIsListedIfThatCannotBeRead(String date, @Nullable String at) {
        DecidedRow row =
                assertInstanceOf(DecidedRow.class, row(DATES, "Phone,Status,Date\n+12025550123,no,\"" + date + "\""));
        boolean none = "none".equals(at);
        assertEquals(none ? List.of(new RowFault(RowFaultKind.UNDATED_NO, "Date", false)) : List.of(), row.faults());
        assertEquals(
                none || at == null ? List.of() : List.of(Instant.parse(at)),
                Stream.ofNullable(row.decisions().get(0).decidedAt()).toList());
    }

    @Test
    void aYesCountsFromTheBeginningOfWhatIsWritten() {
        DecidedRow row =
                assertInstanceOf(DecidedRow.class, row(DATES, "Phone,Status,Date\n+12025550123,yes,2025-03-01T10:05Z"));
        assertEquals(
                Instant.parse("2025-03-01T10:05:00Z"),
                Objects.requireNonNull(row.decisions().get(0).decidedAt()));
    }

    private static DecidedRow decided(String row) {
        return assertInstanceOf(DecidedRow.class, row(NUMBERS, HEADER + row));
    }

    private static ImportRow row(String mapping, String file) {
        return new MappedFile(mapping).rows(file + "\n").get(0);
    }

    private static List<String> numbers(List<DecidedRow> rows) {
        return rows.stream().map(DecidedRow::number).map(PhoneNumber::e164).toList();
    }
}
