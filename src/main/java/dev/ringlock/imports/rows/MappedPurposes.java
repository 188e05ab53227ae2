package dev.ringlock.imports.rows;

import dev.ringlock.policy.Policy;
import dev.ringlock.terms.Purpose;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The purposes of a decision; they are the policy's.
 *
 * @param words what the words of the column stand for; nothing stands for everything
 * @param fixed the purposes that the mapping names
 */
record MappedPurposes(MappedValue from, Map<String, Set<Purpose>> words, Set<Purpose> fixed) {

    static final String EVERYTHING = "everything";

    private static final Pattern BETWEEN = Pattern.compile("[,;|]");

    /** The purposes that a row names. */
    record NamedPurposes(Set<Purpose> known, boolean everything, boolean unknown) {}

    /** {@code marketing}, or a list, or {@code {column: List, words: {Newsletter: marketing, All: everything}}}. */
    static MappedPurposes read(MappingFields fields, Policy policy, boolean needed) {
        Map<String, Set<Purpose>> known = new HashMap<>();
        policy.purposes().keySet().forEach(purpose -> known.put(purpose.id(), Set.of(purpose)));
        if (!fields.has("purpose")) {
            if (needed) {
                fields.missing("purpose", "Say which purpose it is about; known are " + names(known));
            }
            return new MappedPurposes(MappedValue.NONE, Map.of(), Set.of());
        }
        if (!fields.isObject("purpose")) {
            return new MappedPurposes(
                    MappedValue.NONE, Map.of(), purposes(fields, "purpose", fields.texts("purpose"), known));
        }
        try (MappingFields own = fields.object("purpose").orElseThrow()) {
            Map<String, Set<Purpose>> words = new HashMap<>();
            own.object("words")
                    .ifPresent(named -> named.names().forEach(word -> {
                        List<String> ids = named.texts(word);
                        words.put(
                                CellText.folded(word),
                                ids.equals(List.of(EVERYTHING)) ? Set.of() : purposes(named, word, ids, known));
                    }));
            known.forEach((id, purpose) -> words.putIfAbsent(CellText.folded(id), purpose));
            return new MappedPurposes(MappedValue.ofColumns(own), Map.copyOf(words), Set.of());
        }
    }

    private static Set<Purpose> purposes(
            MappingFields fields, String name, List<String> ids, Map<String, Set<Purpose>> known) {
        Set<Purpose> found = new TreeSet<>();
        for (String id : ids) {
            if (known.containsKey(id)) {
                found.addAll(known.get(id));
            } else {
                fields.mistake(name, "unknown_purpose", "It is no purpose of the policy; known are " + names(known));
            }
        }
        return found;
    }

    NamedPurposes of(FileRow row) {
        if (from.isNothing()) {
            return new NamedPurposes(fixed, false, fixed.isEmpty());
        }
        Set<Purpose> found = new HashSet<>();
        boolean everything = false;
        boolean unknown = false;
        String cell = from.of(row);
        Set<Purpose> whole = words.get(CellText.folded(cell));
        for (String word : whole == null ? BETWEEN.split(cell, -1) : new String[] {cell}) {
            Set<Purpose> meant = words.get(CellText.folded(word));
            unknown |= meant == null;
            everything |= meant != null && meant.isEmpty();
            found.addAll(meant == null ? Set.of() : meant);
        }
        return new NamedPurposes(found, everything, unknown);
    }

    /** Every purpose that a row can name. */
    Set<Purpose> all() {
        Set<Purpose> all = new TreeSet<>(fixed);
        words.values().forEach(all::addAll);
        return all;
    }

    private static String names(Map<String, Set<Purpose>> known) {
        return String.join(", ", new TreeSet<>(known.keySet())) + ".";
    }
}
