package dev.ringlock.dataset.guard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Rows of values, each of a person. A person may have several rows. Values are kept once, rows as numbers: a row of 8 columns
 * takes 40 bytes.
 */
public final class PeopleTable {

    private final List<String> columns;
    /** By column: the values in their order. */
    private final String[][] dictionaries;
    /** By column and row: the value's place in the dictionary. */
    private final int[][] codes;

    private final int[] persons;
    private final int[] weeks;

    private PeopleTable(List<String> columns, String[][] dictionaries, int[][] codes, int[] persons, int[] weeks) {
        this.columns = columns;
        this.dictionaries = dictionaries;
        this.codes = codes;
        this.persons = persons;
        this.weeks = weeks;
    }

    /** An empty table to fill. */
    public static Builder of(List<String> columns) {
        if (new HashSet<>(columns).size() != columns.size()) {
            throw new IllegalArgumentException("A column is named twice: " + columns);
        }
        return new Builder(List.copyOf(columns));
    }

    public List<String> columns() {
        return columns;
    }

    public int rows() {
        return persons.length;
    }

    /** How many different persons there are. */
    public int people() {
        return Packed.Ids.ranked(persons).size();
    }

    public int person(int row) {
        return persons[row];
    }

    /** The week in which the row came in. */
    public int week(int row) {
        return weeks[row];
    }

    public String value(int row, String column) {
        int c = index(column);
        return dictionaries[c][codes[c][row]];
    }

    /** The rows that match all filters, numbered anew. */
    public PeopleTable where(List<Filter> filters, List<GuardedColumn> guarded) {
        Match match = Match.of(this, filters, guarded, Integer.MAX_VALUE);
        int[] kept = IntStream.range(0, rows()).filter(match::of).toArray();
        int[][] keptCodes = new int[codes.length][];
        for (int c = 0; c < codes.length; c++) {
            keptCodes[c] = pick(codes[c], kept);
        }
        return new PeopleTable(columns, dictionaries, keptCodes, pick(persons, kept), pick(weeks, kept));
    }

    private static int[] pick(int[] all, int[] kept) {
        return Arrays.stream(kept).map(row -> all[row]).toArray();
    }

    int index(String column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("No column " + column);
        }
        return index;
    }

    String[] dictionary(int column) {
        return dictionaries[column];
    }

    int[] codes(int column) {
        return codes[column];
    }

    int[] persons() {
        return persons;
    }

    /** Takes rows one by one. */
    public static final class Builder {

        private final List<String> columns;
        private final List<Map<String, Integer>> seen = new ArrayList<>();
        private final Ints[] codes;
        private final Ints persons = new Ints();
        private final Ints weeks = new Ints();

        private Builder(List<String> columns) {
            this.columns = columns;
            codes = new Ints[columns.size()];
            for (int c = 0; c < codes.length; c++) {
                codes[c] = new Ints();
                seen.add(new HashMap<>());
            }
        }

        /**
         * A row more.
         *
         * @param week in which it came in: any number that grows by the week
         * @param values in the order of the columns
         */
        public Builder add(int person, int week, List<String> values) {
            if (values.size() != codes.length || values.contains(Hierarchy.ANY)) {
                throw new IllegalArgumentException("A row has a value for each column, which is not " + Hierarchy.ANY);
            }
            for (int c = 0; c < codes.length; c++) {
                Map<String, Integer> column = seen.get(c);
                Integer known = column.putIfAbsent(values.get(c), column.size());
                codes[c].add(known == null ? column.size() - 1 : known);
            }
            persons.add(person);
            weeks.add(week);
            return this;
        }

        /** The table. The same rows give the same codes in whatever order they came. */
        public PeopleTable build() {
            String[][] dictionaries = new String[codes.length][];
            int[][] sorted = new int[codes.length][];
            for (int c = 0; c < codes.length; c++) {
                TreeMap<String, Integer> byValue = new TreeMap<>(seen.get(c));
                dictionaries[c] = byValue.keySet().toArray(String[]::new);
                int[] place = new int[byValue.size()];
                int next = 0;
                for (int code : byValue.values()) {
                    place[code] = next++;
                }
                sorted[c] = codes[c].take();
                for (int row = 0; row < sorted[c].length; row++) {
                    sorted[c][row] = place[sorted[c][row]];
                }
            }
            return new PeopleTable(columns, dictionaries, sorted, persons.take(), weeks.take());
        }
    }

    /** A list of numbers that grows. */
    private static final class Ints {

        private int[] numbers = new int[1024];
        private int size;

        void add(int number) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, size * 2);
            }
            numbers[size++] = number;
        }

        int[] take() {
            int[] taken = Arrays.copyOf(numbers, size);
            numbers = new int[0];
            return taken;
        }
    }
}
