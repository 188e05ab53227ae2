package dev.ringlock.imports.rows;

import com.fasterxml.jackson.core.JsonParser;
import dev.ringlock.imports.rows.FileLines.FileLine;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a file is written, as far as the mapping says so.
 *
 * @param format empty if it is to be found
 * @param delimiter between the cells of CSV; empty if it is to be found
 * @param columns the names of the columns of a CSV file that has no header; empty if it has one
 * @param list the name of the list of rows in a JSON document; empty if it has only one
 */
record FileShape(
        Optional<FileFormat> format,
        Charset encoding,
        Optional<Character> delimiter,
        List<String> columns,
        String list) {

    /** The format of a file's rows. */
    enum FileFormat {
        CSV,
        /** A JSON object on each line. */
        NDJSON,
        /** One JSON document with a list of objects in it. */
        JSON;

        /**
         * As a file's first characters look.
         *
         * @param columns of the mapping; empty if there is none yet
         */
        static FileFormat of(String head, Set<String> columns) {
            String text = head.strip();
            if (text.startsWith("[")) {
                return JSON;
            }
            if (!text.startsWith("{")) {
                return CSV;
            }
            String first = text.lines().findFirst().orElse("");
            boolean list = first.length() == text.length()
                    && LIST_OF_OBJECTS.matcher(first).find();
            return isObject(first) && (!list || isRow(first, columns)) ? NDJSON : JSON;
        }

        private static boolean isObject(String line) {
            JsonColumns none = new JsonColumns(Set.of());
            return NdjsonRows.row(new FileLine(1, line, false), none).fault() == null;
        }

        /** Whether the only line is a row with a list inside, and no document with a list of rows. */
        private static boolean isRow(String line, Set<String> columns) {
            Set<String> names = new LinkedHashSet<>();
            try (JsonParser json = JsonCells.JSON.createParser(line)) {
                json.nextToken();
                JsonCells.names(json, names);
            } catch (IOException e) {
                // what was read before says enough
            }
            JsonColumns wanted = new JsonColumns(columns);
            return columns.isEmpty()
                    ? ColumnWords.NUMBER.among(names).isPresent()
                    : names.stream().anyMatch(name -> wanted.of(name).isPresent());
        }
    }

    /** A command line prints its list in one line if told to. */
    private static final Pattern LIST_OF_OBJECTS = Pattern.compile(":\\s*\\[\\s*\\{");

    private static final Map<String, Character> DELIMITERS =
            Map.of("comma", ',', "semicolon", ';', "tab", '\t', "pipe", '|', "\\t", '\t');

    FileShape {
        columns = List.copyOf(columns);
    }

    static FileShape read(MappingFields fields) {
        return new FileShape(
                fields.value(
                        "format",
                        Optional.empty(),
                        text -> Optional.of(FileFormat.valueOf(text.toUpperCase(Locale.ROOT))),
                        "Write csv, ndjson or json, or leave it out."),
                fields.value(
                        "encoding",
                        StandardCharsets.UTF_8,
                        Charset::forName,
                        "Write UTF-8, UTF-16, windows-1252 or another known name of an encoding."),
                fields.value(
                        "delimiter",
                        Optional.empty(),
                        text -> Optional.of(delimiter(text)),
                        "Write comma, semicolon, tab, pipe, or one character that is no letter, digit or quote."),
                fields.texts("columns"),
                fields.text("list").strip());
    }

    private static Character delimiter(String text) {
        Character named = DELIMITERS.get(text);
        if (named != null) {
            return named;
        }
        if (text.length() != 1 || Character.isLetterOrDigit(text.charAt(0)) || "\"'+\n\r".contains(text)) {
            throw new IllegalArgumentException("no delimiter");
        }
        return text.charAt(0);
    }
}
