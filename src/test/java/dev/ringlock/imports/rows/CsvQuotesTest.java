package dev.ringlock.imports.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringlock.imports.rows.ImportRow.DecidedRow;
import dev.ringlock.imports.rows.ImportRow.FaultyRow;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quotes that do not end where their cell does. No row is lost in them without being listed. */
class CsvQuotesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            "+12025550123~+12025550124"~+12025550125      > 2 refused;3 refused;4 no
            "+12025550123~+12025550124~+12025550125       > 2 refused;3 no;4 no
            "+12025550123~+12025550124~"+12025550125"     > 2 refused;3 no;4 no
            "~+12025550124~"                              > 2 refused;3 refused;4 refused
            "+12025550123"~"+12025550124"                 > 2 no;3 no
            """)
    void noLineOfAListWithOneColumnIsLost(String lines, String outcomes) {
        assertEquals(
                List.of(outcomes.split(";")),
                outcomes(
                        "source: crm\nnumber: {column: Phone}\ndecisions: [{answer: no, noTo: everything}]\n",
                        "Phone~" + lines));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', quoteCharacter = '`', textBlock = """
            +12025550123,no,"a~+12025550124,no,b~c"            > 2 refused;3 refused;4 refused
            +12025550123,no,"a~+12025550124;no;b~c"            > 2 refused;3 refused;4 refused
            +12025550123,no,"a~+12025550124,no~c"              > 2 refused;3 refused;4 refused
            +12025550123,no,"called on~2024-03-01 10:00, again~c" > 2 no
            +12025550123,no,"a~b"                              > 2 no
            """)
    void noNumberIsLostInATextOfSeveralLines(String lines, String outcomes) {
        assertEquals(
                List.of(outcomes.split(";")),
                outcomes(
                        "source: crm\nnumber: {column: Phone}\ndecisions: [{purpose: marketing, answer: {column: Status}}]\n",
                        "Phone,Status,Note~" + lines));
    }

    private static List<String> outcomes(String mapping, String lines) {
        return new MappedFile(mapping)
                .rows(lines.replace('~', '\n') + "\n").stream()
                        .map(row -> row.line() + " "
                                + (row instanceof FaultyRow ? "refused" : row instanceof DecidedRow ? "no" : "nothing"))
                        .toList();
    }
}
