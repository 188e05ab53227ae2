package dev.ringlock.store.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Everything in the database that the wrapping key of the key file has wrapped: the data keys of numbers and of held texts, and
 * the seeds of staff. It is wrapped anew page by page, and each page is one transaction. A row that changed meanwhile is left
 * to the next walk.
 */
public final class WrappedRows {

    private static final int PAGE = 500;

    /** A kind of wrapped bytes, and the columns that say for whom. */
    public enum WrappedKind {
        DATA_KEY("compartments", "purpose", "contact_id", "wrapped_key"),
        TEXT_KEY("held_texts", "contact_id", "id", "wrapped_key"),
        SEED("staff", "name", "name", "seed");

        private final String table;
        private final String first;
        private final String second;
        private final String wrapped;

        WrappedKind(String table, String first, String second, String wrapped) {
            this.table = table;
            this.first = first;
            this.second = second;
            this.wrapped = wrapped;
        }
    }

    /** Makes the wrapped form to be stored. */
    public interface Wrapping {

        /**
         * The new form; empty if it is well as it is.
         *
         * @param whose the purpose of a number's data key, or the name of a person
         */
        Optional<byte[]> again(WrappedKind kind, String whose, byte[] wrapped);
    }

    private record WrappedRow(String first, String second, byte[] wrapped) {}

    private final Readers readers;
    private final Writer writer;

    WrappedRows(Readers readers, Writer writer) {
        this.readers = readers;
        this.writer = writer;
    }

    /**
     * Walks all of it.
     *
     * @param stops is asked before each page
     * @return how many rows were wrapped anew, or had to be; at least one if it stopped before the end
     */
    public long wrapAgain(Wrapping wrapping, BooleanSupplier stops) {
        long again = 0;
        for (WrappedKind kind : WrappedKind.values()) {
            List<WrappedRow> page = page(kind, "", "");
            while (!page.isEmpty()) {
                if (stops.getAsBoolean()) {
                    return again + 1;
                }
                again += wrapAgain(kind, page, wrapping);
                WrappedRow last = page.get(page.size() - 1);
                page = page(kind, last.first(), last.second());
            }
        }
        return again;
    }

    private List<WrappedRow> page(WrappedKind kind, String first, String second) {
        String sql = "SELECT " + kind.first + " AS a, " + kind.second + " AS b, " + kind.wrapped + " AS c FROM "
                + kind.table + " WHERE (" + kind.first + ", " + kind.second + ") > (?, ?) ORDER BY " + kind.first + ", "
                + kind.second + " LIMIT " + PAGE;
        return readers.read(statements -> {
            List<WrappedRow> rows = new ArrayList<>();
            try (ResultSet row = statements.query(sql, first, second)) {
                while (row.next()) {
                    rows.add(new WrappedRow(row.getString("a"), row.getString("b"), row.getBytes("c")));
                }
            }
            return rows;
        });
    }

    private long wrapAgain(WrappedKind kind, List<WrappedRow> page, Wrapping wrapping) {
        List<WrappedRow> changed = new ArrayList<>();
        List<byte[]> fresh = new ArrayList<>();
        for (WrappedRow row : page) {
            wrapping.again(kind, row.first(), row.wrapped()).ifPresent(wrapped -> {
                changed.add(row);
                fresh.add(wrapped);
            });
        }
        if (!changed.isEmpty()) {
            // the old form leaves the disk
            writer.write(true, stored -> true, writes -> written(kind, changed, fresh, writes));
        }
        return changed.size();
    }

    private static boolean written(WrappedKind kind, List<WrappedRow> changed, List<byte[]> fresh, Writes writes)
            throws SQLException {
        String sql = "UPDATE " + kind.table + " SET " + kind.wrapped + " = ? WHERE " + kind.first + " = ? AND "
                + kind.second + " = ? AND " + kind.wrapped + " = ?";
        for (int i = 0; i < changed.size(); i++) {
            WrappedRow row = changed.get(i);
            writes.update(sql, fresh.get(i), row.first(), row.second(), row.wrapped());
        }
        return true;
    }
}
