package dev.ringlock.dataset.guard;

import java.util.List;

/**
 * The part of an answer that is kept to compare later ones with it. It names groups of few people: it is never shown to an
 * analyst, and goes when the table goes.
 *
 * @param columns in the order of the hidden values
 * @param until the last week, as {@link PeopleTable#week} counts them, whose rows the answer was made from
 * @param hidden the shown values of each class that was hidden; {@code *} stands for any value
 */
public record GivenAnswer(
        String id, List<ShownColumn> columns, List<Filter> filters, int until, List<List<String>> hidden) {

    public GivenAnswer {
        columns = List.copyOf(columns);
        filters = List.copyOf(filters);
        hidden = List.copyOf(hidden);
    }
}
