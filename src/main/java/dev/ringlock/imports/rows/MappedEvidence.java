package dev.ringlock.imports.rows;

import dev.ringlock.phone.NumberInText;
import dev.ringlock.phone.PhoneNumber;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
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
    /** A text can be encoded again. */
    private static final int MOST_ENCODINGS = 3;

    private static final Pattern ENCODED = Pattern.compile("%([0-9A-Fa-f]{2})");
    private static final Pattern MAIL = Pattern.compile("\\S@\\S");
    private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final Pattern ADDRESS =
            Pattern.compile("(?<![\\d.])((?:" + OCTET + "\\.){3})" + OCTET + "(?![\\d.])");

    /** Words that programs and people write into a cell that has nothing, without their marks. */
    private static final Set<String> BLANKS = Set.of("", "-", "null", "nil", "none", "na", "unknown", "undefined");

    /**
     * {@code how} and {@code evidence}: each a text, or {@code {column: X}}.
     *
     * @param ofYes whether they may be a yes's: then each row has evidence of its own
     * @param taken the columns that say something else already
     */
    static MappedEvidence read(MappingFields how, MappingFields evidence, boolean ofYes, Set<String> taken) {
        MappedEvidence read = new MappedEvidence(MappedValue.read(how, "how"), MappedValue.read(evidence, "evidence"));
        if (ofYes) {
            read.shownBy.refuseFixed(
                    evidence,
                    "evidence",
                    "The same text shows nobody's yes. Name the column of a ticket, a form or a scan that each row has of its"
                            + " own, or leave it out.");
            if (read.shownBy.columns().stream().anyMatch(column -> isAmong(column, taken, read.how.columns()))) {
                evidence.mistake(
                        "evidence",
                        "not_valid",
                        "This column says something else already, so it shows nothing. Name the column of a ticket, a form"
                                + " or a scan, or leave it out.");
            }
        }
        return read;
    }

    private static boolean isAmong(String column, Set<String> taken, List<String> alsoTaken) {
        return Stream.concat(taken.stream(), alsoTaken.stream())
                .anyMatch(other -> other.strip().equalsIgnoreCase(column.strip()));
    }

    /** The details that may be kept. For a no, what may not be kept is left out: a no needs no evidence. */
    Map<String, String> of(
            FileRow row, List<PhoneNumber> ofRow, NumberInText numbers, boolean yes, List<RowFault> faults) {
        Map<String, String> details = new TreeMap<>();
        details.put(HOW, how.of(row));
        details.put(SHOWN_BY, evidence(row));
        details.values().removeIf(text -> BLANKS.contains(CellText.folded(text)));
        details.replaceAll((name, text) -> AFTER_PATH.matcher(text).replaceAll("$1"));
        List<RowFault> found = new ArrayList<>();
        details.entrySet().removeIf(detail -> {
            MappedValue from = detail.getKey().equals(HOW) ? how : shownBy;
            return isRefused(detail.getValue(), from, ofRow, numbers, found);
        });
        details.replaceAll((name, text) -> ADDRESS.matcher(text).replaceAll("$10/24"));
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
            String kept, MappedValue from, List<PhoneNumber> ofRow, NumberInText numbers, List<RowFault> faults) {
        if (kept.length() > LONGEST) {
            faults.add(new RowFault(RowFaultKind.LONG_EVIDENCE, from.column()));
        } else if (Stream.of(kept, decoded(kept)).distinct().anyMatch(text -> isPersonal(text, ofRow, numbers))) {
            faults.add(new RowFault(RowFaultKind.PERSONAL_EVIDENCE, from.column()));
        } else if (CellText.isFormula(kept)) {
            faults.add(new RowFault(RowFaultKind.FORMULA, from.column()));
        } else {
            return false;
        }
        return true;
    }

    private static boolean isPersonal(String text, List<PhoneNumber> ofRow, NumberInText numbers) {
        return MAIL.matcher(text).find() || holdsNumber(text, ofRow, numbers);
    }

    /** As a browser reads it: {@code %40} is an @. */
    private static String decoded(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        for (int i = 0; i < MOST_ENCODINGS && ENCODED.matcher(plain).find(); i++) {
            plain = ENCODED.matcher(plain).replaceAll(found -> {
                char letter = (char) Integer.parseInt(found.group(1), 16);
                return Matcher.quoteReplacement(String.valueOf(letter));
            });
        }
        return plain;
    }

    /** Of an address the last part is cut off before it is kept: it may be the end of a number that is written with dots. */
    private static boolean holdsNumber(String text, List<PhoneNumber> ofRow, NumberInText numbers) {
        // most texts are short ids, and a look for numbers takes longer than all else that is done with a row
        boolean tooFewDigits = text.codePoints().allMatch(c -> c < ASCII)
                && text.codePoints().filter(Character::isDigit).count() < FEWEST_DIGITS_OF_A_NUMBER;
        return !tooFewDigits
                && (ofRow.stream().anyMatch(number -> number.isToldBy(text))
                        || numbers.in(ADDRESS.matcher(text).replaceAll(" ")).isPresent());
    }

    List<String> columns() {
        return Stream.of(how, shownBy)
                .flatMap(value -> value.columns().stream())
                .toList();
    }
}
