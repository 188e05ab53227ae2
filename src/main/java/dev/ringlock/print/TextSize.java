package dev.ringlock.print;

import java.util.ArrayList;
import java.util.List;

/** How large letters are drawn, and how long text gets by that. */
public enum TextSize {
    SMALL(18, false),
    BODY(20, false),
    STRONG(20, true),
    HEADING(34, true);

    private static final int FINE = 64;

    private final int pixels;
    private final boolean bold;

    TextSize(int pixels, boolean bold) {
        this.pixels = pixels;
        this.bold = bold;
    }

    /** Of the letters. */
    public int pixels() {
        return pixels;
    }

    /** From one line to the next. */
    public int leading() {
        return pixels * 3 / 2;
    }

    boolean isBold() {
        return bold;
    }

    /** How far bold letters are widened. */
    int boldness() {
        return bold ? pixels * FINE / 24 : 0;
    }

    int fine(TrueTypeFont font, int units) {
        return Math.floorDiv(units * pixels * FINE, font.unitsPerEm());
    }

    int advance(TrueTypeFont font, int glyph) {
        return fine(font, font.advance(glyph)) + boldness();
    }

    /** In pixels. */
    public int width(String text) {
        TrueTypeFont font = TrueTypeFont.dejaVuSans();
        int fine = text.codePoints()
                .map(character -> advance(font, font.glyph(character)))
                .sum();
        return (fine + FINE - 1) / FINE;
    }

    /** The text in lines that are no wider. A word that is wider itself is cut. */
    public List<String> lines(String text, int wide) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (width(longer) <= wide) {
                line = longer;
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
            line = cut(word, wide, lines);
        }
        lines.add(line);
        return lines;
    }

    private String cut(String word, int wide, List<String> lines) {
        String rest = word;
        while (width(rest) > wide) {
            int end = rest.length();
            while (end > 1 && width(rest.substring(0, end)) > wide) {
                end = rest.offsetByCodePoints(end, -1);
            }
            end = Math.max(end, rest.offsetByCodePoints(0, 1));
            if (end == rest.length()) {
                return rest;
            }
            lines.add(rest.substring(0, end));
            rest = rest.substring(end);
        }
        return rest;
    }

    /** How many characters of a text have no letter in the font, or stand from right to left: each is drawn as a box. */
    public static long missing(String text) {
        return text.codePoints()
                .filter(character -> TrueTypeFont.dejaVuSans().glyph(character) == TrueTypeFont.MISSING)
                .count();
    }
}
