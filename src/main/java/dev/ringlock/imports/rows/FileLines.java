package dev.ringlock.imports.rows;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of a text, which may end with CR, LF or both, mixed. However long a line is, little of it is in memory. */
final class FileLines {

    /** Longer than any row of numbers and consents. */
    static final int LONGEST = 1 << 16;

    private static final int BUFFER = 1 << 15;

    /**
     * A line.
     *
     * @param text without its end; empty if it is too long
     */
    record FileLine(long number, String text, boolean tooLong) {}

    private final Reader text;
    private final Charset encoding;
    private final Deque<FileLine> again = new ArrayDeque<>();
    private final char[] buffer = new char[BUFFER];
    private int from;
    private int until;
    private long lines;
    private boolean afterReturn;

    FileLines(Reader text, Charset encoding) {
        this.text = text;
        this.encoding = encoding;
    }

    /** Null at the end. */
    @Nullable
    FileLine next() {
        return again.isEmpty() ? read() : again.pop();
    }

    /** Puts lines back, so that they are the next again. */
    void putBack(List<FileLine> read) {
        for (int i = read.size() - 1; i >= 0; i--) {
            again.push(read.get(i));
        }
    }

    private @Nullable FileLine read() {
        StringBuilder line = new StringBuilder();
        boolean tooLong = false;
        boolean any = false;
        while (from < until || fill()) {
            if (afterReturn) {
                afterReturn = false;
                if (buffer[from] == '\n') {
                    from++;
                    continue;
                }
            }
            any = true;
            int end = end();
            tooLong |= line.length() + end - from > LONGEST;
            line.append(buffer, from, tooLong ? 0 : end - from);
            from = end;
            if (end < until) {
                afterReturn = buffer[end] == '\r';
                from++;
                return line(line, tooLong);
            }
        }
        return any ? line(line, tooLong) : null;
    }

    private FileLine line(StringBuilder line, boolean tooLong) {
        lines++;
        return new FileLine(lines, tooLong ? "" : line.toString(), tooLong);
    }

    /** The place of the line's end; {@code until} if it is not in the buffer. */
    private int end() {
        int end = from;
        while (end < until && buffer[end] != '\n' && buffer[end] != '\r') {
            end++;
        }
        return end;
    }

    private boolean fill() {
        try {
            from = 0;
            until = Math.max(0, text.read(buffer, 0, BUFFER));
            return until > 0;
        } catch (IOException e) {
            throw FileText.unreadable(e, lines + 1, encoding);
        }
    }
}
