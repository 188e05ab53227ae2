package dev.ringlock.phone;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The digits of a text in groups, without its dates, times, sums and ids. */
final class DigitGroups {

    private static final String DAY = "(?:0?[1-9]|[12]\\d|3[01])";
    private static final String MONTH = "(?:0?[1-9]|1[0-2])";
    private static final String TIME = "[0-2]?\\d:[0-5]\\d(?::[0-5]\\d(?:[.,]\\d{1,9})?)?";

    /** What has digits and is no number. A letter or digit next to it makes it something else. */
    private static final Pattern OTHER = Pattern.compile("(?<![\\p{L}\\p{N}])(?<!\\d[-.])(?:"
            + String.join(
                    "|",
                    "\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}",
                    "[0-7](?=(?:\\d*[A-Za-z]){3})[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}",
                    "c[1-9]_[a-z2-7]{26}",
                    "(?:19|20)\\d\\d([-/.])" + MONTH + "\\1" + DAY + "(?:[T ]+" + TIME
                            + "(?: ?Z| ?[+-][01]\\d:?[0-5]\\d)?)?",
                    "(?:19|20)\\d\\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])(?:T[0-2]\\d[0-5]\\d(?:[0-5]\\d)?Z?)?",
                    DAY + "([-/.])" + DAY + "\\2(?:(?:19|20)\\d\\d|\\d\\d)",
                    TIME,
                    "\\d{1,3}(?:[,.' ]\\d{3}){1,2}[.,]\\d\\d(?! ?\\d)",
                    "\\d{1,7}[.,]\\d\\d(?! ?\\d)")
            + ")(?!-?[\\p{L}\\p{N}])(?!\\.\\p{N})");

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{M}]");
    private static final Pattern GROUP = Pattern.compile("\\d+");
    private static final Pattern NO_LETTERS = Pattern.compile("\\P{L}+");
    private static final Pattern SEVERAL_WORDS = Pattern.compile("\\p{L}+\\P{L}+\\p{L}+\\P{L}+\\p{L}+");
    private static final Pattern YEAR = Pattern.compile("(?:19|20)\\d\\d");
    private static final Pattern PLUS = Pattern.compile("[+][\\s(\\[]*$");

    /** Stands for what is no number. Nothing is joined across it. */
    private static final char WALL = '\u0001';

    private static final int MOST_SIGNS = 4;
    private static final int MOST_BETWEEN = 16;

    private final String text;
    private final List<Integer> places;
    private final List<int[]> groups = new ArrayList<>();

    private DigitGroups(String text, List<Integer> places) {
        this.text = text;
        this.places = places;
        Matcher group = GROUP.matcher(text);
        while (group.find()) {
            groups.add(new int[] {group.start(), group.end()});
        }
    }

    static DigitGroups of(String text) {
        StringBuilder plain = new StringBuilder();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            String one = plain(text.codePointAt(i));
            plain.append(one);
            for (int j = 0; j < one.length(); j++) {
                places.add(i + 1);
            }
        }
        String walled = OTHER.matcher(plain)
                .replaceAll(other -> String.valueOf(WALL).repeat(other.group().length()));
        return new DigitGroups(walled, places);
    }

    /** Digits of every script and shape as ASCII digits. */
    private static String plain(int point) {
        StringBuilder plain = new StringBuilder();
        String usual = INVISIBLE
                .matcher(Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKC))
                .replaceAll("");
        usual.codePoints().forEach(c -> {
            int value = Character.getNumericValue(c);
            boolean digit = !Character.isLetter(c) && value >= 0 && value <= 9;
            plain.appendCodePoint(digit ? '0' + value : c);
        });
        return plain.toString();
    }

    int count() {
        return groups.size();
    }

    String digits(int first, int last) {
        StringBuilder digits = new StringBuilder();
        for (int i = first; i <= last; i++) {
            digits.append(group(i));
        }
        return digits.toString();
    }

    boolean hasPlus(int first) {
        return PLUS.matcher(text.substring(0, groups.get(first)[0])).find();
    }

    /** Whether the last of these groups may belong to the one before it. */
    boolean isJoined(int first, int last) {
        if (first == last) {
            return true;
        }
        String between = between(last);
        boolean letters = between.codePoints().anyMatch(Character::isLetter);
        return between.indexOf(WALL) < 0
                && between.indexOf('+') < 0
                && between.length() <= (letters ? MOST_BETWEEN : MOST_SIGNS)
                && !SEVERAL_WORDS.matcher(between).find();
    }

    /** Whether the groups look like one number, if there are words between them. */
    boolean isOneWriting(int first, int last) {
        Set<String> words = new HashSet<>();
        boolean small = true;
        boolean large = true;
        boolean year = false;
        for (int i = first; i <= last; i++) {
            small &= group(i).length() <= 2;
            large &= group(i).length() >= 2;
            year |= YEAR.matcher(group(i)).matches();
            if (i > first) {
                words.add(NO_LETTERS.matcher(between(i)).replaceAll(""));
            }
        }
        words.remove("");
        return words.isEmpty() || ((small || large) && (words.size() == 1 || !year));
    }

    String place(int first, int last) {
        return place(groups.get(first)[0], groups.get(last)[1] - 1, places);
    }

    /** The place of the first match. */
    Optional<String> place(Pattern shape) {
        Matcher found = shape.matcher(text);
        return found.find() ? Optional.of(place(found.start(), found.end() - 1, places)) : Optional.empty();
    }

    private static String place(int start, int end, List<Integer> places) {
        return "characters " + places.get(start) + " to " + places.get(end);
    }

    private String group(int index) {
        int[] group = groups.get(index);
        return text.substring(group[0], group[1]);
    }

    private String between(int index) {
        return text.substring(groups.get(index - 1)[1], groups.get(index)[0]);
    }
}
