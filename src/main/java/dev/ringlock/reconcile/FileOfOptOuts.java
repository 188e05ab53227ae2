package dev.ringlock.reconcile;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.ringlock.provider.BlockList;
import dev.ringlock.provider.BlockListUnavailableException;
import dev.ringlock.provider.BlockPage;
import dev.ringlock.provider.BlockedNumber;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A provider's block list in a file (UTF-8, one line for each number; with commas, semicolons or tabs between columns). One process
 * reads it from its begin to its end.
 */
public final class FileOfOptOuts implements BlockList {

    private static final int PAGE = 500;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Path file;
    private final String source;
    private final @Nullable String numberColumn;
    private final @Nullable String timeColumn;
    private int numberAt;
    private int timeAt = -1;
    private long given;
    private @Nullable Iterator<CsvRecord> lines;

    /**
     * @param source what the ledger says of it, such as its hash
     * @param numberColumn the header of the column with the numbers; null for the first column
     * @param timeColumn the header of the column that says since when, RFC 3339; null if no time is known
     */
    public FileOfOptOuts(Path file, String source, @Nullable String numberColumn, @Nullable String timeColumn) {
        this.file = file;
        this.source = source;
        this.numberColumn = numberColumn;
        this.timeColumn = timeColumn;
    }

    @Override
    public String source() {
        return source;
    }

    /** A cursor is how many lines came before. */
    @Override
    public BlockPage page(@Nullable String cursor, Instant now) {
        try {
            if (cursor == null) {
                open();
            } else if (Long.parseLong(cursor) != given) {
                throw new IllegalStateException("a file is read once, from its begin");
            }
            Iterator<CsvRecord> rest = Objects.requireNonNull(lines);
            List<BlockedNumber> page = new ArrayList<>();
            while (page.size() < PAGE && rest.hasNext()) {
                CsvRecord line = rest.next();
                given++;
                String number = field(line, numberAt);
                // a header, or an empty field, tells of nobody
                if (number.chars().anyMatch(Character::isDigit)) {
                    page.add(new BlockedNumber(number, Set.of(), timeAt < 0 ? null : instant(field(line, timeAt))));
                }
            }
            return new BlockPage(page, rest.hasNext() ? String.valueOf(given) : null);
        } catch (IOException | RuntimeException e) {
            // what it says may repeat a line
            throw e instanceof BlockListUnavailableException told
                    ? told
                    : new BlockListUnavailableException("the file cannot be read, behind line " + given);
        }
    }

    private void open() throws IOException {
        given = 0;
        char separator = separator();
        lines = CsvReader.builder()
                .fieldSeparator(separator)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(file)
                .iterator();
        if (numberColumn != null || timeColumn != null) {
            List<String> header = lines.hasNext() ? lines.next().getFields() : List.of();
            given++;
            numberAt = numberColumn == null ? 0 : column(header, numberColumn);
            timeAt = timeColumn == null ? -1 : column(header, timeColumn);
        }
    }

    private static int column(List<String> header, String name) {
        for (int at = 0; at < header.size(); at++) {
            if (header.get(at).replace(BYTE_ORDER_MARK, "").strip().equalsIgnoreCase(name)) {
                return at;
            }
        }
        throw new BlockListUnavailableException("the file has no column of that name");
    }

    /** Of those that there may be, the one that its first line has most of. */
    private char separator() throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String first = Objects.requireNonNullElse(reader.readLine(), "");
            char most = ',';
            for (char each : new char[] {';', '\t'}) {
                most = count(first, each) > count(first, most) ? each : most;
            }
            return most;
        }
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    private static String field(CsvRecord line, int at) {
        return at < line.getFieldCount()
                ? line.getField(at).replace(BYTE_ORDER_MARK, "").strip()
                : "";
    }

    private static @Nullable Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
