package dev.ringlock.print;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A font file, read as far as a PDF needs it: which glyph a character has, how wide it is, and how the font is measured. */
final class TrueTypeFont {

    /** The glyph of what the font does not have: a box. */
    static final int MISSING = 0;

    private static final int THOUSAND = 1_000;

    private final ByteBuffer file;
    private final Map<String, ByteBuffer> tables = new HashMap<>();
    private final Map<Integer, Integer> glyphs = new HashMap<>();
    private final int unitsPerEm;
    private final int wideGlyphs;

    private TrueTypeFont(byte[] bytes) {
        file = ByteBuffer.wrap(bytes);
        int count = file.getShort(4);
        for (int i = 0; i < count; i++) {
            int row = 12 + 16 * i;
            String tag = new String(bytes, row, 4, StandardCharsets.US_ASCII);
            tables.put(tag, file.slice(file.getInt(row + 8), file.getInt(row + 12)));
        }
        unitsPerEm = table("head").getShort(18);
        wideGlyphs = unsigned(table("hhea"), 34);
        readCharacters();
    }

    /** The font that every document is written with. */
    static TrueTypeFont dejaVuSans() {
        return Loaded.FONT;
    }

    /** Read once, by the first document. */
    private static final class Loaded {

        private static final TrueTypeFont FONT = read("/print/DejaVuSans.ttf");
    }

    private static TrueTypeFont read(String resource) {
        try (InputStream in = TrueTypeFont.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the font is missing: " + resource);
            }
            return new TrueTypeFont(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The table of characters that covers all of Unicode: format 12. */
    private void readCharacters() {
        ByteBuffer cmap = table("cmap");
        for (int i = 0; i < unsigned(cmap, 2); i++) {
            int at = cmap.getInt(4 + 8 * i + 4);
            if (unsigned(cmap, at) == 12) {
                readGroups(cmap, at);
                return;
            }
        }
        throw new IllegalStateException("the font has no table of all characters");
    }

    private void readGroups(ByteBuffer cmap, int at) {
        for (int group = 0; group < cmap.getInt(at + 12); group++) {
            int row = at + 16 + 12 * group;
            int first = cmap.getInt(row);
            int last = cmap.getInt(row + 4);
            for (int character = first; character <= last; character++) {
                glyphs.put(character, cmap.getInt(row + 8) + character - first);
            }
        }
    }

    ByteBuffer table(String tag) {
        ByteBuffer table = tables.get(tag);
        if (table == null) {
            throw new IllegalStateException("the font has no table " + tag);
        }
        return table;
    }

    boolean has(String tag) {
        return tables.containsKey(tag);
    }

    /**
     * The glyph of a character, {@link #MISSING} if the font has none. Letters of scripts that are written from right to left
     * count as missing too: nothing here puts them in order, and words in a wrong order would be other words.
     */
    int glyph(int character) {
        byte direction = Character.getDirectionality(character);
        boolean rightToLeft = direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC
                || direction == Character.DIRECTIONALITY_ARABIC_NUMBER;
        return rightToLeft ? MISSING : glyphs.getOrDefault(character, MISSING);
    }

    /** In thousandths of the font's size. */
    int width(int glyph) {
        int last = Math.min(glyph, wideGlyphs - 1);
        return scaled(unsigned(table("hmtx"), 4 * last));
    }

    int unitsPerEm() {
        return unitsPerEm;
    }

    /** In the font's units. */
    int advance(int glyph) {
        return unsigned(table("hmtx"), 4 * Math.min(glyph, wideGlyphs - 1));
    }

    int ascent() {
        return scaled(table("hhea").getShort(4));
    }

    int descent() {
        return scaled(table("hhea").getShort(6));
    }

    /** The box that every glyph fits in: left, bottom, right, top. */
    int[] box() {
        ByteBuffer head = table("head");
        return new int[] {
            scaled(head.getShort(36)), scaled(head.getShort(38)), scaled(head.getShort(40)), scaled(head.getShort(42))
        };
    }

    private int scaled(int units) {
        return Math.round((float) units * THOUSAND / unitsPerEm);
    }

    /** Where a glyph's outline begins and ends in the table {@code glyf}. */
    int[] outline(int glyph) {
        ByteBuffer loca = table("loca");
        boolean wide = table("head").getShort(50) == 1;
        return wide
                ? new int[] {loca.getInt(4 * glyph), loca.getInt(4 * glyph + 4)}
                : new int[] {2 * unsigned(loca, 2 * glyph), 2 * unsigned(loca, 2 * glyph + 2)};
    }

    static int unsigned(ByteBuffer bytes, int at) {
        return bytes.getShort(at) & 0xffff;
    }
}
