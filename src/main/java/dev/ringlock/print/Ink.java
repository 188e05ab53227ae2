package dev.ringlock.print;

/** The colours of a picture, and what each leaves where it covers a pixel by a quarter, a half, three quarters and whole. */
public enum Ink {
    /** For text on a light ground. */
    TEXT(1, 2, 3, 4),
    SOFT(5, 6, 7, 8),
    BRAND(9, 10, 11, 12),
    /** For text on a ground of {@link #BRAND}. */
    WHITE(11, 10, 9, 0),
    PAPER(13),
    LINE(14),
    HAIR(15);

    /** Every colour in three bytes, by its number. */
    static final int[] PALETTE = {
        0xffffff, 0xc6c8c9, 0x8e9193, 0x555a5c, 0x1c2326, 0xd5d8da, 0xaab1b5, 0x80898f, 0x55626a, 0xc6d5d9, 0x8daab3,
        0x54808c, 0x1b5566, 0xf6f4ef, 0x8a969c, 0xe2e0d9
    };

    private final int[] shades;

    Ink(int... shades) {
        this.shades = shades;
    }

    /** The number of the colour that covers a pixel whole. */
    int whole() {
        return shades[shades.length - 1];
    }

    /**
     * The number of the colour for that cover.
     *
     * @param quarters 1 to 4
     */
    int shade(int quarters) {
        return shades.length == 1 ? shades[0] : shades[quarters - 1];
    }
}
