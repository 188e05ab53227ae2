package dev.ringlock.print;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.Adler32;
import java.util.zip.CRC32;

/** A picture in sixteen colours as a PNG: four bits a pixel, packed by {@link Deflate}. */
final class PngFile {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int DEPTH = 4;
    private static final int OF_PALETTE = 3;

    private PngFile() {}

    static byte[] of(int width, int height, byte[] pixels) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE);
        byte[] head = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) DEPTH)
                .put((byte) OF_PALETTE)
                .array();
        add(file, "IHDR", head);
        ByteBuffer palette = ByteBuffer.allocate(3 * Ink.PALETTE.length);
        for (int colour : Ink.PALETTE) {
            palette.put((byte) (colour >> 16)).put((byte) (colour >> 8)).put((byte) colour);
        }
        add(file, "PLTE", palette.array());
        add(file, "IDAT", packed(rows(width, height, pixels)));
        add(file, "IEND", new byte[0]);
        return file.toByteArray();
    }

    /** Each row is behind the number of its filter: none. */
    private static byte[] rows(int width, int height, byte[] pixels) {
        int bytes = 1 + (width + 1) / 2;
        byte[] rows = new byte[height * bytes];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                rows[y * bytes + 1 + x / 2] |= (byte) (pixels[y * width + x] << (x % 2 == 0 ? DEPTH : 0));
            }
        }
        return rows;
    }

    private static byte[] packed(byte[] rows) {
        byte[] deflated = Deflate.of(rows);
        Adler32 sum = new Adler32();
        sum.update(rows);
        return ByteBuffer.allocate(2 + deflated.length + Integer.BYTES)
                .put((byte) 0x78)
                .put((byte) 0x01)
                .put(deflated)
                .putInt((int) sum.getValue())
                .array();
    }

    private static void add(ByteArrayOutputStream file, String type, byte[] content) {
        byte[] chunk = ByteBuffer.allocate(4 + content.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .array();
        CRC32 sum = new CRC32();
        sum.update(chunk);
        file.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        file.writeBytes(chunk);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    }
}
