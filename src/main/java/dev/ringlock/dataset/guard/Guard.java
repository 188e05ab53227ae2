package dev.ringlock.dataset.guard;

import java.util.List;

/**
 * Makes a table coarser until it singles nobody out, and no coarser than that. This is k-anonymity and distinct l-diversity by
 * global recoding: a column has one level in all rows. What is still too small is hidden, up to a share of the people.
 *
 * <p>The search goes through the choices of levels in order of loss, and takes the first one that holds. What has to be hidden
 * at least ({@link Hiding#hideSmall}) gets no more when levels get coarser. So a choice is passed over if one or two of its
 * columns, shown alone, already hide too much.
 *
 * <p>The same people and columns always give the same answer, in whatever order the rows come.
 *
 * @param k the fewest people of a class that is shown
 * @param l the fewest different values of each sensitive column in a class that is shown
 * @param suppressedPercent the largest share of people who may be hidden
 */
public record Guard(int k, int l, int suppressedPercent) {

    /**
     * For an answer of rows. A class is shown with all of its rows, or hidden.
     *
     * @param weighed the sensitive columns that were not asked for. Each class has l values of them too. Else it would tell
     *     something that a class is missing as soon as such a column is asked for
     */
    public GuardResult rows(PeopleTable selected, List<GuardedColumn> columns, List<GuardedColumn> weighed) {
        return search(selected, columns, weighed, false);
    }

    /**
     * For an answer of counts. A cell is a class together with the values of its sensitive columns. Each shown cell has at
     * least k people, and the shown cells of a class have at least l values.
     */
    public GuardResult counts(PeopleTable selected, List<GuardedColumn> columns, List<GuardedColumn> weighed) {
        return search(selected, columns, weighed, true);
    }

    private GuardResult search(
            PeopleTable selected, List<GuardedColumn> columns, List<GuardedColumn> weighed, boolean counts) {
        int people = selected.people();
        if (people == 0 || people < k) {
            return new GuardRefusal(GuardRefusal.TOO_FEW_PEOPLE);
        }
        Combinations all = new Combinations(selected, columns, weighed);
        int mostHidden = (int) ((long) people * suppressedPercent / 100);
        Lattice lattice =
                new Lattice(all.columns().stream().mapToInt(ColumnLevels::top).toArray());
        dropTooFine(lattice, all, counts, mostHidden);
        for (int[] levels : lattice.byLoss()) {
            if (!lattice.isTooFine(levels)) {
                Hiding hiding = new Hiding(all, levels, counts, k, l);
                hiding.hideSmall();
                if (hiding.hiddenPeople() <= mostHidden && hiding.settles(mostHidden) && hiding.shownPeople() > 0) {
                    return new Guarded(all, hiding);
                }
            }
        }
        return new GuardRefusal(GuardRefusal.TOO_MUCH_HIDDEN);
    }

    private void dropTooFine(Lattice lattice, Combinations all, boolean counts, int mostHidden) {
        int[] columns = lattice.columns();
        for (int one : columns) {
            dropTooFine(lattice, lattice.only(one), all, counts, mostHidden);
        }
        for (int one : columns) {
            for (int other : columns) {
                if (one < other) {
                    dropTooFine(lattice, lattice.only(one, other), all, counts, mostHidden);
                }
            }
        }
    }

    private void dropTooFine(Lattice lattice, List<int[]> choices, Combinations all, boolean counts, int mostHidden) {
        for (int[] levels : choices) {
            if (!lattice.isTooFine(levels)) {
                Hiding hiding = new Hiding(all, levels, counts, k, l);
                hiding.hideSmall();
                if (hiding.hiddenPeople() > mostHidden) {
                    lattice.tooFine(levels);
                }
            }
        }
    }
}
