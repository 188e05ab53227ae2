package dev.ringlock.reply;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a word list: comma-separated values with a header and the quotes of RFC 4180. Each row is on one line. */
final class Csv {

    /** A row, with its cells by column name. */
    record WordListRow(String list, int line, Map<String, String> cells) {

        String get(String column) {
            String cell = cells.get(column);
            if (cell == null) {
                throw wrong("has no column " + column);
            }
            return cell;
        }

        WordListException wrong(String problem) {
            return new WordListException(list, line, problem);
        }
    }

    private Csv() {}

    /** Skips empty lines and lines that begin with {@code #}. */
    static List<WordListRow> parse(String list, String text) {
        List<WordListRow> rows = new ArrayList<>();
        List<String> header = List.of();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            List<String> cells = cells(list, i + 1, line);
            if (header.isEmpty()) {
                header = cells;
            } else {
                rows.add(row(list, i + 1, header, cells));
            }
        }
        return rows;
    }

    private static WordListRow row(String list, int line, List<String> header, List<String> cells) {
        if (cells.size() != header.size()) {
            throw new WordListException(
                    list, line, "has " + cells.size() + " columns; the first line has " + header.size());
        }
        Map<String, String> cellsByColumn = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            cellsByColumn.put(header.get(i), cells.get(i).strip());
        }
        return new WordListRow(list, line, cellsByColumn);
    }

    private static List<String> cells(String list, int line, String text) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        if (quoted) {
            throw new WordListException(list, line, "has a quote that does not end");
        }
        cells.add(cell.toString());
        return cells;
    }
}
