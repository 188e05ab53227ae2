package dev.ringlock.imports.rows;

import dev.ringlock.phone.NumberInText;
import dev.ringlock.phone.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A row's words on how a decision was made, and its evidence. They go on the ledger in clear, where they stay
 * for years: so they are short, and hold no number and no mail address. A page's address is cut after its path.
 *
 * @param how how the person expressed it
 * @param shownBy each of its columns is named in what is kept, if there are several
 */
record MappedEvidence(MappedValue how, MappedValue shownBy) {

    static final String HOW = "claimed_method";
    static final String SHOWN_BY = "claimed_evidence";

    private static final int LONGEST = 200;
    private static final int ASCII = 128;
    private static final int FEWEST_DIGITS_OF_A_NUMBER = 7;
    private static final Pattern AFTER_PATH =
            Pattern.compile("(https?://[^\\s?#]+)[?#][^\\s;]*", Pattern.CASE_INSENSITIVE);
    private static final Pattern MAIL = Pattern.compile("\\S@\\S");
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern ADDRESS =
            Pattern.compile("(?<![\\d.])((?:" + OCTET + "\\.){3})" + OCTET + "(?![\\d.])");

    /** Words that programs and people write into a cell that has nothing, without their marks. */
    private static final Set<String> BLANKS = Set.of("", "-", "null", "nil", "none", "na", "unknown", "undefined");

    /** {@code how} and {@code evidence}: each a text, or {@code {column: X}}. */
    static MappedEvidence read(MappingFields how, MappingFields evidence) {
        return new MappedEvidence(MappedValue.read(how, "how"), MappedValue.read(evidence, "evidence"));
    }

    /** The details that may be kept. For a no, what may not be kept is left out: a no needs no evidence. */
    Map<String, String> of(FileRow row, PhoneNumber number, NumberInText numbers, boolean yes, List<RowFault> faults) {
        Map<String, String> details = new TreeMap<>();
        details.put(HOW, how.of(row));
        details.put(SHOWN_BY, evidence(row));
        details.values().removeIf(text -> BLANKS.contains(CellText.folded(text)));
        details.replaceAll((name, text) -> shortened(text));
        List<RowFault> found = new ArrayList<>();
        details.entrySet().removeIf(detail -> {
            MappedValue from = detail.getKey().equals(HOW) ? how : shownBy;
            return isRefused(detail.getValue(), from, number, numbers, found);
        });
        if (yes) {
            faults.addAll(found);
        }
        return details;
    }

    /** Whether it names both. */
    static boolean isWhole(Map<String, String> details) {
        return details.containsKey(HOW) && details.containsKey(SHOWN_BY);
    }

    private String evidence(FileRow row) {
        return shownBy.columns().size() < 2
                ? shownBy.of(row)
                : shownBy.columns().stream()
                        .filter(column -> !row.cell(column).isEmpty())
                        .map(column -> column + ": " + row.cell(column))
                        .collect(Collectors.joining("; "));
    }

    private static boolean isRefused(
            String text, MappedValue from, PhoneNumber number, NumberInText numbers, List<RowFault> faults) {
        if (text.length() > LONGEST) {
            faults.add(new RowFault(RowFaultKind.LONG_EVIDENCE, from.column()));
        } else if (MAIL.matcher(text).find()
                || holdsNumber(ADDRESS.matcher(text).replaceAll(" "), number, numbers)) {
            faults.add(new RowFault(RowFaultKind.PERSONAL_EVIDENCE, from.column()));
        } else if (CellText.isFormula(text)) {
            faults.add(new RowFault(RowFaultKind.FORMULA, from.column()));
        } else {
            return false;
        }
        return true;
    }

    private static boolean holdsNumber(String text, PhoneNumber number, NumberInText numbers) {
        // most texts are short ids, and a look for numbers takes longer than all else that is done with a row
        boolean tooFewDigits = text.codePoints().allMatch(c -> c < ASCII)
                && text.codePoints().filter(Character::isDigit).count() < FEWEST_DIGITS_OF_A_NUMBER;
        return !tooFewDigits && (numbers.in(text).isPresent() || number.isToldBy(text));
    }

    /** Without a page's query, and with networks in place of addresses. */
    private static String shortened(String text) {
        return ADDRESS.matcher(AFTER_PATH.matcher(text).replaceAll("$1")).replaceAll("$10/24");
    }

    List<String> columns() {
        return Stream.of(how, shownBy)
                .flatMap(value -> value.columns().stream())
                .toList();
    }
}
