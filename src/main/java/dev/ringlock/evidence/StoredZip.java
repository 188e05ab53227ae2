package dev.ringlock.evidence;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A ZIP that can be written in one way only: files sorted by name, not packed, all of one date, and no byte that is free to
 * choose. So a changed byte anywhere makes another file than these names and contents give.
 */
public final class StoredZip {

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int LOCAL_LENGTH = 30;
    private static final int CENTRAL_LENGTH = 46;
    private static final int END_LENGTH = 22;
    private static final short VERSION = 20;

    /** 1 January 1980, the first that a ZIP can say. */
    private static final short DATE = 0x21;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,150}");
    private static final int MOST_FILES = 5_000;

    private StoredZip() {}

    /** @throws IllegalArgumentException if a name is none that a pack may have */
    public static byte[] write(SortedMap<String, byte[]> files) {
        int length = END_LENGTH;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (!NAME.matcher(file.getKey()).matches() || file.getKey().contains("..")) {
                throw new IllegalArgumentException("not a name of a pack's file");
            }
            length += LOCAL_LENGTH + CENTRAL_LENGTH + 2 * file.getKey().length() + file.getValue().length;
        }
        ByteBuffer zip = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        Map<String, Integer> places = new LinkedHashMap<>();
        files.forEach((name, content) -> {
            places.put(name, zip.position());
            zip.putInt(LOCAL);
            common(zip, name, content);
            zip.put(name.getBytes(StandardCharsets.US_ASCII)).put(content);
        });
        int directory = zip.position();
        files.forEach((name, content) -> {
            zip.putInt(CENTRAL).putShort(VERSION);
            common(zip, name, content);
            // no comment, the first disk, no attributes
            zip.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
            zip.putInt(places.getOrDefault(name, 0));
            zip.put(name.getBytes(StandardCharsets.US_ASCII));
        });
        int size = zip.position() - directory;
        short count = (short) files.size();
        zip.putInt(END).putShort((short) 0).putShort((short) 0).putShort(count).putShort(count);
        zip.putInt(size).putInt(directory).putShort((short) 0);
        return zip.array();
    }

    /** The part that is the same in both headers of a file: version, flags, not packed, time, date, checksum, sizes, lengths. */
    private static void common(ByteBuffer zip, String name, byte[] content) {
        CRC32 sum = new CRC32();
        sum.update(content);
        zip.putShort(VERSION)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort(DATE);
        zip.putInt((int) sum.getValue()).putInt(content.length).putInt(content.length);
        zip.putShort((short) name.length()).putShort((short) 0);
    }

    /**
     * The files of a pack.
     *
     * @throws NotAPackException if these bytes are not exactly what {@link #write} makes of them
     */
    public static SortedMap<String, byte[]> read(byte[] bytes) throws NotAPackException {
        SortedMap<String, byte[]> files = files(bytes);
        if (!isWritten(files, bytes)) {
            throw new NotAPackException();
        }
        return files;
    }

    /**
     * The files of an archive that may have been changed, as far as they can be told.
     *
     * @throws NotAPackException if they cannot
     */
    static SortedMap<String, byte[]> files(byte[] bytes) throws NotAPackException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        ByteBuffer zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            while (zip.getInt(zip.position()) == LOCAL) {
                int head = zip.position();
                int length = zip.getInt(head + 22);
                byte[] name = new byte[zip.getShort(head + 26) & 0xffff];
                zip.position(head + LOCAL_LENGTH).get(name);
                if (length < 0 || length > zip.remaining() || files.size() >= MOST_FILES) {
                    throw new NotAPackException();
                }
                byte[] content = new byte[length];
                zip.get(content);
                files.put(new String(name, StandardCharsets.ISO_8859_1), content);
            }
            return files;
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new NotAPackException();
        }
    }

    /** Whether that archive is what {@link #write} makes of these files. */
    static boolean isWritten(SortedMap<String, byte[]> files, byte[] archive) {
        try {
            return Arrays.equals(write(files), archive);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The bytes are no pack, or one that was changed. */
    public static final class NotAPackException extends Exception {

        private static final long serialVersionUID = 1L;

        NotAPackException() {
            super("not an evidence pack");
        }
    }
}
