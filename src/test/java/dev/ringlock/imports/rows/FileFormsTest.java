package dev.ringlock.imports.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.imports.rows.ImportFileException.FileFault;
import dev.ringlock.imports.rows.ImportRow.DecidedRow;
import dev.ringlock.imports.rows.ImportRow.FaultyRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms that a file may have: encodings, compression, CSV and JSON. */
class FileFormsTest {

    private static final String MAPPING = """
            source: crm
            number: {column: Téléphone}
            decisions: [{purpose: marketing, answer: {column: Status}}]
            """;

    private static final String FILE = "Téléphone,Status\n+12025550123,no\n";

    @ParameterizedTest
    @ValueSource(strings = {"windows-1252", "ISO-8859-15", "UTF-16LE", "UTF-16BE", "UTF-16"})
    void anotherEncodingIsRefusedUntilItIsNamed(String name) {
        byte[] bytes = FILE.getBytes(Charset.forName(name));
        ImportFileException refused =
                assertThrows(ImportFileException.class, () -> new MappedFile(MAPPING).rows(bytes, 0));
        assertEquals(FileFault.ENCODING, refused.fault());
        assertEquals(1, refused.line());
        assertFalse(String.valueOf(refused.getMessage()).contains("2025550123"));
        assertEquals(
                1,
                new MappedFile(MAPPING + "encoding: " + name + "\n")
                        .rows(bytes, 0)
                        .size());
    }

    @Test
    void aWrongByteIsToldWithItsLineAndTheRowsBeforeItAreRead() throws IOException {
        byte[] good = (FILE + "+12025550124,no\n".repeat(5_000)).getBytes(StandardCharsets.UTF_8);
        InputStream file = new SequenceInputStream(
                new ByteArrayInputStream(good), new ByteArrayInputStream(new byte[] {'x', (byte) 0xe9, '\n'}));
        Mapping mapping = Mapping.read(MAPPING, MappedFile.POLICY);
        try (ImportRows rows = ImportRows.open(file, mapping, MappedFile.POLICY, MappedFile.NOW, 0)) {
            for (int i = 0; i < 5_001; i++) {
                assertTrue(rows.next().isPresent());
            }
            ImportFileException refused = assertThrows(ImportFileException.class, rows::next);
            assertEquals(5_003, refused.line());
        }
    }

    @Test
    void aCompressedFileIsReadAndABrokenOneIsTold() throws IOException {
        byte[] packed = packed(FILE.getBytes(StandardCharsets.UTF_8), 1);
        assertEquals(1, new MappedFile(MAPPING).rows(packed, 0).size());
        byte[] cut = Arrays.copyOf(packed, packed.length - 12);
        assertEquals(
                FileFault.COMPRESSION,
                assertThrows(ImportFileException.class, () -> new MappedFile(MAPPING).rows(cut, 0))
                        .fault());
    }

