package dev.ringlock.dataset.guard;

import java.util.List;

/**
 * Only the rows with one of these values in that column.
 *
 * @param values of level 0 or of a coarser one, such as {@code US} in a column of areas
 */
public record Filter(String column, List<String> values) {

    public Filter {
        values = List.copyOf(values);
    }
}
