package dev.ringlock.imports.rows;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** The changes that spreadsheets make to a text, and the way back. */
final class CellText {

    private static final Pattern WRAPPED = Pattern.compile("=\\s*\"((?:[^\"]|\"\")*)\"");
    private static final Pattern SCIENTIFIC = Pattern.compile("[+-]?\\d+(?:[.,]\\d*)?[eE][+-]?\\d{1,3}");
    /** A number that went through a column of fractions. Its digits are all there. */
    private static final Pattern FRACTION = Pattern.compile("^([+]?\\d{7,15})[.]0$");

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private CellText() {}

    /** Without {@code ="…"} and a leading apostrophe, which keep a spreadsheet from reading digits as a sum. */
    static String plain(String cell) {
        String text = cell.strip();
        var wrapped = WRAPPED.matcher(text);
        if (wrapped.matches()) {
            return wrapped.group(1).replace("\"\"", "\"").strip();
        }
        return text.startsWith("'") ? text.substring(1).strip() : text;
    }

    /** A number's digits without the fraction that some programs write behind them. */
    static String whole(String cell) {
        return FRACTION.matcher(cell).replaceFirst("$1");
    }

    /** Whether a spreadsheet would compute it. */
    static boolean isFormula(String cell) {
        return cell.startsWith("=") || cell.startsWith("@");
    }

    /** Whether a spreadsheet has rounded its digits away. */
    static boolean isScientific(String cell) {
        return SCIENTIFIC.matcher(cell).matches();
    }

    /** A word without case, accents, spaces and punctuation. A sign that is no word stays as it is. */
    static String folded(String text) {
        String plain = Normalizer.normalize(text.strip(), Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        String letters = NO_LETTERS.matcher(plain).replaceAll("");
        return letters.isEmpty() ? plain : letters;
    }
}
