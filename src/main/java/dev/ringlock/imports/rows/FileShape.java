package dev.ringlock.imports.rows;

import dev.ringlock.imports.rows.FileLines.FileLine;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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
 */
record FileShape(Optional<FileFormat> format, Charset encoding, Optional<Character> delimiter, List<String> columns) {

    /** The format of a file's rows. */
    enum FileFormat {
        CSV,
        /** A JSON object on each line. */
        NDJSON,
        /** One JSON document with a list of objects in it. */
        JSON;

        /** As a file's first characters look. */
        static FileFormat of(String head) {
            String text = head.strip();
            if (text.startsWith("[")) {
                return JSON;
            }
            if (!text.startsWith("{")) {
                return CSV;
            }
            String first = text.lines().findFirst().orElse("");
            boolean whole =
                    NdjsonRows.row(new FileLine(1, first, false), Set.of()).fault() == null;
            return whole
                            && !(first.length() == text.length()
                                    && LIST_OF_OBJECTS.matcher(first).find())
                    ? NDJSON
                    : JSON;
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
                fields.texts("columns"));
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
