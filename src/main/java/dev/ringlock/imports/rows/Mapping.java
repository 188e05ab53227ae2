package dev.ringlock.imports.rows;

import dev.ringlock.policy.Policy;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.ShownNotice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The meaning of a file's columns. Its owner writes it in YAML; programs write the same in JSON. docs/import.md
 * explains each field.
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
        try (MappingFields fields = MappingFields.of(yamlOrJson, policy.numberInText(), mistakes)) {
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
            checkNames(fields, decisions);
            mapping = new Mapping(source, shape, number, rowId, decisions);
        }
        if (!mistakes.isEmpty()) {
            // what all decisions share is read for each
            throw new MappingMistakesException(mistakes.stream().distinct().toList());
        }
        return mapping;
    }

    private static void checkNames(MappingFields fields, List<MappedDecision> decisions) {
        Map<String, String> words = new HashMap<>();
        legacy(decisions).forEach(shown -> {
            String before =
                    words.putIfAbsent(shown.notice().id(), shown.wording().sha256());
            if (before != null && !before.equals(shown.wording().sha256())) {
                fields.mistake(
                        "decisions", "duplicate", "Two legacy notices have one name and other words; rename one.");
            }
        });
    }

    private static Stream<ShownNotice> legacy(List<MappedDecision> decisions) {
        return decisions.stream()
                .flatMap(decision -> Stream.ofNullable(decision.notice().legacy()));
    }

    /** The name of the system that the file comes from. */
    public String source() {
        return source;
    }

    /** The notices whose words are in the mapping. Each is registered before the first yes to it. */
    public List<ShownNotice> legacyNotices() {
        Map<String, ShownNotice> byName = new LinkedHashMap<>();
        legacy(decisions).forEach(shown -> byName.merge(shown.notice().id(), shown, Mapping::together));
        return List.copyOf(byName.values());
    }

    /** One notice, for the purposes of both. */
    private static ShownNotice together(ShownNotice one, ShownNotice other) {
        Set<Purpose> purposes = new TreeSet<>(one.notice().purposes());
        purposes.addAll(other.notice().purposes());
        Notice notice = one.notice();
        return new ShownNotice(
                new Notice(notice.id(), notice.version(), List.copyOf(purposes), notice.wordings()), one.wording());
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
