package dev.ringlock.imports.rows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ringlock.imports.rows.FileShape.FileFormat;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The first row of a file whose mapping is not known yet: the names of its columns, or somebody's data.
 *
 * @param encoding a name for the mapping; empty if it is UTF-8
 * @param first the cells of the first row, or the names of a JSON object's fields
 */
record FileHead(String encoding, FileFormat format, List<String> first) {

    private static final int LONGEST_LETTER = 4;
    private static final int FEWEST_DIGITS_OF_A_NUMBER = 7;
    private static final List<Charset> ENCODINGS = Stream.of(
                    StandardCharsets.UTF_8,
                    Charset.forName("windows-1252"),
                    StandardCharsets.UTF_16,
                    StandardCharsets.UTF_16LE)
            .toList();

    /** @throws ImportFileException if it cannot be read in any encoding that is tried */
    static FileHead of(byte[] bytes) {
        byte[] whole = withoutPart(bytes);
        ImportFileException failure = null;
        for (Charset encoding : ENCODINGS) {
            try {
                return of(whole, encoding);
            } catch (ImportFileException e) {
                failure = e;
            }
        }
        throw failure == null ? new IllegalStateException("no encoding was tried") : failure;
    }

    private static FileHead of(byte[] bytes, Charset encoding) {
        try (BufferedReader text = FileText.open(new ByteArrayInputStream(bytes), encoding)) {
            String head = FileText.head(text, encoding);
            checkRest(text, encoding);
            FileFormat format = FileFormat.of(head, Set.of());
            List<String> first = format == FileFormat.CSV ? cells(head) : fields(head, format);
            return new FileHead(encoding.equals(StandardCharsets.UTF_8) ? "" : encoding.name(), format, first);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot be read", e);
        }
    }

    private static void checkRest(BufferedReader text, Charset encoding) {
        try {
            text.transferTo(Writer.nullWriter());
        } catch (CharacterCodingException e) {
            throw FileText.unreadable(e, 1, encoding);
        } catch (IOException e) {
            // a head that is compressed breaks off
        }
    }

    /** Without the letter that may be cut in two at the end. */
    private static byte[] withoutPart(byte[] bytes) {
        int length = bytes.length;
        while (length > 0 && length > bytes.length - LONGEST_LETTER && bytes[length - 1] < 0) {
            length--;
        }
        return Arrays.copyOf(bytes, length);
    }

    Set<String> names() {
        return new LinkedHashSet<>(first);
    }

    /** Whether the first row is somebody's data, and no header. */
    boolean isData() {
        return format == FileFormat.CSV && first.stream().anyMatch(cell -> isNumber(cell) || cell.indexOf('@') >= 0);
    }

    static boolean isNumber(String cell) {
        return cell.codePoints().filter(Character::isDigit).count() >= FEWEST_DIGITS_OF_A_NUMBER;
    }

    private static List<String> cells(String head) {
        String line = head.lines().filter(text -> !text.isBlank()).findFirst().orElse("");
        return Stream.of(',', ';', '\t', '|')
                .map(delimiter -> new CsvLine(delimiter).cells(line).orElse(List.of()))
                .max(Comparator.comparingInt(List::size))
                .orElse(List.of())
                .stream()
                .map(String::strip)
                .toList();
    }

    private static List<String> fields(String head, FileFormat format) {
        Set<String> names = new LinkedHashSet<>();
        try (JsonParser json = JsonCells.JSON.createParser(head)) {
            Optional<JsonToken> row =
                    format == FileFormat.JSON ? JsonRows.firstRow(json) : Optional.of(json.nextToken());
            if (row.filter(token -> token == JsonToken.START_OBJECT).isPresent()) {
                JsonCells.names(json, names);
            }
        } catch (IOException e) {
            // what was read before says enough
        }
        return List.copyOf(names);
    }
}
