package dev.ringlock.dataset.run;

import dev.ringlock.dataset.guard.Apart;
import dev.ringlock.dataset.guard.Differences;
import dev.ringlock.dataset.guard.GivenAnswer;
import dev.ringlock.dataset.guard.Guard;
import dev.ringlock.dataset.guard.GuardRefusal;
import dev.ringlock.dataset.guard.GuardResult;
import dev.ringlock.dataset.guard.Guarded;
import dev.ringlock.dataset.guard.GuardedColumn;
import dev.ringlock.dataset.guard.PeopleTable;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.Pseudonyms;
import dev.ringlock.policy.DatasetRules;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.store.StoreUnavailableException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of a dataset that the guard lets through, in the order of their pseudonyms, which tells nothing. */
@Singleton
final class GuardedRows {

    /** Under a megabyte, because a part is one Lambda answer. */
    private static final int ROWS_IN_PART = 10_000;

    private static final String TOO_CLOSE = "too_close";

    /** A hundredth of the rows are more than a few. */
    private static final int SHARE = 100;

    private final Datasets datasets;
    private final DatasetRows files;
    private final Keys keys;
    private final Policy policy;
    private final Arrivals arrivals;

    GuardedRows(Datasets datasets, DatasetRows files, Keys keys, Policy policy, Arrivals arrivals) {
        this.datasets = datasets;
        this.files = files;
        this.keys = keys;
        this.policy = policy;
        this.arrivals = arrivals;
    }

    /** Asks the guard about what was read, and writes the rows that it lets through. */
    DatasetEnding of(DatasetOrder order, DatasetProgress progress, byte[] key) {
        DatasetColumns all = DatasetColumns.of(order.from());
        DatasetRules rules = policy.datasets();
        Map<String, Integer> people = new HashMap<>();
        PeopleTable table = table(order, progress, all, people);
        PeopleTable selected = table.where(order.allFilters(), all.all());
        Guard guard = new Guard(rules.k(), rules.l(), rules.mostSuppressed());
        List<GuardedColumn> columns = all.of(order.columns());
        List<GuardedColumn> weighed = all.sensitiveBut(order.columns()).stream()
                .filter(column -> isMixed(table, column.name(), rules.k()))
                .toList();
        GuardResult result = order.ofKind() == DatasetKind.ROWS
                ? guard.rows(selected, columns, weighed)
                : guard.counts(selected, columns, weighed);
        if (result instanceof GuardRefusal refused) {
            return refused(refused.code());
        }
        Guarded guarded = (Guarded) result;
        GivenAnswer answer = guarded.answer(
                order.datasetId(), order.allFilters(), order.from().firstLeftOut() - 1);
        Differences differences = new Differences(table, all.all(), rules.k(), rules.l());
        if (!(differences.check(answer, datasets.earlier(order)) instanceof Apart)) {
            return refused(TOO_CLOSE);
        }
        if (!arrivals.now().isBefore(order.from().over())) {
            // earlier answers may be gone: what cannot be compared is not given
            return DatasetEnding.without(DatasetEnding.FAILED, arrivals.now().toEpochMilli(), null);
        }
        files.keep(answer);
        // one person is in several cells: their sum and the people would tell in how many
        boolean ofEvents = order.ofKind() == DatasetKind.EVENTS;
        List<String> lines = order.ofKind() == DatasetKind.ROWS
                ? rows(guarded, selected, pseudonyms(order, key, people))
                : cells(guarded);
        return new DatasetEnding(
                DatasetEnding.DONE,
                arrivals.now().toEpochMilli(),
                null,
                guarded.columns(),
                guarded.k(),
                guarded.l(),
                ofEvents ? 0 : guarded.shownPeople(),
                ofEvents ? 0 : guarded.hiddenPeople(),
                parts(order, lines));
    }

    /**
     * Whether more than a few rows have another value than most. A state that nearly everybody shares cannot differ in each
     * class. To ask for that would refuse every dataset because of the few.
     */
    private static boolean isMixed(PeopleTable table, String column, int k) {
        Map<String, Integer> rows = new HashMap<>();
        for (int row = 0; row < table.rows(); row++) {
            rows.merge(table.value(row, column), 1, Integer::sum);
        }
        int most = rows.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return (table.rows() - most) * SHARE >= Math.max(k * SHARE, table.rows());
    }

    private DatasetEnding refused(String code) {
        return DatasetEnding.without(DatasetEnding.REFUSED, arrivals.now().toEpochMilli(), code);
    }

    /** A contact that changed while it was walked may have been met twice: one of its rows counts. */
    private PeopleTable table(
            DatasetOrder order, DatasetProgress progress, DatasetColumns columns, Map<String, Integer> people) {
        PeopleTable.Builder rows = PeopleTable.of(columns.names());
        for (DatasetPart part : progress.read()) {
            String text = files.get(order.from().tableId(), DatasetRows.Folder.READ, part)
                    .orElseThrow(() -> new StoreUnavailableException("what was read for this dataset is gone"));
            text.lines().map(ReadRow::of).forEach(row -> {
                Integer known = people.putIfAbsent(row.person(), people.size());
                if (known == null || !order.ofKind().isOfPeople()) {
                    rows.add(known == null ? people.size() - 1 : known, row.week(), row.values());
                }
            });
        }
        return rows.build();
    }

    /** The pseudonyms of the people of the table, in this dataset. */
    private String[] pseudonyms(DatasetOrder order, byte[] key, Map<String, Integer> people) {
        String[] names = new String[people.size()];
        try (Pseudonyms pseudonyms = Pseudonyms.open(keys, order.datasetId(), key)) {
            people.forEach((name, person) -> names[person] = pseudonyms.of(name));
        }
        return names;
    }

    private static List<String> rows(Guarded guarded, PeopleTable selected, String[] names) {
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < selected.rows(); row++) {
            if (guarded.shows(row)) {
                lines.add(names[selected.person(row)] + "," + String.join(",", guarded.values(row)));
            }
        }
        Collections.sort(lines);
        lines.add(0, "pseudonym," + header(guarded));
        return lines;
    }

    private static List<String> cells(Guarded guarded) {
        List<String> lines = new ArrayList<>(List.of(header(guarded) + ",people"));
        guarded.cells().forEach(cell -> lines.add(String.join(",", cell.values()) + "," + cell.people()));
        return lines;
    }

    private static String header(Guarded guarded) {
        return String.join(
                ",", guarded.columns().stream().map(column -> column.name()).toList());
    }

    /** @param lines with the header, which begins each part */
    private List<DatasetPart> parts(DatasetOrder order, List<String> lines) {
        List<DatasetPart> parts = new ArrayList<>();
        for (int from = 1; from < lines.size(); from += ROWS_IN_PART) {
            List<String> some = lines.subList(from, Math.min(lines.size(), from + ROWS_IN_PART));
            String text = lines.get(0) + "\n" + String.join("\n", some) + "\n";
            parts.add(files.put(order.datasetId(), DatasetRows.Folder.PARTS, parts.size() + 1, some.size(), text));
        }
        return parts;
    }
}
