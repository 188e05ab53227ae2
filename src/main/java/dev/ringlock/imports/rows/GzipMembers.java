package dev.ringlock.imports.rows;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks gzip (RFC 1952): one member behind the other, up to the end of the file. The JDK's reader ends without a word where
 * a member is followed by something else, and the rows behind that would be lost.
 */
final class GzipMembers extends InputStream {

    private static final int MAGIC_1 = 0x1f;
    private static final int MAGIC_2 = 0x8b;
    private static final int DEFLATED = 8;
    private static final int HEADER_REST = 6;
    private static final int HEADER_CHECK = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int BYTE = 8;
    private static final int WORD = 4;

    private final byte[] buffer;
    private final PushbackInputStream packed;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 sum = new CRC32();
    private int filled;
    private boolean end;

    GzipMembers(InputStream packed, int buffer) throws IOException {
        this.buffer = new byte[buffer];
        this.packed = new PushbackInputStream(packed, buffer);
        header(one());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            while (!end) {
                int count = inflater.inflate(to, offset, length);
                if (count > 0) {
                    sum.update(to, offset, count);
                    return count;
                }
                if (inflater.finished()) {
                    next();
                } else if (inflater.needsDictionary()) {
                    throw new ZipException("no dictionary");
                } else {
                    fill();
                }
            }
            return -1;
        } catch (DataFormatException e) {
            throw new ZipException("broken");
        }
    }

    private void fill() throws IOException {
        int count = packed.read(buffer, 0, buffer.length);
        if (count < 0) {
            throw new EOFException();
        }
        filled = count;
        inflater.setInput(buffer, 0, count);
    }

    /** Checks the member's end, and begins the next one, if there is one. */
    private void next() throws IOException {
        int left = inflater.getRemaining();
        if (left > 0) {
            // the inflater has the buffer as it was filled last
            packed.unread(rest(left));
        }
        long size = inflater.getBytesWritten() & 0xffffffffL;
        if (number(WORD) != sum.getValue() || number(WORD) != size) {
            throw new ZipException("not what was packed");
        }
        int first = packed.read();
        end = first < 0;
        if (!end) {
            inflater.reset();
            sum.reset();
            header(first);
        }
    }

    private byte[] rest(int left) {
        byte[] rest = new byte[left];
        System.arraycopy(buffer, filled - left, rest, 0, left);
        return rest;
    }

    private void header(int first) throws IOException {
        if (first != MAGIC_1 || one() != MAGIC_2 || one() != DEFLATED) {
            throw new ZipException("no gzip");
        }
        int flags = one();
        packed.skipNBytes(HEADER_REST);
        if ((flags & EXTRA) != 0) {
            packed.skipNBytes(number(2));
        }
        skipText(flags & NAME);
        skipText(flags & COMMENT);
        packed.skipNBytes((flags & HEADER_CHECK) == 0 ? 0 : 2);
    }

    private void skipText(int flag) throws IOException {
        int letter = flag;
        while (letter != 0) {
            letter = one();
        }
    }

    /** Little end first. */
    private long number(int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number |= (long) one() << (BYTE * i);
        }
        return number;
    }

    private int one() throws IOException {
        int read = packed.read();
        if (read < 0) {
            throw new EOFException();
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }
}
