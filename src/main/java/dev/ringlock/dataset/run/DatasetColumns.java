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
 * those coarser, or hides them. The states of consents are what nobody may learn: they are sensitive.
 *
 * @param all those of one kind of dataset
 */
public record DatasetColumns(List<GuardedColumn> all) {

    /** What a column says where nothing is known. */
    static final String NONE = "none";

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
            columns.add(new GuardedColumn(STATE + purpose.id(), true, Hierarchy.asIs()));
        }
        return new DatasetColumns(columns);
    }

    private static DatasetColumns ofEvents() {
        return new DatasetColumns(List.of(
                known("week", Hierarchy.week()),
                known("event", Hierarchy.asIs()),
                known("reason", Hierarchy.asIs()),
                known("country", Hierarchy.asIs()),
                known("purpose", Hierarchy.asIs())));
    }

    public Optional<GuardedColumn> named(String name) {
        return all.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** Their names, in their order. */
    public List<String> names() {
        return all.stream().map(GuardedColumn::name).toList();
    }

    /** Those of these names, in the order of the names. */
    List<GuardedColumn> of(List<String> names) {
        return names.stream().map(name -> named(name).orElseThrow()).toList();
    }

    private static GuardedColumn known(String name, Hierarchy hierarchy) {
        return new GuardedColumn(name, false, hierarchy);
    }
}
