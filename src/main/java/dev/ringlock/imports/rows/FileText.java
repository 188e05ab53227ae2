package dev.ringlock.imports.rows;

import dev.ringlock.imports.rows.ImportFileException.FileFault;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipException;

/** The text of a file: unpacked if it is compressed, without its byte order mark, strict about its encoding. */
final class FileText {

    private static final int GZIP_1 = 0x1f;
    private static final int GZIP_2 = 0x8b;
    private static final int LONGEST_MARK = 4;
    private static final int BUFFER = 1 << 16;
    private static final int HEAD = 1 << 16;

    /** The marks of encodings in the first bytes; the longest first. */
    private static final Map<Charset, int[]> MARKS = Map.of(
            StandardCharsets.UTF_8, new int[] {0xef, 0xbb, 0xbf},
            StandardCharsets.UTF_16LE, new int[] {0xff, 0xfe},
            StandardCharsets.UTF_16BE, new int[] {0xfe, 0xff});

    private FileText() {}

    /** @param named the encoding that the mapping names */
    static BufferedReader open(InputStream file, Charset named) {
        try {
            InputStream bytes = unpacked(new BufferedInputStream(file, BUFFER));
            Charset encoding = withoutMark(bytes, named);
            return new BufferedReader(new DecodedText(bytes, encoding));
        } catch (IOException e) {
            throw unreadable(e, 1, named);
        }
    }

    /** The first characters, which stay to be read. */
    static String head(BufferedReader text, Charset named) {
        char[] head = new char[HEAD];
        int length = 0;
        try {
            text.mark(HEAD);
            for (int read = 0; read >= 0 && length < HEAD; read = text.read(head, length, HEAD - length)) {
                length += read;
            }
        } catch (IOException e) {
            // it comes again at its line
        }
        try {
            text.reset();
            return new String(head, 0, length);
        } catch (IOException e) {
            throw unreadable(e, 1, named);
        }
    }

    /** The meaning of a failed read. */
    static RuntimeException unreadable(IOException failure, long line, Charset named) {
        if (failure instanceof CharacterCodingException) {
            return new ImportFileException(
                    FileFault.ENCODING,
                    line,
                    "Line " + line + " is not text in " + named
                            + ". Save the file as UTF-8, or name its encoding in the mapping, such as"
                            + " `encoding: windows-1252`.");
        }
        if (failure instanceof ZipException || failure instanceof EOFException) {
            return new ImportFileException(
                    FileFault.COMPRESSION,
                    line,
                    "The file is compressed (gzip), and cannot be unpacked from line " + line
                            + " on. It may be cut off, or have something else behind it.");
        }
        return new UncheckedIOException(failure);
    }

    private static InputStream unpacked(BufferedInputStream bytes) throws IOException {
        bytes.mark(LONGEST_MARK);
        boolean compressed = bytes.read() == GZIP_1 && bytes.read() == GZIP_2;
        bytes.reset();
        return compressed ? new BufferedInputStream(new GzipMembers(bytes, BUFFER), BUFFER) : bytes;
    }

    private static Charset withoutMark(InputStream bytes, Charset named) throws IOException {
        bytes.mark(LONGEST_MARK);
        byte[] first = bytes.readNBytes(LONGEST_MARK);
        bytes.reset();
        for (Map.Entry<Charset, int[]> mark : MARKS.entrySet()) {
            if (startsWith(first, mark.getValue())) {
                bytes.skipNBytes(mark.getValue().length);
                return checked(mark.getKey(), named);
            }
        }
        boolean wide = first.length > 1 && (first[0] == 0 || first[1] == 0);
        return wide && !named.name().startsWith("UTF-16") ? checked(StandardCharsets.UTF_16, named) : named;
    }

    private static Charset checked(Charset found, Charset named) {
        if (found.equals(named) || (named.equals(StandardCharsets.UTF_16) && !found.equals(StandardCharsets.UTF_8))) {
            return found;
        }
        throw new ImportFileException(
                FileFault.ENCODING,
                1,
                "The file begins as " + found + ", and was to be " + named
                        + ". Save it as UTF-8, or name its encoding in" + " the mapping: `encoding: " + found + "`.");
    }

    private static boolean startsWith(byte[] bytes, int[] mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
