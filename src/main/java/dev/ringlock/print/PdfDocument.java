package dev.ringlock.print;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A text document as PDF, written from top to bottom: headings, paragraphs, quotations, rows of a name and a value. Pages
 * break by themselves, and each has its number. The same text at the same instant gives the same bytes.
 *
 * <p>The font is DejaVu Sans: Latin, Greek, Cyrillic, Armenian and Georgian. It has no Chinese, Japanese, Korean, Thai or
 * Indian letters; Arabic and Hebrew would need an order that nothing here gives them. A character that cannot be written
 * is a box, and the foot of that page says so.
 */
public final class PdfDocument {

    private static final double MARGIN = 56;
    private static final double FOOT = 34;
    private static final double INDENT = 12;
    private static final double NAMES = 150;
    private static final int MOST_TOGETHER = 12;

    private final PdfFacts facts;
    private final TrueTypeFont font = TrueTypeFont.dejaVuSans();
    private final TreeMap<Integer, Integer> used = new TreeMap<>();
    private final List<PrintedPage> pages = new ArrayList<>();
    private final List<Bookmark> bookmarks = new ArrayList<>();
    private double y;

    /** A heading, and where it stands. */
    record Bookmark(String title, int page, double y) {}

    /**
     * What a document says of itself.
     *
     * @param language of its text (BCP 47)
     * @param boxes what the foot of a page says if some of its characters are boxes
     */
    public record PdfFacts(String title, String language, Instant at, Paper paper, String boxes) {}

    public PdfDocument(PdfFacts facts) {
        this.facts = facts;
        newPage();
        lines(facts.title(), Style.TITLE, MARGIN, width());
        gap(8);
    }

    /** A heading, which is a bookmark too. A subheading and three lines of text stay with it on its page. */
    public void heading(String text) {
        gap(12);
        need(Style.HEADING.leading() + 14 + Style.SUBHEADING.leading() + 3 * Style.TEXT.leading());
        bookmarks.add(new Bookmark(text, pages.size() - 1, y));
        lines(text, Style.HEADING, MARGIN, width());
        page().bar(MARGIN, y - 2, MARGIN + width(), y - 2, 0.5);
        gap(6);
    }

    public void subheading(String text) {
        gap(6);
        need(Style.SUBHEADING.leading() + 2 * Style.TEXT.leading());
        lines(text, Style.SUBHEADING, MARGIN, width());
        gap(2);
    }

    public void paragraph(String text) {
        lines(text, Style.TEXT, MARGIN, width());
        gap(4);
    }

    /** Somebody's exact words, with their line breaks: indented, beside a bar. */
    public void quote(String text) {
        for (String line : Line.broken(text, font, Style.TEXT.size(), width() - 2 * INDENT)) {
            need(Style.TEXT.leading());
            page().bar(MARGIN + 4, y + 2, MARGIN + 4, y - Style.TEXT.leading() + 2, 2);
            line(line, Style.TEXT, MARGIN + INDENT);
        }
        gap(6);
    }

    /** A name, and beside it what it is. */
    public void row(String name, String value) {
        List<String> names = Line.broken(name, font, Style.TEXT.size(), NAMES - 10);
        List<String> values = Line.broken(value, font, Style.TEXT.size(), width() - NAMES);
        int lines = Math.max(names.size(), values.size());
        // a row that fits on one page stays together
        need(Math.min(lines, MOST_TOGETHER) * Style.TEXT.leading());
        for (int i = 0; i < lines; i++) {
            need(Style.TEXT.leading());
            if (i < names.size()) {
                page().text(names.get(i), Style.TEXT, MARGIN, y - Style.TEXT.size());
            }
            line(i < values.size() ? values.get(i) : "", Style.TEXT, MARGIN + NAMES);
        }
        gap(1.5);
    }

    /** The document as a file. */
    public byte[] bytes() {
        for (int i = 0; i < pages.size(); i++) {
            foot(pages.get(i), i);
        }
        return new PdfWriter(facts, font, used).file(pages, bookmarks);
    }

    private void foot(PrintedPage page, int index) {
        String number = (index + 1) + " / " + pages.size();
        double right = MARGIN + width() - Line.width(number, font, Style.SMALL.size());
        page.text(number, Style.SMALL, right, FOOT);
        List<String> left =
                Line.broken(page.lacksGlyphs() ? facts.boxes() : facts.title(), font, Style.SMALL.size(), width() - 60);
        for (int i = 0; i < left.size(); i++) {
            page.text(left.get(i), Style.SMALL, MARGIN, FOOT - i * Style.SMALL.leading());
        }
    }

    private void lines(String text, Style style, double x, double width) {
        for (String line : Line.broken(text, font, style.size(), width)) {
            need(style.leading());
            line(line, style, x);
        }
    }

    private void line(String line, Style style, double x) {
        page().text(line, style, x, y - style.size());
        y -= style.leading();
    }

    private void gap(double height) {
        y -= height;
    }

    private void need(double height) {
        if (y - height < MARGIN) {
            newPage();
        }
    }

    private void newPage() {
        pages.add(new PrintedPage(font, used));
        y = facts.paper().height() - MARGIN;
    }

    private PrintedPage page() {
        return pages.get(pages.size() - 1);
    }

    private double width() {
        return facts.paper().width() - 2 * MARGIN;
    }
}
