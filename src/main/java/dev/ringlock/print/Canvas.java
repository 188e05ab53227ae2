package dev.ringlock.print;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A picture in sixteen colours, drawn in plain Java. It calculates in integers alone: the same drawing has the same pixels on
 * every machine.
 */
public final class Canvas {

    /** Parts of a pixel that places of outlines are given in. */
    private static final int FINE = 64;

    /** Lines that are looked at within one line of pixels. */
    private static final int SUBLINES = 4;

    private static final int WHOLE = FINE * SUBLINES;
    private static final int QUARTERS = 4;

    private final int width;
    private final int height;
    private final byte[] pixels;
    private final TrueTypeFont font = TrueTypeFont.dejaVuSans();

    public Canvas(int width, int height, Ink ground) {
        this.width = width;
        this.height = height;
        this.pixels = new byte[width * height];
        Arrays.fill(pixels, (byte) ground.whole());
    }

    /** A filled rectangle. */
    public void fill(int left, int top, int wide, int high, Ink ink) {
        fill(left, top, wide, high, ink.whole());
    }

    /** The same in white. */
    public void clear(int left, int top, int wide, int high) {
        fill(left, top, wide, high, 0);
    }

    private void fill(int left, int top, int wide, int high, int colour) {
        for (int y = Math.max(0, top); y < Math.min(height, top + high); y++) {
            int line = y * width;
            Arrays.fill(pixels, line + Math.max(0, left), line + Math.min(width, left + wide), (byte) colour);
        }
    }

    /** The border of a rectangle. */
    public void frame(int left, int top, int wide, int high, int thick, Ink ink) {
        fill(left, top, wide, thick, ink);
        fill(left, top + high - thick, wide, thick, ink);
        fill(left, top, thick, high, ink);
        fill(left + wide - thick, top, thick, high, ink);
    }

    /**
     * One line of text, without any shaping: a letter for each character, from left to right.
     *
     * @param base the line that letters stand on
     */
    public void text(String text, int left, int base, TextSize size, Ink ink) {
        int pen = left * FINE;
        for (int character : text.codePoints().toArray()) {
            int glyph = font.glyph(character);
            List<int[]> outline = GlyphOutline.lines(font, glyph);
            List<int[]> placed = new ArrayList<>(placed(outline, pen, base * FINE, size));
            if (size.isBold()) {
                placed.addAll(placed(outline, pen + size.boldness(), base * FINE, size));
            }
            fill(placed, ink);
            pen += size.advance(font, glyph);
        }
    }

    private List<int[]> placed(List<int[]> outline, int pen, int base, TextSize size) {
        return outline.stream()
                .map(line -> {
                    int[] placed = line.clone();
                    for (int j = 0; j < placed.length; j += 2) {
                        placed[j] = pen + size.fine(font, placed[j]);
                        placed[j + 1] = base - size.fine(font, placed[j + 1]);
                    }
                    return placed;
                })
                .toList();
    }

    /** Fills what the closed lines go round, by their direction (nonzero winding). */
    private void fill(List<int[]> lines, Ink ink) {
        int top = Integer.MAX_VALUE;
        int bottom = Integer.MIN_VALUE;
        for (int[] line : lines) {
            for (int i = 1; i < line.length; i += 2) {
                top = Math.min(top, line[i]);
                bottom = Math.max(bottom, line[i]);
            }
        }
        for (int y = Math.max(0, Math.floorDiv(top, FINE));
                y <= Math.min(height - 1, Math.floorDiv(bottom, FINE));
                y++) {
            int[] cover = new int[width];
            for (int sub = 0; sub < SUBLINES; sub++) {
                cover(lines, y * FINE + (2 * sub + 1) * FINE / (2 * SUBLINES), cover);
            }
            paint(y, cover, ink);
        }
    }

    private void paint(int y, int[] cover, Ink ink) {
        for (int x = 0; x < width; x++) {
            int quarters = (cover[x] * QUARTERS + WHOLE / 2) / WHOLE;
            if (quarters > 0) {
                pixels[y * width + x] = (byte) ink.shade(Math.min(QUARTERS, quarters));
            }
        }
    }

    /** Adds how much of each pixel lies inside on that line. Crossings are sorted with their directions. */
    private void cover(List<int[]> lines, int y, int[] cover) {
        long[] crossings = new long[16];
        int count = 0;
        for (int[] line : lines) {
            for (int i = 0; i < line.length; i += 2) {
                int next = (i + 2) % line.length;
                int y0 = line[i + 1];
                int y1 = line[next + 1];
                if ((y0 <= y) != (y1 <= y)) {
                    long x = line[i] + Math.floorDiv((long) (line[next] - line[i]) * (y - y0), (long) (y1 - y0));
                    if (count == crossings.length) {
                        crossings = Arrays.copyOf(crossings, 2 * count);
                    }
                    crossings[count++] = x * 2 + (y1 > y0 ? 1 : 0);
                }
            }
        }
        Arrays.sort(crossings, 0, count);
        int winding = 0;
        for (int i = 0; i + 1 < count; i++) {
            winding += (crossings[i] & 1) == 1 ? 1 : -1;
            if (winding != 0) {
                add(cover, (int) (crossings[i] >> 1), (int) (crossings[i + 1] >> 1));
            }
        }
    }

    private void add(int[] cover, int from, int to) {
        int first = Math.max(0, Math.floorDiv(from, FINE));
        int last = Math.min(width - 1, Math.floorDiv(to, FINE));
        for (int x = first; x <= last; x++) {
            cover[x] += Math.max(0, Math.min(to, (x + 1) * FINE) - Math.max(from, x * FINE));
        }
    }

    /** The picture as a PNG file. */
    public byte[] png() {
        return PngFile.of(width, height, pixels);
    }
}
