package dev.ringlock.dataset.run;

import dev.ringlock.dataset.guard.GuardedColumn;
import dev.ringlock.dataset.guard.Hierarchy;
import dev.ringlock.policy.Policy;
import dev.ringlock.terms.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The columns that datasets can have, in a fixed order. Other people may know most of them about a person: the guard makes
 * those coarser, or hides them. Nobody may learn what a person decided: the states of consents are sensitive, and so is what
 * somebody did.
 *
 * @param all those of one kind of dataset
 */
public record DatasetColumns(List<GuardedColumn> all) {

    /** The value of a column where nothing is known. */
    static final String NONE = "none";

    static final String WEEK = "week";

    private static final String STATE = "state.";

    public DatasetColumns {
        all = List.copyOf(all);
    }

    /** The columns of datasets of that kind. */
    public static DatasetColumns of(DatasetKind kind, Policy policy) {
        return kind.isOfPeople() ? ofPeople(policy.purposes().keySet()) : ofEvents();
    }

    private static DatasetColumns ofPeople(Iterable<Purpose> purposes) {
        List<GuardedColumn> columns = new ArrayList<>(List.of(
                known("country", Hierarchy.asIs()),
                known("area", Hierarchy.area()),
                known("line_type", Hierarchy.asIs()),
                known("signup_week", Hierarchy.week()),
                known("form", Hierarchy.asIs()),
                known("language", Hierarchy.asIs()),
                known("decided_week", Hierarchy.week()),
                known("active_week", Hierarchy.week())));
        for (Purpose purpose : purposes) {
            columns.add(sensitive(STATE + purpose.id()));
        }
        return new DatasetColumns(columns);
    }

    private static DatasetColumns ofEvents() {
        return new DatasetColumns(List.of(
                known(WEEK, Hierarchy.week()),
                known("country", Hierarchy.asIs()),
                sensitive("event"),
                sensitive("reason"),
                sensitive("purpose")));
    }

    public Optional<GuardedColumn> named(String name) {
        return all.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** Their names, in their order. */
    public List<String> names() {
        return all.stream().map(GuardedColumn::name).toList();
    }

    /** The columns of rows that were read under another policy, by their names. */
    static DatasetColumns of(DatasetTable table) {
        return table.columns().contains(WEEK)
                ? ofEvents()
                : ofPeople(table.columns().stream()
                        .filter(name -> name.startsWith(STATE))
                        .map(name -> new Purpose(name.substring(STATE.length())))
                        .toList());
    }

    /** Those of these names, in the order of the names. */
    List<GuardedColumn> of(List<String> names) {
        return names.stream().map(name -> named(name).orElseThrow()).toList();
    }

    /** The sensitive columns that are not among these names. */
    List<GuardedColumn> sensitiveBut(List<String> names) {
        return all.stream()
                .filter(column -> column.sensitive() && !names.contains(column.name()))
                .toList();
    }

    /** The purposes whose states they have, in their order. */
    List<Purpose> purposes() {
        return all.stream()
                .filter(column -> column.name().startsWith(STATE))
                .map(column -> new Purpose(column.name().substring(STATE.length())))
                .toList();
    }

    private static GuardedColumn sensitive(String name) {
        return new GuardedColumn(name, true, Hierarchy.asIs());
    }

    private static GuardedColumn known(String name, Hierarchy hierarchy) {
        return new GuardedColumn(name, false, hierarchy);
    }
}
