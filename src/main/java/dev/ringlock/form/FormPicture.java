package dev.ringlock.form;

import dev.ringlock.form.PageBlocks.Block;
import dev.ringlock.print.Canvas;
import dev.ringlock.print.Ink;
import dev.ringlock.print.TextSize;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws the signup form from its own HTML. It is our drawing and no browser's: the words, their order, the fields and the
 * unticked boxes are the page's, and the letters are those of one font.
 */
final class FormPicture {

    private static final int WIDTH = 800;
    private static final int EDGE = 40;
    private static final int INSIDE = 40;
    private static final int LEFT = EDGE + INSIDE;
    private static final int WIDE = WIDTH - 2 * LEFT;
    private static final int FIELD_HEIGHT = 56;
    private static final int PAD = 18;
    private static final int TICK = 26;

    /** Taller than any sensible notice. The rest is cut off and counted. */
    private static final int TALLEST = 12_000;

    /** Something at its place. */
    private interface Drawn {
        void on(Canvas canvas);
    }

    private final List<Drawn> drawn = new ArrayList<>();
    private int y = EDGE;
    private int sheetTop;
    private int sheetBottom;
    private int boxTop;
    private boolean onSheet;
    private long missing;

    private FormPicture() {}

    /** A PNG. The same page is always the same bytes. */
    static byte[] png(String html) {
        return new FormPicture().drawing(PageBlocks.of(html));
    }

    /** How many characters of the page could not be drawn: each is a box, or is cut off below. */
    static long missing(String html) {
        FormPicture picture = new FormPicture();
        picture.lay(PageBlocks.of(html));
        return picture.missing;
    }

    private byte[] drawing(List<Block> blocks) {
        lay(blocks);
        Canvas canvas = new Canvas(WIDTH, Math.min(TALLEST, y + EDGE), Ink.PAPER);
        canvas.clear(EDGE, sheetTop, WIDTH - 2 * EDGE, sheetBottom - sheetTop);
        drawn.forEach(each -> each.on(canvas));
        return canvas.png();
    }

    private void lay(List<Block> blocks) {
        @Nullable Block before = null;
        for (Block block : blocks) {
            add(block, before);
            before = block;
        }
        leaveSheet();
    }

    private void add(Block block, @Nullable Block before) {
        switch (block.kind()) {
            case OWNER -> {
                write(block.text(), TextSize.STRONG, Ink.BRAND, LEFT, WIDE);
                y += 16;
            }
            case HEADING -> {
                onSheet = true;
                sheetTop = y;
                y += INSIDE;
                write(block.text(), TextSize.HEADING, Ink.TEXT, LEFT, WIDE);
                y += 16;
            }
            case TEXT -> paragraph(block.text(), TextSize.BODY, Ink.TEXT, 20);
            case SMALL -> paragraph(block.text(), TextSize.SMALL, Ink.SOFT, before != null && isLabel(before) ? 8 : 20);
            case LABEL -> paragraph(block.text(), TextSize.STRONG, Ink.TEXT, 8);
            case FIELD -> field(block.text());
            case BOX -> box(block.text());
            case BOX_TEXT -> boxText(block.text());
            case BUTTON -> button(block.text());
            case FOOT -> {
                leaveSheet();
                paragraph(block.text(), TextSize.SMALL, Ink.SOFT, 8);
            }
        }
    }

    private static boolean isLabel(Block block) {
        return block.kind() == Block.BlockKind.LABEL;
    }

    private void leaveSheet() {
        if (onSheet) {
            onSheet = false;
            y += INSIDE - 20;
            sheetBottom = y;
            y += 24;
        }
    }

    private void paragraph(String text, TextSize size, Ink ink, int space) {
        write(text, size, ink, LEFT, WIDE);
        y += space;
    }

    private void write(String text, TextSize size, Ink ink, int left, int wide) {
        for (String line : size.lines(text, wide)) {
            int base = y + size.pixels() + (size.leading() - size.pixels()) / 3;
            drawn.add(canvas -> canvas.text(line, left, base, size, ink));
            y += size.leading();
            count(line);
        }
    }

    /** Everything above was drawn to here. */
    private void count(String text) {
        missing += y > TALLEST ? text.codePoints().count() : TextSize.missing(text);
    }

    private void field(String shown) {
        int top = y;
        drawn.add(canvas -> canvas.frame(LEFT, top, WIDE, FIELD_HEIGHT, 2, Ink.LINE));
        drawn.add(canvas -> canvas.text(shown, LEFT + PAD, top + 36, TextSize.BODY, Ink.TEXT));
        y += FIELD_HEIGHT + 24;
        count(shown);
    }

    /** An unticked box with its title. Its frame is closed by the text below. */
    private void box(String title) {
        boxTop = y;
        int top = y + PAD;
        drawn.add(canvas -> canvas.frame(LEFT + PAD, top + 2, TICK, TICK, 2, Ink.LINE));
        y += PAD;
        write(title, TextSize.STRONG, Ink.TEXT, LEFT + 2 * PAD + TICK, WIDE - 3 * PAD - TICK);
    }

    private void boxText(String text) {
        write(text, TextSize.BODY, Ink.SOFT, LEFT + 2 * PAD + TICK, WIDE - 3 * PAD - TICK);
        y += PAD;
        int top = boxTop;
        int high = y - boxTop;
        drawn.add(canvas -> canvas.frame(LEFT, top, WIDE, high, 2, Ink.LINE));
        y += 14;
    }

    private void button(String text) {
        int top = y;
        int left = LEFT + (WIDE - TextSize.STRONG.width(text)) / 2;
        drawn.add(canvas -> canvas.fill(LEFT, top, WIDE, 60, Ink.BRAND));
        drawn.add(canvas -> canvas.text(text, left, top + 38, TextSize.STRONG, Ink.WHITE));
        y += 60 + 20;
        count(text);
    }
}
