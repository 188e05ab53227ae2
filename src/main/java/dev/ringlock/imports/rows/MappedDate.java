package dev.ringlock.imports.rows;

import dev.ringlock.imports.rows.WrittenDate.DateOrder;
import dev.ringlock.imports.rows.WrittenDate.ReadDate;
import dev.ringlock.imports.rows.WrittenDate.RefusedDate;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The place of the instant at which a row's person decided. */
record MappedDate(MappedValue from, DateOrder order, ZoneId zone) {

    /** Nobody had a text message before. */
    private static final Instant EARLIEST = Instant.parse("1992-12-03T00:00:00Z");

    /** A fixed date, or {@code {column: Date, order: dmy, zone: Europe/Berlin}}. */
    static MappedDate read(MappingFields fields, String name, ZoneId zone) {
        if (!fields.has(name) || fields.isText(name)) {
            MappedDate date = new MappedDate(MappedValue.read(fields, name), DateOrder.FOUND, zone);
            boolean good = date.from().isNothing()
                    || WrittenDate.read(date.from().otherwise(), DateOrder.FOUND, zone) instanceof ReadDate;
            if (!good) {
                fields.mistake(name, "not_valid", "Write a date such as 2026-01-31, or `{column: Date}`.");
            }
            return date;
        }
        try (MappingFields own = fields.object(name).orElseThrow()) {
            return new MappedDate(
                    MappedValue.ofColumns(own),
                    own.value(
                            "order",
                            DateOrder.FOUND,
                            DateOrder::of,
                            "Write dmy, mdy, ymd, seconds, milliseconds or excel, or leave it out."),
                    own.value("zone", zone, ZoneId::of, "Write a time zone (IANA), such as Europe/Berlin."));
        }
    }

    /** When a yes was said: at the first instant of its day. Null if the row does not say, or with a fault. */
    @Nullable
    Instant ofYes(FileRow row, Instant now, List<RowFault> faults) {
        String cell = from.of(row);
        if (cell.isEmpty()) {
            return null;
        }
        RowFaultKind reason = RowFaultKind.FORMULA;
        if (!CellText.isFormula(cell)) {
            WrittenDate date = WrittenDate.read(cell, order, zone);
            if (date instanceof ReadDate read && isPossible(read, now)) {
                return read.first();
            }
            reason = date instanceof RefusedDate refused
                    ? refused.reason()
                    : ((ReadDate) date).first().isAfter(now) ? RowFaultKind.FUTURE_DATE : RowFaultKind.IMPOSSIBLE_DATE;
        }
        faults.add(new RowFault(reason, from.column()));
        return null;
    }

    /**
     * When a no was said: at the last instant that its text can mean, so that it wins over a yes of that day or minute.
     * Null if that is not over yet, or with a fault: a no without a date counts from its receipt.
     */
    @Nullable
    Instant ofNo(FileRow row, Instant now, List<RowFault> faults) {
        String cell = from.of(row);
        Optional<Instant> last = WrittenDate.readings(cell, order, zone).stream()
                .filter(read -> isPossible(read, now))
                .map(ReadDate::last)
                .max(Comparator.naturalOrder());
        if (last.isEmpty() && !cell.isEmpty()) {
            faults.add(new RowFault(RowFaultKind.UNDATED_NO, from.column(), false));
        }
        return last.filter(instant -> !instant.isAfter(now)).orElse(null);
    }

    private static boolean isPossible(ReadDate date, Instant now) {
        return !date.first().isBefore(EARLIEST) && !date.first().isAfter(now);
    }

    List<String> columns() {
        return from.columns();
    }
}
