package dev.ringlock.http;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A code as a person types or pastes it: with spaces, dashes or dots, in digits of any script, or within the words of our
 * message.
 */
public final class CodeField {

    /** What an answer says of a text that cannot be a code. */
    public static final FieldError ERROR = new FieldError(
            "/code", "not_a_code", "A code has six digits. Spaces, dashes and dots between them do not matter.");

    private static final int DIGITS = 6;
    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    private static final Pattern DIGITS_ALONE = Pattern.compile("[0-9]+");
    private static final Pattern DIGITS_APART = Pattern.compile("[0-9](?:[\\p{Z}\\p{P}\\p{S}\\p{C}]*[0-9])*");
    private static final Pattern NO_DIGIT = Pattern.compile("[^0-9]");

    private CodeField() {}

    /**
     * The six digits. Empty if they are not there, or if more than one code is.
     *
     * <p>Beside words, digits that stand together count first: "123456. It works for 10 minutes".
     */
    public static Optional<String> read(String typed) {
        if (typed.length() > Fields.LONGEST_TEXT) {
            return Optional.empty();
        }
        String text = inLatinDigits(Normalizer.normalize(typed, Normalizer.Form.NFKC));
        if (!LETTER.matcher(text).find()) {
            return only(List.of(NO_DIGIT.matcher(text).replaceAll("")));
        }
        return only(found(DIGITS_ALONE, text)).or(() -> only(found(DIGITS_APART, text)));
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(group -> NO_DIGIT.matcher(group).replaceAll(""))
                .toList();
    }

    private static Optional<String> only(List<String> groups) {
        Set<String> codes =
                groups.stream().filter(group -> group.length() == DIGITS).collect(Collectors.toSet());
        return codes.size() == 1 ? codes.stream().findFirst() : Optional.empty();
    }

    private static String inLatinDigits(String text) {
        StringBuilder latin = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER) {
                latin.append((char) ('0' + Character.digit(c, 10)));
            } else {
                latin.appendCodePoint(c);
            }
        });
        return latin.toString();
    }
}
