package dev.ringlock.print;

import java.util.Locale;
import java.util.Map;

/** What is drawn on one page. */
final class PrintedPage {

    private final StringBuilder drawn = new StringBuilder();
    private final TrueTypeFont font;
    /** The glyphs of the whole document, each with its character. */
    private final Map<Integer, Integer> used;

    private boolean lacksGlyphs;

    PrintedPage(TrueTypeFont font, Map<Integer, Integer> used) {
        this.font = font;
        this.used = used;
    }

    /** Whether a character of it is a box, because the font does not have it. */
    boolean lacksGlyphs() {
        return lacksGlyphs;
    }

    /** One line of text with its left end at a point. */
    void text(String line, Style style, double x, double y) {
        if (line.isEmpty()) {
            return;
        }
        StringBuilder glyphs = new StringBuilder();
        line.codePoints().forEach(character -> glyphs.append(hex(glyph(character))));
        drawn.append("BT ")
                .append(style.bold() ? "2 Tr " + point(style.size() / 36) + " w " : "0 Tr ")
                .append("/F1 ")
                .append(point(style.size()))
                .append(" Tf ")
                .append(point(x))
                .append(' ')
                .append(point(y))
                .append(" Td <")
                .append(glyphs)
                .append("> Tj ET\n");
    }

    private int glyph(int character) {
        int glyph = font.glyph(character);
        lacksGlyphs |= glyph == TrueTypeFont.MISSING;
        used.putIfAbsent(glyph, glyph == TrueTypeFont.MISSING ? 0xfffd : character);
        return glyph;
    }

    /** A thin grey bar from one point to another. */
    void bar(double x1, double y1, double x2, double y2, double width) {
        drawn.append("q 0.75 G ")
                .append(point(width))
                .append(" w ")
                .append(point(x1))
                .append(' ')
                .append(point(y1))
                .append(" m ")
                .append(point(x2))
                .append(' ')
                .append(point(y2))
                .append(" l S Q\n");
    }

    String drawn() {
        return drawn.toString();
    }

    static String point(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    static String hex(int glyph) {
        return String.format(Locale.ROOT, "%04X", glyph);
    }
}
