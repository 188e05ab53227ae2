package dev.ringlock.imports.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.imports.rows.ImportFileException.FileFault;
import dev.ringlock.imports.rows.ImportRow.DecidedRow;
import dev.ringlock.imports.rows.ImportRow.FaultyRow;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What JSON has beside the rows, and fields that the mapping misses. Nothing of it is left out without a word. */
class JsonDocumentTest {

    private static final String NOES =
            "source: crm\nnumber: {column: p}\ndecisions: [{answer: no, noTo: everything}]\n";
    private static final String ANSWERS =
            "source: crm\nnumber: {column: p}\ndecisions: [{purpose: marketing, answer: {column: status}}]\n";
    private static final String ROW = "{\"p\": \"+12025550123\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"optIns\": [], \"optOuts\": [ROW]}",
                "{\"errors\": [], \"rows\": [ROW]}",
                "{\"rows\": [ROW], \"rows\": [ROW]}",
                "{\"rows\": [ROW], \"more\": {\"rows\": [ROW]}}",
                "{\"before\": {\"rows\": [ROW]}, \"rows\": [ROW]}",
                "{\"rows\": [ROW], \"last\": ROW}",
                "[ROW]\n[ROW]",
                "[ROW] ROW",
                "[ROW]]",
                "{\"rows\": [ROW]} {\"rows\": [ROW]}",
                "{\"rows\": [ROW], \"NextToken\": \"abc\"}",
                "{\"next_cursor\": 17, \"rows\": [ROW]}",
                "{\"rows\": [ROW], \"has_more\": true}",
                "{\"rows\": [ROW], \"LastEvaluatedKey\": {\"p\": 1}}",
            })
    void whatMayBeRowsBesideTheListIsAnErrorOfTheFile(String file) {
        ImportFileException refused = assertThrows(
                ImportFileException.class,
                () -> new MappedFile(NOES + "format: json\n").rows(file.replace("ROW", ROW)));
        assertEquals(FileFault.FORMAT, refused.fault());
        assertFalse(String.valueOf(refused.getMessage()).contains("0123"));
    }

    @Test
    void severalListsAreNamedAndTheMappingCanChooseOne() {
        String file = "{\"optIns\": [], \"optOuts\": [" + ROW + "], \"+12025550123\": [], \"meta\": {}}";
        String told = String.valueOf(assertThrows(ImportFileException.class, () -> new MappedFile(NOES).rows(file))
                .getMessage());
        assertTrue(told.contains("optIns, optOuts, (another), meta"), told);
        assertEquals(1, new MappedFile(NOES + "list: optOuts\n").rows(file).size());
        assertEquals(
                FileFault.FORMAT,
                assertThrows(ImportFileException.class, () -> new MappedFile(NOES + "list: other\n").rows(file))
                        .fault());
    }

    @Test
    void plainValuesMayStandBesideTheList() {
        String file =
                "{\"name\": \"x\", \"rows\": [" + ROW + "], \"count\": 1, \"NextToken\": null, \"more\": false}\n";
        assertEquals(1, new MappedFile(NOES).rows(file).size());
    }

    @Test
    void aSingleLineWithAListInsideIsARow() {
        List<ImportRow> rows =
                new MappedFile(NOES).rows("{\"p\": \"+12025550123\", \"tags\": [{\"p\": \"+12025550124\"}]}\n");
        assertEquals("+12025550123", ((DecidedRow) rows.get(0)).number().e164());
        assertEquals(1, rows.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ROW", "[ROW]", "{\"p\": \"+12025550123\", \"opted_status\": \"no\"}"})
    void aColumnThatNoRowHasIsAnErrorOfTheFile(String file) {
        ImportFileException refused =
                assertThrows(ImportFileException.class, () -> new MappedFile(ANSWERS).rows(file.replace("ROW", ROW)));
        assertEquals(FileFault.COLUMNS, refused.fault());
        assertTrue(String.valueOf(refused.getMessage()).contains("status"));
    }

    @Test
    void aFieldIsFoundInAnyCaseAndMayBeNullOrMissingInSomeRows() {
        List<ImportRow> rows = new MappedFile(ANSWERS).rows("""
                {"P": "+12025550123", "STATUS": "no"}
                {"p": "+12025550124", "Status": null}
                {"p": "+12025550125"}
                {"p": "+12025550126", "STATUS": "yes", "status": "no"}
                """);
        assertFalse(((DecidedRow) rows.get(0)).decisions().get(0).granted());
        assertFalse(((DecidedRow) rows.get(3)).decisions().get(0).granted(), "as it is written");
    }

    @Test
    void aValueThatIsNoneAndAFieldThatIsThereInTwoCasesRefuseTheirRow() {
        List<ImportRow> rows = new MappedFile(ANSWERS).rows("""
                {"p": "+12025550123", "status": "no"}
                {"p": "+12025550124", "status": {"value": "no"}}
                {"p": "+12025550125", "status": [{"value": "no"}]}
                {"p": "+12025550126", "STATUS": "yes", "Status": "no"}
                """);
        for (ImportRow row : rows.subList(1, 4)) {
            RowFault fault = assertInstanceOf(FaultyRow.class, row).fault();
            assertEquals(new RowFault(RowFaultKind.NOT_JSON, "", true), fault);
        }
    }

    @Test
    void aTextOfAnyLengthRefusesItsRowAloneOrNoneIfNobodyReadsIt() {
        String text = "x".repeat(200_000);
        List<ImportRow> rows = new MappedFile(NOES)
                .rows("[{\"p\": \"" + text + "\"}, {\"p\": \"+12025550123\", \"note\": \"" + text + "\"}]");
        assertEquals(
                RowFaultKind.TOO_LONG,
                assertInstanceOf(FaultyRow.class, rows.get(0)).fault().kind());
        assertInstanceOf(DecidedRow.class, rows.get(1));
    }
}
