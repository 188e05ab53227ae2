package dev.ringlock.print;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The outline of one glyph: closed lines of points in the font's units, with its curves already cut into straight pieces.
 * Integers alone, so that every machine has the same points.
 */
final class GlyphOutline {

    private static final int ON_CURVE = 0x01;
    private static final int X_SHORT = 0x02;
    private static final int Y_SHORT = 0x04;
    private static final int REPEATED = 0x08;
    private static final int X_SAME = 0x10;
    private static final int Y_SAME = 0x20;

    private static final int ARGS_ARE_WORDS = 0x0001;
    private static final int ARGS_ARE_PLACES = 0x0002;
    private static final int HAS_SCALE = 0x0008;
    private static final int MORE = 0x0020;
    private static final int HAS_TWO_SCALES = 0x0040;
    private static final int HAS_MATRIX = 0x0080;

    /** Straight pieces of one curve. */
    private static final int PIECES = 8;

    private static final int DEEPEST = 8;

    private final TrueTypeFont font;
    private final List<int[]> lines = new ArrayList<>();

    private record Point(int x, int y, boolean onCurve) {

        Point halfway(Point other) {
            return new Point((x + other.x) >> 1, (y + other.y) >> 1, true);
        }
    }

    private GlyphOutline(TrueTypeFont font) {
        this.font = font;
    }

    /** Each line is x, y, x, y …; the last point leads back to the first. A blank has none. */
    static List<int[]> lines(TrueTypeFont font, int glyph) {
        GlyphOutline outline = new GlyphOutline(font);
        outline.add(glyph, 0, 0, 0);
        return outline.lines;
    }

    private void add(int glyph, int right, int up, int depth) {
        int[] place = font.outline(glyph);
        if (place[1] == place[0] || depth > DEEPEST) {
            return;
        }
        ByteBuffer data = font.table("glyf").slice(place[0], place[1] - place[0]);
        int contours = data.getShort(0);
        if (contours < 0) {
            addParts(data, right, up, depth);
        } else {
            addContours(data, contours, right, up);
        }
    }

    /** A letter with an accent is made of other glyphs. No part of this font is turned; a part of another size keeps its own. */
    private void addParts(ByteBuffer data, int right, int up, int depth) {
        data.position(10);
        int flags;
        do {
            flags = data.getShort() & 0xffff;
            int part = data.getShort() & 0xffff;
            boolean wide = (flags & ARGS_ARE_WORDS) != 0;
            int x = wide ? data.getShort() : data.get();
            int y = wide ? data.getShort() : data.get();
            boolean places = (flags & ARGS_ARE_PLACES) != 0;
            int scales = (flags & HAS_SCALE) != 0
                    ? 1
                    : (flags & HAS_TWO_SCALES) != 0 ? 2 : (flags & HAS_MATRIX) != 0 ? 4 : 0;
            int[] matrix = matrix(data, scales);
            int first = lines.size();
            add(part, 0, 0, depth + 1);
            for (int[] line : lines.subList(first, lines.size())) {
                turn(line, matrix);
                shift(line, right + (places ? x : 0), up + (places ? y : 0));
            }
        } while ((flags & MORE) != 0);
    }

    /** Factors of 2.14 bits: x by x, y by x, x by y, y by y. */
    private static int[] matrix(ByteBuffer data, int scales) {
        int[] read = new int[scales];
        for (int i = 0; i < scales; i++) {
            read[i] = data.getShort();
        }
        return switch (scales) {
            case 0 -> new int[] {1 << 14, 0, 0, 1 << 14};
            case 1 -> new int[] {read[0], 0, 0, read[0]};
            case 2 -> new int[] {read[0], 0, 0, read[1]};
            default -> read;
        };
    }

    private static void turn(int[] line, int[] matrix) {
        for (int i = 0; i < line.length; i += 2) {
            int x = line[i];
            int y = line[i + 1];
            line[i] = (x * matrix[0] + y * matrix[2]) >> 14;
            line[i + 1] = (x * matrix[1] + y * matrix[3]) >> 14;
        }
    }

    private static void shift(int[] line, int right, int up) {
        for (int i = 0; i < line.length; i += 2) {
            line[i] += right;
            line[i + 1] += up;
        }
    }

    private void addContours(ByteBuffer data, int contours, int right, int up) {
        int[] ends = new int[contours];
        data.position(10);
        for (int i = 0; i < contours; i++) {
            ends[i] = data.getShort() & 0xffff;
        }
        int points = contours == 0 ? 0 : ends[contours - 1] + 1;
        data.position(data.position() + 2 + (data.getShort(data.position()) & 0xffff));
        int[] flags = flags(data, points);
        int[] x = coordinates(data, flags, X_SHORT, X_SAME);
        int[] y = coordinates(data, flags, Y_SHORT, Y_SAME);
        int first = 0;
        for (int end : ends) {
            List<Point> contour = new ArrayList<>();
            for (int i = first; i <= end; i++) {
                contour.add(new Point(x[i] + right, y[i] + up, (flags[i] & ON_CURVE) != 0));
            }
            lines.add(flat(contour));
            first = end + 1;
        }
    }

    private static int[] flags(ByteBuffer data, int points) {
        int[] flags = new int[points];
        int known = 0;
        while (known < points) {
            int flag = data.get() & 0xff;
            int times = (flag & REPEATED) != 0 ? (data.get() & 0xff) + 1 : 1;
            for (int i = 0; i < times; i++) {
                flags[known++] = flag;
            }
        }
        return flags;
    }

    private static int[] coordinates(ByteBuffer data, int[] flags, int isShort, int same) {
        int[] values = new int[flags.length];
        int value = 0;
        for (int i = 0; i < flags.length; i++) {
            boolean isSame = (flags[i] & same) != 0;
            if ((flags[i] & isShort) != 0) {
                int step = data.get() & 0xff;
                value += isSame ? step : -step;
            } else if (!isSame) {
                value += data.getShort();
            }
            values[i] = value;
        }
        return values;
    }

    /** Between two points off the curve there is one on it, halfway. */
    private static int[] flat(List<Point> contour) {
        int size = contour.size();
        Point begin = contour.get(0).onCurve()
                ? contour.get(0)
                : contour.get(size - 1).onCurve()
                        ? contour.get(size - 1)
                        : contour.get(0).halfway(contour.get(size - 1));
        List<Point> flat = new ArrayList<>();
        Point from = begin;
        flat.add(begin);
        for (int i = 0; i < size; i++) {
            Point point = contour.get(i);
            Point next = contour.get((i + 1) % size);
            if (point.onCurve()) {
                flat.add(point);
                from = point;
            } else {
                Point to = i == size - 1 ? begin : next.onCurve() ? next : point.halfway(next);
                addCurve(flat, from, point, to);
                from = to;
            }
        }
        return flat.stream()
                .flatMapToInt(point -> java.util.stream.IntStream.of(point.x(), point.y()))
                .toArray();
    }

    private static void addCurve(List<Point> flat, Point from, Point control, Point to) {
        for (int i = 1; i <= PIECES; i++) {
            int rest = PIECES - i;
            flat.add(new Point(
                    Math.floorDiv(
                            from.x() * rest * rest + 2 * control.x() * rest * i + to.x() * i * i, PIECES * PIECES),
                    Math.floorDiv(
                            from.y() * rest * rest + 2 * control.y() * rest * i + to.y() * i * i, PIECES * PIECES),
                    true));
        }
    }
}
