package dev.ringlock.imports.run;

import dev.ringlock.imports.run.RowConsents.RowYes;
import dev.ringlock.imports.run.RowGroup.ContactRows;
import dev.ringlock.imports.run.RowRules.DecidedRows;
import dev.ringlock.imports.run.RowRules.RowChange;
import dev.ringlock.imports.run.RowRules.RowOutcomes;
import dev.ringlock.steps.CompartmentSeals;
import dev.ringlock.steps.Notices;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.GroupedChange;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Terms;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Stores what a group of rows says. The group is decided first, then its checkpoint is written down, then it is stored. So the
 * counts are those of one decision, whoever stores it, and however often.
 */
final class ImportRunner {

    private final Store store;
    private final CompartmentSeals seals;
    private final Notices notices;
    private final RowRules rules;
    private final OwnRows own;

    ImportRunner(Store store, CompartmentSeals seals, Notices notices, RowRules rules, OwnRows own) {
        this.store = store;
        this.seals = seals;
        this.notices = notices;
        this.rules = rules;
        this.own = own;
    }

    /**
     * Stores a group.
     *
     * @param decided is told what comes of the rows before any is stored. If it throws, none is
     * @return what has to be added to that: a person may have acted in between
     */
    ImportCounts store(RowGroup group, Consumer<List<RowOutcomes>> decided) {
        Map<ContactRows, DecidedRows> planned = new LinkedHashMap<>();
        List<GroupedChange<DecidedRows>> changes = new ArrayList<>();
        for (ContactRows person : group.people()) {
            changes.add(GroupedChange.of(person.ids(), found -> {
                DecidedRows rows = rules.decide(found, person.rows());
                planned.putIfAbsent(person, rows);
                return plan(person, rows);
            }));
        }
        List<DecidedRows> stored = store.changeAll(changes, () -> {
            decided.accept(outcomes(planned.values().stream()));
            adoptNotices(planned.values().stream());
        });
        ImportCounts late = ImportCounts.NOTHING;
        for (int i = 0; i < stored.size(); i++) {
            ContactRows person = group.people().get(i);
            late = late.plus(late(person, Objects.requireNonNull(planned.get(person)), stored.get(i)));
        }
        return late;
    }

    /** A change lost a race. Perhaps another runner had stored it; perhaps its person had decided anew. */
    private ImportCounts late(ContactRows person, DecidedRows planned, DecidedRows stored) {
        ImportCounts late = ImportCounts.NOTHING;
        for (int i = 0; i < planned.outcomes().size(); i++) {
            RowOutcomes before = planned.outcomes().get(i);
            RowOutcomes after = stored.outcomes().get(i);
            if (!before.equals(after)
                    && !own.has(person.ids().own(), person.rows().get(i))) {
                late = late.plus(OutcomeCount.difference(before, after));
            }
        }
        return late;
    }

    private ChangePlan<DecidedRows> plan(ContactRows person, DecidedRows rows) {
        ChangePlan<DecidedRows> plan = ChangePlan.answer(rows);
        List<RowChange> changes = rows.changes();
        for (int i = changes.size() - 1; i >= 0; i--) {
            plan = ChangePlan.first(commit(person, changes.get(i)), plan);
        }
        return plan;
    }

    private Commit commit(ContactRows person, RowChange change) {
        RowYes yes = change.yes();
        if (yes == null || change.change().sealed().isEmpty()) {
            return Commit.of(change.change());
        }
        List<Terms> terms = yes.given().terms();
        seals.ready(terms);
        return Commit.of(
                change.change(),
                seals.make(
                                change.change().contact().id(),
                                change.row().number(),
                                terms,
                                yes.given().evidence())
                        .of(change.change()),
                null);
    }

    /** Words that somebody is about to have said yes to. */
    private void adoptNotices(Stream<DecidedRows> planned) {
        planned.flatMap(rows -> rows.changes().stream())
                .map(RowChange::yes)
                .filter(Objects::nonNull)
                .map(yes -> yes.given().shown())
                .distinct()
                .forEach(notices::adopt);
    }

    private static List<RowOutcomes> outcomes(Stream<DecidedRows> planned) {
        return planned.flatMap(rows -> rows.outcomes().stream()).toList();
    }
}
