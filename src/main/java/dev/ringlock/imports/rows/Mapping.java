package dev.ringlock.imports.rows;

import dev.ringlock.policy.Policy;
import dev.ringlock.terms.ShownNotice;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the columns of a file mean. Its owner writes it in YAML; programs write the same in JSON. docs/import.md explains
 * each field.
 */
public final class Mapping {

    private static final Pattern TOKEN = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    private final String source;
    private final FileShape shape;
    private final MappedNumber number;
    private final MappedValue rowId;
    private final List<MappedDecision> decisions;

    private Mapping(
            String source, FileShape shape, MappedNumber number, MappedValue rowId, List<MappedDecision> decisions) {
        this.source = source;
        this.shape = shape;
        this.number = number;
        this.rowId = rowId;
        this.decisions = List.copyOf(decisions);
    }

    /**
     * Reads a mapping.
     *
     * @throws MappingMistakesException if it cannot be used, with all mistakes
     */
    public static Mapping read(String yamlOrJson, Policy policy) {
        List<MappingMistake> mistakes = new ArrayList<>();
        Mapping mapping;
        try (MappingFields fields = MappingFields.of(yamlOrJson, mistakes)) {
            String source = fields.text("source");
            if (!TOKEN.matcher(source).matches()) {
                fields.mistake(
                        "source",
                        "not_valid",
                        "Name where the file comes from in lower-case letters, digits, dots and dashes, such as"
                                + " `source: crm-export`. Name it the same each time.");
            }
            FileShape shape = FileShape.read(fields);
            MappedNumber number = MappedNumber.read(fields);
            MappedValue rowId = MappedValue.read(fields, "rowId");
            if (fields.isText("rowId")) {
                fields.mistake(
                        "rowId", "not_valid", "Name the column that tells the rows apart: `rowId: {column: Id}`.");
            }
            List<MappedDecision> decisions = fields.objects("decisions").stream()
                    .map(own -> {
                        try (own) {
                            return MappedDecision.read(own, fields, policy);
                        }
                    })
                    .toList();
            if (decisions.isEmpty()) {
                fields.missing(
                        "decisions",
                        "Say what people decided, such as `decisions: [{purpose: …, answer: {column: …}}]`.");
            }
            mapping = new Mapping(source, shape, number, rowId, decisions);
        }
        if (!mistakes.isEmpty()) {
            throw new MappingMistakesException(mistakes);
        }
        return mapping;
    }

    /** The name of the system that the file comes from. */
    public String source() {
        return source;
    }

    /** The notices whose words are in the mapping. Each is registered before the first yes to it. */
    public List<ShownNotice> legacyNotices() {
        return decisions.stream()
                .map(decision -> decision.notice().legacy())
                .filter(Objects::nonNull)
                .toList();
    }

    /** Every column that it reads. */
    Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>(number.columns());
        columns.addAll(rowId.columns());
        decisions.stream().flatMap(MappedDecision::columns).forEach(columns::add);
        return columns;
    }

    FileShape shape() {
        return shape;
    }

    MappedNumber number() {
        return number;
    }

    MappedValue rowId() {
        return rowId;
    }

    List<MappedDecision> decisions() {
        return decisions;
    }
}