    @Test
    void aLineThatUnpacksToAHundredMegabytesIsNotKept() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(packed((FILE + "+12025550124,").getBytes(StandardCharsets.UTF_8), 1));
        bytes.write(packed(new byte[1 << 20], 100));
        bytes.write(packed("\n+12025550125,no\n".getBytes(StandardCharsets.UTF_8), 1));
        assertTrue(bytes.size() < 1 << 18);
        List<ImportRow> rows = new MappedFile(MAPPING).rows(bytes.toByteArray(), 0);
        assertEquals(List.of(2L, 3L, 4L), rows.stream().map(ImportRow::line).toList());
        assertEquals(RowFaultKind.TOO_LONG, ((FaultyRow) rows.get(1)).fault().kind());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Status,Phone\nno,+12025550123\n",
                "sep=;\nTéléphone;Status\n",
                "+12025550123,no\n",
                "Téléphone,Status,Téléphone\n",
                "Téléphone\n"
            })
    void aColumnThatIsNotThereOnceIsAnErrorBeforeAnyRow(String file) {
        boolean good = file.startsWith("sep");
        if (good) {
            assertEquals(List.of(), new MappedFile(MAPPING).rows(file));
        } else {
            ImportFileException refused =
                    assertThrows(ImportFileException.class, () -> new MappedFile(MAPPING).rows(file));
            assertEquals(FileFault.COLUMNS, refused.fault());
            assertFalse(String.valueOf(refused.getMessage()).contains("0123"), refused.getMessage());
        }
    }

    @Test
    void nothingIsNoFile() {
        for (String file : List.of("", "\n\n", "\uFEFF")) {
            assertEquals(
                    FileFault.EMPTY,
                    assertThrows(ImportFileException.class, () -> new MappedFile(MAPPING).rows(file))
                            .fault());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"~", "tab", "pipe", "^"})
    void anyDelimiterCanBeNamed(String name) {
        String delimiter = name.equals("tab") ? "\t" : name.equals("pipe") ? "|" : name;
        MappedFile file = new MappedFile(MAPPING + "delimiter: \"" + name + "\"\n");
        assertEquals(1, file.rows(FILE.replace(",", delimiter)).size());
    }

    @Test
    void aRowThatTwoOtherDelimitersFitIsRefused() {
        ImportRow row = new MappedFile(MAPPING)
                .rows("Téléphone,Status\n+12025550123;no|x\n")
                .get(0);
        assertEquals(RowFaultKind.WRONG_COLUMNS, ((FaultyRow) row).fault().kind());
    }

    @Test
    void eachLineOfNdjsonIsARow() {
        MappedFile file = new MappedFile("""
                source: crm
                number: {column: user.phone}
                decisions: [{purpose: marketing, answer: {column: channels.sms, yes: [in], no: [out]}}]
                """);
        List<ImportRow> rows = file.rows("""
                {"user": {"phone": "+12025550123", "name": null}, "channels": {"sms": "out"}}

                {"user": {"phone": "+12025550124"}, "channels": {"sms": ["out"]}}
                {"user": {"phone": "+12025550125"}}
                {"user": {"phone": "+12025550126"}, "channels": {"sms": "out"}, "user": 1}
                {"user": {"phone": 12025550127}, "channels": {"sms": "out"}}
                not json
                {"a": 1} {"b": 2}
                ["+12025550128"]
                {"user.phone": "+12025550129", "channels.sms": "out", "deep": {"er": [[[{}]]]}}
                """);
        assertEquals(
                List.of(1L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L),
                rows.stream().map(ImportRow::line).toList());
        assertEquals(
                List.of("no", "no", "nothing", "not_json", "region_needed", "not_json", "not_json", "not_json", "no"),
                rows.stream().map(FileFormsTest::outcome).toList());
    }

    @Test
    void aRowOfJsonWithTooMuchInItIsRefusedAndTheNextIsRead() {
        MappedFile file =
                new MappedFile("source: crm\nnumber: {column: p}\ndecisions: [{answer: no, noTo: everything}]\n");
        String large = "{\"p\": \"+12025550123\", \"x\": [" + "1,".repeat(50_000) + "1]}";
        List<ImportRow> rows = file.rows("[" + large + ",\n 5, {\"p\": \"+12025550124\"}]");
        assertEquals(List.of(1L, 2L, 3L), rows.stream().map(ImportRow::line).toList());
        assertEquals(
                List.of("too_long", "not_json", "no"),
                rows.stream().map(FileFormsTest::outcome).toList());
        assertEquals(
                List.of(3L),
                file.rows("[" + large + ", 5, {\"p\": \"+12025550124\"}]", 2).stream()
                        .map(ImportRow::line)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"a\": 1,\n \"b\": {}}", "[{\"p\": \"+12025550123\"},", "{\"rows\": [{\"p\": 1}}", "[\"a"})
    void aDocumentWithoutAWholeListIsAnErrorOfTheFile(String file) {
        MappedFile mapped =
                new MappedFile("source: crm\nnumber: {column: p}\ndecisions: [{answer: no, noTo: everything}]\n");
        ImportFileException refused = assertThrows(ImportFileException.class, () -> mapped.rows(file));
        assertEquals(FileFault.FORMAT, refused.fault());
        assertFalse(String.valueOf(refused.getMessage()).contains("0123"));
    }

    private static String outcome(ImportRow row) {
        if (row instanceof DecidedRow decided) {
            return decided.decisions().get(0).granted() ? "yes" : "no";
        }
        return row instanceof FaultyRow faulty ? faulty.fault().kind().id() : "nothing";
    }

    private static byte[] packed(byte[] bytes, int times) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < times; i++) {
                gzip.write(bytes);
            }
        }
        return packed.toByteArray();
    }
}
