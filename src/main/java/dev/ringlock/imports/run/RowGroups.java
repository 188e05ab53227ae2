package dev.ringlock.imports.run;

import dev.ringlock.imports.rows.ImportRow;
import dev.ringlock.imports.rows.ImportRow.DecidedRow;
import dev.ringlock.imports.rows.ImportRow.FaultyRow;
import dev.ringlock.imports.rows.ImportRow.SilentRow;
import dev.ringlock.imports.rows.ImportRows;
import dev.ringlock.imports.rows.RowDecision;
import dev.ringlock.imports.rows.RowFault;
import dev.ringlock.imports.run.RowGroup.ContactRows;
import dev.ringlock.keys.Index;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.NumberIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file's rows in groups, for their noes or for their yeses. Where a group ends depends on the file alone, so that
 * whoever reads it again finds the same groups.
 */
final class RowGroups implements AutoCloseable {

    /** Rows with a decision of the wanted kind. Each is one or more transactions. */
    static final int MOST_DECIDED = 1_000;

    /** Rows of any kind: they cost little more than reading them. */
    private static final int MOST_READ = 50_000;

    private final ImportRows rows;
    private final PartStream file;
    private final Index index;
    private final boolean yeses;
    private final int most;
    private final Consumer<ImportRow> seen;
    private @Nullable WantedRow waiting;
    private long lastLine;
    private boolean end;

    /** @param contacts each with nothing but decisions of the wanted kind: a no can bind several numbers of a row */
    private record WantedRow(DecidedRow row, List<WantedContact> contacts) {}

    /** @param ids that may stand for its number */
    private record WantedContact(DecidedRow row, NumberIds ids) {}

    /**
     * @param most how many rows with such a decision a group has
     * @param afterLine behind which the rows begin
     * @param seen is told each row as it is read
     */
    RowGroups(
            ImportRows rows,
            PartStream file,
            Index index,
            boolean yeses,
            int most,
            long afterLine,
            Consumer<ImportRow> seen) {
        this.lastLine = afterLine;
        this.rows = rows;
        this.file = file;
        this.index = index;
        this.yeses = yeses;
        this.most = most;
        this.seen = seen;
    }

    /** The next group; its rows end at that line at the latest. */
    RowGroup next(long untilLine) {
        Building group = new Building();
        WantedRow first = waiting;
        if (first != null && first.row().line() <= untilLine) {
            waiting = null;
            group.add(first);
        }
        while (!end && group.isOpen() && lastLine < untilLine) {
            Optional<ImportRow> row = rows.next();
            end = row.isEmpty();
            row.ifPresent(group::read);
        }
        return group.done();
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<WantedRow> wanted(DecidedRow row) {
        List<WantedContact> contacts = new ArrayList<>();
        Set<ContactId> known = new HashSet<>();
        for (DecidedRow one : yeses ? row.yeses() : row.noes()) {
            index.contactIds(one.number()).without(known).ifPresent(ids -> {
                known.addAll(ids.all());
                contacts.add(new WantedContact(one, ids));
            });
        }
        return contacts.isEmpty() ? Optional.empty() : Optional.of(new WantedRow(row, contacts));
    }

    private static DecidedRow of(DecidedRow row, RowDecision decision) {
        return new DecidedRow(row.line(), row.number(), List.of(), row.rowId(), List.of(decision), row.faults());
    }

    private final class Building {

        private final Map<ContactId, ContactRows> people = new LinkedHashMap<>();
        /** Whose every form is. */
        private final Map<ContactId, ContactId> forms = new HashMap<>();

        private final Map<String, Long> faults = new TreeMap<>();
        private final List<RefusedRow> refused = new ArrayList<>();
        private long line = lastLine;
        private int decided;
        private long read;
        private long silent;
        private long faulty;
        private long refusedNoes;

        boolean isOpen() {
            return waiting == null && decided < most && read < MOST_READ;
        }

        void read(ImportRow row) {
            Optional<WantedRow> wanted = row instanceof DecidedRow decidedRow ? wanted(decidedRow) : Optional.empty();
            if (wanted.isEmpty()) {
                count(row);
            } else if (fits(wanted.get())) {
                add(wanted.get());
            } else {
                // it begins the next group, and is counted there
                waiting = wanted.get();
            }
        }

        /** Whether no form of its number is another contact of this group, or a form of one. */
        private boolean fits(WantedRow row) {
            return row.contacts().stream()
                    .map(WantedContact::ids)
                    .allMatch(ids -> ids.all().stream()
                            .allMatch(id -> ids.lasting().equals(forms.getOrDefault(id, ids.lasting()))));
        }

        void add(WantedRow row) {
            count(row.row());
            for (WantedContact one : row.contacts()) {
                ContactId contact = one.ids().lasting();
                one.ids().all().forEach(id -> forms.put(id, contact));
                List<DecidedRow> rows = people.computeIfAbsent(
                                contact, none -> new ContactRows(one.ids(), new ArrayList<>()))
                        .rows();
                one.row().decisions().forEach(decision -> rows.add(of(one.row(), decision)));
            }
            decided++;
        }

        private void count(ImportRow row) {
            seen.accept(row);
            read++;
            lastLine = row.line();
            line = row.line();
            if (yeses) {
                return;
            }
            if (row instanceof SilentRow) {
                silent++;
            } else if (row instanceof FaultyRow) {
                faulty++;
            }
            if (faults(row).stream().anyMatch(RowFault::mayBeNo)) {
                refusedNoes++;
            }
            for (RowFault fault : faults(row)) {
                faults.merge(fault.kind().id(), 1L, Long::sum);
                refused.add(
                        new RefusedRow(row.line(), fault.column(), fault.kind().id()));
            }
        }

        RowGroup done() {
            boolean last = end && waiting == null;
            ImportCounts counts = yeses
                    ? ImportCounts.NOTHING
                    : new ImportCounts(read, silent, faulty, refusedNoes, Map.of(), faults);
            return new RowGroup(
                    List.copyOf(people.values()), line, last, file.bytesRead(), read, counts, List.copyOf(refused));
        }
    }

    private static List<RowFault> faults(ImportRow row) {
        return row instanceof FaultyRow faulty
                ? faulty.faults()
                : row instanceof DecidedRow decided ? decided.faults() : List.of();
    }
}
