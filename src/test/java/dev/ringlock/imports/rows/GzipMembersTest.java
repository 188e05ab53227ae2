package dev.ringlock.imports.rows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringlock.imports.rows.ImportFileException.FileFault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipMembersTest {

    private static final String MAPPING =
            "source: crm\nnumber: {column: p}\ndecisions: [{answer: no, noTo: everything}]\n";
    private static final String ROW = "+12025550123\n";
    private static final int HEADER = 10;
    private static final int TRAILER = 8;
    private static final int PART = 1 << 22;

    /** The member ends at 64 KiB, where a buffer does, and at 4 MiB, where a part does. */
    @ParameterizedTest
    @ValueSource(ints = {1 << 16, (1 << 16) - 1, (1 << 16) - TRAILER, (1 << 16) + 1, 1 << 22, (1 << 22) - 4, 2 << 22})
    void theNextMemberIsReadWhereverTheOneBeforeEnds(int length) throws IOException {
        byte[] first = memberOf(length);
        assertEquals(length, first.length);
        byte[] both = joined(first, packed("more".getBytes(StandardCharsets.UTF_8)));
        byte[] read = unpacked(both);
        assertEquals("more", new String(read, read.length - 4, 4, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(ints = {1 << 16, (1 << 16) - 30, 1 << 22})
    void somethingElseBehindTheEndIsAnError(int length) throws IOException {
        byte[] first = memberOf(length);
        for (byte[] rest : new byte[][] {
            {0}, "+12025550124\n".getBytes(StandardCharsets.UTF_8), {0x1f}, {0x1f, (byte) 0x8b, 8, 0}, new byte[40]
        }) {
            assertThrows(IOException.class, () -> unpacked(joined(first, rest)));
        }
    }

    @Test
    void aFileWithRowsBehindItsPackedOnesIsNotTakenWithoutThem() throws IOException {
        byte[] packed = packed(("p\n" + ROW).getBytes(StandardCharsets.UTF_8));
        byte[] both = joined(packed, ROW.getBytes(StandardCharsets.UTF_8));
        assertEquals(
                FileFault.COMPRESSION,
                assertThrows(ImportFileException.class, () -> new MappedFile(MAPPING).rows(both, 0))
                        .fault());
        assertEquals(
                2,
                new MappedFile(MAPPING)
                        .rows(joined(packed, packed(ROW.getBytes(StandardCharsets.UTF_8))), 0)
                        .size());
    }

    @Test
    void eachByteOfTheEndCounts() throws IOException {
        byte[] packed = packed("text".getBytes(StandardCharsets.UTF_8));
        for (int i = 1; i <= TRAILER; i++) {
            byte[] wrong = packed.clone();
            wrong[packed.length - i] ^= 1;
            assertThrows(IOException.class, () -> unpacked(wrong));
            byte[] cut = Arrays.copyOf(packed, packed.length - i);
            assertThrows(IOException.class, () -> unpacked(cut));
        }
    }

    @Test
    void aHeaderMayHaveAName() throws IOException {
        byte[] plain = packed("text".getBytes(StandardCharsets.UTF_8));
        byte[] header = Arrays.copyOf(plain, HEADER);
        header[3] = 4 + 8 + 16 + 2;
        byte[] named = joined(header, new byte[] {3, 0, 1, 2, 3, 'a', 0, 'b', 'c', 0, 7, 7});
        byte[] body = Arrays.copyOfRange(plain, HEADER, plain.length);
        assertArrayEquals("text".getBytes(StandardCharsets.UTF_8), unpacked(joined(named, body)));
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
        // a stream that never says how much is there, and never reads across the border of a part
        InputStream silent = new ByteArrayInputStream(packed) {
            @Override
            public synchronized int available() {
                return 0;
            }

            @Override
            public synchronized int read(byte[] to, int offset, int length) {
                return super.read(to, offset, Math.min(length, PART - pos % PART));
            }
        };
        try (InputStream unpacked = new GzipMembers(silent, 1 << 16)) {
            return unpacked.readAllBytes();
        }
    }

    /** A member of exactly that length: its bytes are stored as they are, in blocks. */
    private static byte[] memberOf(int length) {
        int block = 60_000;
        int left = length - HEADER - TRAILER;
        ByteArrayOutputStream member = new ByteArrayOutputStream();
        member.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0});
        CRC32 sum = new CRC32();
        Random random = new Random(length);
        int size = 0;
        while (left > 0) {
            int count = left > 2 * block ? block : left > block ? left / 2 - 5 : left - 5;
            byte[] bytes = new byte[count];
            random.nextBytes(bytes);
            left -= count + 5;
            member.writeBytes(new byte[] {
                (byte) (left > 0 ? 0 : 1), (byte) count, (byte) (count >> 8), (byte) ~count, (byte) (~count >> 8)
            });
            member.writeBytes(bytes);
            sum.update(bytes);
            size += count;
        }
        for (long number : new long[] {sum.getValue(), size}) {
            for (int i = 0; i < 4; i++) {
                member.write((int) (number >> (8 * i)));
            }
        }
        return member.toByteArray();
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
