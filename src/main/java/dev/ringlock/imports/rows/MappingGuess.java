package dev.ringlock.imports.rows;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A proposal for a mapping, made from the names of a file's columns. It holds no cell of a row: a name is repeated only if
 * it is one that such columns usually have.
 *
 * @param system whose export it looks like; empty if none that is known
 * @param mapping in YAML. What only its owner knows stands as {@code FILL-IN} in it
 */
public record MappingGuess(String system, String mapping) {

    private static final String UNKNOWN = "FILL-IN";

    /** @param head the first bytes of the file, as they are; 64 KiB are enough. If they are no text, all is to be filled in */
    public static MappingGuess of(byte[] head) {
        try {
            return of(FileHead.of(head));
        } catch (ImportFileException e) {
            // the check of the file tells
            return new MappingGuess("", ofNames(Set.of()));
        }
    }

    private static MappingGuess of(FileHead file) {
        String encoding = file.encoding().isEmpty() ? "" : "encoding: " + file.encoding() + "\n";
        Set<String> names = file.names();
        return KnownExport.ALL.stream()
                .filter(export -> !file.isData() && export.isOf(names))
                .findFirst()
                .map(export -> new MappingGuess(export.system(), encoding + export.mapping(names)))
                .orElseGet(() -> new MappingGuess("", encoding + (file.isData() ? ofData(file) : ofNames(names))));
    }

    private static String ofNames(Set<String> names) {
        List<String> lines = new ArrayList<>();
        lines.add("source: " + UNKNOWN);
        lines.add("number: {column: " + column(ColumnWords.NUMBER, names).orElse(UNKNOWN) + ", region: "
                + column(ColumnWords.REGION, names)
                        .map(name -> "{column: " + name + "}")
                        .orElse(UNKNOWN) + "}");
        column(ColumnWords.ID, names).ifPresent(name -> lines.add("rowId: {column: " + name + "}"));
        lines.add("decisions:");
        lines.add("  - purpose: " + UNKNOWN);
        lines.add("    answer: " + answer(names));
        column(ColumnWords.DATE, names).ifPresent(name -> lines.add("    decidedAt: {column: " + name + "}"));
        column(ColumnWords.HOW, names).ifPresent(name -> lines.add("    how: {column: " + name + "}"));
        column(ColumnWords.EVIDENCE, names).ifPresent(name -> lines.add("    evidence: {column: " + name + "}"));
        return String.join("\n", lines) + "\n";
    }

    private static String answer(Set<String> names) {
        return ColumnWords.ANSWER
                .among(names)
                .map(name -> "{column: " + quoted(name)
                        + (AnswerWords.isOfANo(name)
                                ? ", no: [\"true\", \"yes\", \"1\"], nothing: [\"false\", \"no\", \"0\"]}"
                                : "}"))
                .orElse(UNKNOWN);
    }

    /** A file without a header: its columns are counted. */
    private static String ofData(FileHead file) {
        List<String> columns = IntStream.rangeClosed(1, file.first().size())
                .mapToObj(place -> "column" + place)
                .toList();
        String number = IntStream.range(0, columns.size())
                .filter(place -> FileHead.isNumber(file.first().get(place)))
                .mapToObj(columns::get)
                .findFirst()
                .orElse(UNKNOWN);
        return "source: " + UNKNOWN + "\ncolumns: " + columns.stream().collect(Collectors.joining(", ", "[", "]"))
                + "\nnumber: {column: " + number + ", region: " + UNKNOWN + "}\ndecisions:\n  - purpose: " + UNKNOWN
                + "\n    answer: " + UNKNOWN + "\n";
    }

    private static Optional<String> column(ColumnWords words, Set<String> names) {
        return words.among(names).map(MappingGuess::quoted);
    }

    private static String quoted(String name) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(name)) + '"';
    }
}
