package dev.ringlock.imports.rows;

import dev.ringlock.policy.Policy;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.ShownNotice;
import dev.ringlock.terms.Wording;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The notice of a yes: one of the policy, or one that the policy never had.
 *
 * @param legacy its words are in the mapping; null if the policy has the notice
 */
record MappedNotice(
        MappedValue id,
        MappedValue version,
        MappedValue language,
        @Nullable ShownNotice legacy) {

    private static final MappedNotice NONE =
            new MappedNotice(MappedValue.NONE, MappedValue.NONE, MappedValue.NONE, null);
    private static final Pattern VERSION = Pattern.compile("[vV]?(\\d{1,9})(?:\\.0)?");

    /** {@code notice: {id, version, language}}, or {@code legacy: {name, language, wording}}. */
    static MappedNotice read(MappingFields fields, Policy policy, Set<Purpose> purposes) {
        if (fields.has("legacy")) {
            if (fields.has("notice")) {
                fields.mistake(
                        "legacy", "duplicate", "Name a notice of the policy, or describe an older one; not both.");
            }
            try (MappingFields own = fields.object("legacy").orElseThrow()) {
                return legacy(own, policy, purposes);
            }
        }
        if (!fields.has("notice")) {
            return NONE;
        }
        try (MappingFields own = fields.object("notice").orElseThrow()) {
            MappedNotice notice = new MappedNotice(
                    MappedValue.read(own, "id"),
                    MappedValue.read(own, "version"),
                    MappedValue.read(own, "language"),
                    null);
            Stream.of("id", "version", "language")
                    .filter(name -> !own.has(name))
                    .forEach(name -> own.missing(name, "Write it, or name the column that has it."));
            notice.check(own, policy);
            return notice;
        }
    }

    private static MappedNotice legacy(MappingFields own, Policy policy, Set<Purpose> purposes) {
        String name = own.text("name");
        String language = own.text("language");
        String text = own.text("wording").strip();
        if (!Purpose.isId(name)) {
            own.mistake(
                    "name", "not_valid", "Write a name of lower-case letters, digits and dashes, such as `shop-2019`.");
        } else if (policy.newest(name).isPresent()) {
            own.mistake("name", "duplicate", "A notice of the policy has this name; choose another.");
        }
        if (language.isBlank()) {
            own.missing("language", "Name the language of the wording (BCP 47), such as en.");
        }
        if (text.isEmpty()) {
            own.missing("wording", "Write the words that people said yes to, as they read them.");
        }
        Wording wording = new Wording(language, policy.controller(), text, List.of(), "", "");
        Notice notice = new Notice(name, 1, List.copyOf(purposes), Map.of(language, wording));
        return new MappedNotice(MappedValue.NONE, MappedValue.NONE, MappedValue.NONE, new ShownNotice(notice, wording));
    }

    /** A fixed value is checked before any row. */
    private void check(MappingFields own, Policy policy) {
        boolean known = !id.isFixed()
                || policy.notices().stream()
                        .anyMatch(notice -> notice.id().equals(id.otherwise())
                                && (!version.isFixed() || notice.version() == number(version.otherwise())));
        if (own.has("id") && !known) {
            own.mistake(
                    "id",
                    "unknown_notice",
                    "The policy has no such notice in this version. Or describe it as `legacy`.");
        }
        if (own.has("language") && language.isFixed() && !policy.languages().contains(language.otherwise())) {
            own.mistake(
                    "language",
                    "unknown_language",
                    "Notices of the policy are in " + String.join(", ", policy.languages()) + ".");
        }
    }

    /** Null if the row does not say, or with a fault. */
    @Nullable
    ShownNotice of(FileRow row, Policy policy, Set<Purpose> purposes, List<RowFault> faults) {
        if (legacy != null) {
            return legacy;
        }
        String name = id.of(row);
        String spoken = language.of(row);
        if (name.isEmpty() || spoken.isEmpty() || version.of(row).isEmpty()) {
            return null;
        }
        Notice notice = policy.notice(name, number(version.of(row))).orElse(null);
        if (notice == null) {
            faults.add(new RowFault(RowFaultKind.UNKNOWN_NOTICE, id.column()));
            return null;
        }
        Wording wording = notice.wording(spoken).orElse(null);
        if (wording == null) {
            faults.add(new RowFault(RowFaultKind.UNKNOWN_LANGUAGE, language.column()));
            return null;
        }
        if (!notice.purposes().containsAll(purposes)) {
            faults.add(new RowFault(RowFaultKind.NOT_IN_NOTICE, id.column()));
            return null;
        }
        return new ShownNotice(notice, wording);
    }

    List<String> columns() {
        return Stream.of(id, version, language)
                .flatMap(value -> value.columns().stream())
                .toList();
    }

    /** -1 if it is no version. */
    private static int number(String text) {
        var found = VERSION.matcher(text.strip());
        return found.matches() ? Integer.parseInt(found.group(1)) : -1;
    }
}
