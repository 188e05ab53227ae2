package dev.ringlock.dataset.run;

import java.util.Arrays;
import java.util.List;

/**
 * A row as it was read, before the guard has looked at it.
 *
 * @param person whose it is: a pseudonym of the table
 * @param week in which it came about, counted from the week of 1970-01-01
 * @param values in the order of the kind's columns
 */
record ReadRow(String person, int week, List<String> values) {

    private static final String BETWEEN = "\t";

    /** One line. No value has a tab or a line end: they are ids, codes and dates. */
    String line() {
        return person + BETWEEN + week + BETWEEN + String.join(BETWEEN, values) + "\n";
    }

    static ReadRow of(String line) {
        String[] fields = line.split(BETWEEN, -1);
        return new ReadRow(
                fields[0], Integer.parseInt(fields[1]), Arrays.asList(fields).subList(2, fields.length));
    }
}
