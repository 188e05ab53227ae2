package dev.ringlock.imports.rows;

import java.util.Locale;

/** The file cannot be read, from its beginning or from a line on. The message says what to do. It repeats nothing of the file. */
public final class ImportFileException extends RuntimeException {

    /** A fault of a file. */
    public enum FileFault {
        /** It has nothing in it. */
        EMPTY,
        /** Its bytes are not text in UTF-8, or in the encoding that the mapping names. */
        ENCODING,
        /** It begins as a compressed file, and cannot be unpacked. */
        COMPRESSION,
        /** It lacks a column that the mapping names, or has it twice. */
        COLUMNS,
        /** It is no list of rows: JSON of another shape. */
        FORMAT;

        /** Its code in the API. */
        public String id() {
            return "file_" + name().toLowerCase(Locale.ROOT);
        }
    }

    private final FileFault fault;
    private final long line;

    ImportFileException(FileFault fault, long line, String message) {
        super(message);
        this.fault = fault;
        this.line = line;
    }

    public FileFault fault() {
        return fault;
    }

    /** The line from which on it cannot be read. */
    public long line() {
        return line;
    }
}
