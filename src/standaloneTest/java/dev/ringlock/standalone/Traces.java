package dev.ringlock.standalone;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds a US number where it must not be: its ten national digits, its last seven (both also with separators), and its
 * digits inside base64, in which the gateway hands on what a form sent.
 */
final class Traces {

    /** Set apart from letters and digits, for the seven would be found by chance in a hash or an instant. */
    private static final String ALONE = "(?<![0-9A-Za-z])%s(?![0-9A-Za-z])";

    private final List<Pattern> patterns;

    private Traces(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    /** @param e164 {@code +1} and ten digits */
    static Traces of(String e164) {
        String national = e164.substring(2);
        String area = national.substring(0, 3);
        String exchange = national.substring(3, 6);
        String line = national.substring(6);
        Stream<Pattern> digits = Stream.of(
                Pattern.compile(area + "\\W{0,3}" + exchange + "\\W?" + line),
                Pattern.compile(ALONE.formatted(exchange + "\\W?" + line)));
        Stream<Pattern> encoded = IntStream.range(0, 3)
                .mapToObj(shift -> Pattern.compile(Pattern.quote(base64(" ".repeat(shift) + national, shift))));
        return new Traces(Stream.concat(digits, encoded).toList());
    }

    boolean areIn(String text) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(text).find());
    }

    boolean areIn(byte[] bytes) {
        return areIn(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** Only the characters that the digits alone decide: those at the ends depend on their neighbours. */
    private static String base64(String padded, int shift) {
        String encoded =
                Base64.getEncoder().withoutPadding().encodeToString(padded.getBytes(StandardCharsets.US_ASCII));
        return encoded.substring((shift * 8 + 5) / 6, padded.length() * 8 / 6);
    }
}
