package dev.ringlock.print;

import java.util.ArrayList;
import java.util.List;

/** Text broken into lines of a width. No character is lost: what does not fit goes on in the next line. */
final class Line {

    private Line() {}

    /** @param width in points */
    static List<String> broken(String text, TrueTypeFont font, double size, double width) {
        List<String> lines = new ArrayList<>();
        for (String part : text.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1)) {
            addLines(part.replace('\t', ' '), font, size, width, lines);
        }
        return lines;
    }

    private static void addLines(String part, TrueTypeFont font, double size, double width, List<String> lines) {
        int start = 0;
        int mayBreak = -1;
        double used = 0;
        int at = 0;
        while (at < part.length()) {
            int character = part.codePointAt(at);
            used += width(character, font, size);
            if (used > width && at > start && character != ' ') {
                int end = mayBreak > start ? mayBreak : at;
                lines.add(part.substring(start, end).stripTrailing());
                start = end;
                at = start;
                mayBreak = -1;
                used = 0;
                continue;
            }
            at += Character.charCount(character);
            if (breaksBehind(character)) {
                mayBreak = at;
            }
        }
        lines.add(part.substring(start).stripTrailing());
    }

    /** A blank, a dash or a slash, and letters of scripts that are written without blanks. */
    private static boolean breaksBehind(int character) {
        return character == ' ' || character == '-' || character == '/' || Character.isIdeographic(character);
    }

    static double width(String text, TrueTypeFont font, double size) {
        return text.codePoints()
                .mapToDouble(character -> width(character, font, size))
                .sum();
    }

    private static double width(int character, TrueTypeFont font, double size) {
        return font.width(font.glyph(character)) * size / 1_000;
    }
}
