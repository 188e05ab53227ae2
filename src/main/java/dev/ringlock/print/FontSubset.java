package dev.ringlock.print;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A font file with the outlines of some glyphs alone. The glyphs keep their numbers, so that text needs no other ones; those
 * behind the last of them are cut off.
 */
final class FontSubset {

    private static final int ARGS_ARE_WORDS = 0x0001;
    private static final int HAS_SCALE = 0x0008;
    private static final int MORE = 0x0020;
    private static final int HAS_TWO_SCALES = 0x0040;
    private static final int HAS_MATRIX = 0x0080;

    private final TrueTypeFont font;
    private final SortedSet<Integer> kept = new TreeSet<>();

    private FontSubset(TrueTypeFont font, Collection<Integer> used) {
        this.font = font;
        Deque<Integer> open = new ArrayDeque<>(used);
        open.add(TrueTypeFont.MISSING);
        while (!open.isEmpty()) {
            int glyph = open.remove();
            if (kept.add(glyph)) {
                addParts(glyph, open);
            }
        }
    }

    static byte[] of(TrueTypeFont font, Collection<Integer> used) {
        return new FontSubset(font, used).file();
    }

    /** A letter with an accent is made of other glyphs, which it names. */
    private void addParts(int glyph, Deque<Integer> open) {
        ByteBuffer outline = outline(glyph);
        if (outline.limit() == 0 || outline.getShort(0) >= 0) {
            return;
        }
        int at = 10;
        int flags;
        do {
            flags = TrueTypeFont.unsigned(outline, at);
            open.add(TrueTypeFont.unsigned(outline, at + 2));
            at += 4 + ((flags & ARGS_ARE_WORDS) != 0 ? 4 : 2);
            at += (flags & HAS_SCALE) != 0 ? 2 : 0;
            at += (flags & HAS_TWO_SCALES) != 0 ? 4 : 0;
            at += (flags & HAS_MATRIX) != 0 ? 8 : 0;
        } while ((flags & MORE) != 0);
    }

    private ByteBuffer outline(int glyph) {
        int[] place = font.outline(glyph);
        return font.table("glyf").slice(place[0], place[1] - place[0]);
    }

    private byte[] file() {
        int count = kept.last() + 1;
        ByteArrayOutputStream outlines = new ByteArrayOutputStream();
        ByteBuffer places = ByteBuffer.allocate(4 * (count + 1));
        for (int glyph = 0; glyph < count; glyph++) {
            places.putInt(outlines.size());
            if (kept.contains(glyph)) {
                outlines.writeBytes(padded(bytes(outline(glyph))));
            }
        }
        places.putInt(outlines.size());
        Map<String, byte[]> tables = new TreeMap<>();
        tables.put("glyf", outlines.toByteArray());
        tables.put("loca", places.array());
        tables.put("head", patched("head", 50, 1));
        tables.put("maxp", patched("maxp", 4, count));
        int wide = Math.min(count, TrueTypeFont.unsigned(font.table("hhea"), 34));
        tables.put("hhea", patched("hhea", 34, wide));
        int widths = 4 * wide + 2 * (count - wide);
        tables.put("hmtx", bytes(font.table("hmtx").slice(0, widths)));
        for (String tag : new String[] {"cvt ", "fpgm", "prep"}) {
            if (font.has(tag)) {
                tables.put(tag, bytes(font.table(tag)));
            }
        }
        return file(tables);
    }

    private byte[] patched(String tag, int at, int value) {
        byte[] bytes = bytes(font.table(tag));
        ByteBuffer.wrap(bytes).putShort(at, (short) value);
        return bytes;
    }

    private static byte[] bytes(ByteBuffer table) {
        byte[] bytes = new byte[table.limit()];
        table.get(0, bytes);
        return bytes;
    }

    private static byte[] padded(byte[] bytes) {
        return Arrays.copyOf(bytes, (bytes.length + 3) / 4 * 4);
    }

    private static byte[] file(Map<String, byte[]> tables) {
        int begin = 12 + 16 * tables.size();
        int size = begin
                + tables.values().stream()
                        .mapToInt(table -> padded(table).length)
                        .sum();
        ByteBuffer file = ByteBuffer.allocate(size);
        int power = Integer.highestOneBit(tables.size());
        file.putInt(0x00010000)
                .putShort((short) tables.size())
                .putShort((short) (16 * power))
                .putShort((short) Integer.numberOfTrailingZeros(power))
                .putShort((short) (16 * (tables.size() - power)));
        int at = begin;
        for (Map.Entry<String, byte[]> table : tables.entrySet()) {
            byte[] padded = padded(table.getValue());
            file.put(table.getKey().getBytes(StandardCharsets.US_ASCII))
                    .putInt(checksum(padded))
                    .putInt(at)
                    .putInt(table.getValue().length);
            file.put(at, padded);
            at += padded.length;
        }
        return file.array();
    }

    private static int checksum(byte[] padded) {
        int sum = 0;
        ByteBuffer words = ByteBuffer.wrap(padded);
        while (words.hasRemaining()) {
            sum += words.getInt();
        }
        return sum;
    }
}
