package dev.ringlock.dataset.guard;

import dev.ringlock.dataset.guard.Packed.Ids;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * One choice of levels, and what has to be hidden there. A class is the rows that look alike in the quasi-identifiers. A cell
 * is what is shown or hidden as a whole: a class, or, of counts, a class together with the values of the sensitive columns.
 */
final class Hiding {

    private final Combinations all;
    private final int[] levels;
    private final boolean counts;
    private final int k;
    private final int l;
    /** By combination. */
    private final Ids cells;

    private final Ids classes;
    /** By cell. */
    private final int[] people;

    private final boolean[] hidden;

    Hiding(Combinations all, int[] levels, boolean counts, int k, int l) {
        this.all = all;
        this.levels = levels;
        this.counts = counts;
        this.k = k;
        this.l = l;
        cells = all.alike(levels, counts);
        classes = counts ? all.alike(levels, false) : cells;
        people = all.profiles().peopleBy(cells);
        hidden = new boolean[people.length];
    }

    /**
     * Hides the cells of fewer than k people, and the classes whose sensitive values are fewer than l. This is the least that
     * has to be hidden. It gets no more when levels get coarser.
     */
    void hideSmall() {
        for (int cell = 0; cell < hidden.length; cell++) {
            hidden[cell] = people[cell] < k;
        }
        hideAlike();
    }

    /** Whether a class was hidden because what is shown of it has fewer than l different values of a sensitive column. */
    private boolean hideAlike() {
        boolean changed = false;
        for (int column : all.sensitive()) {
            // no group can have more values than the whole table
            int least = Math.min(l, all.columns().get(column).size(0));
            int[] different = different(column);
            for (int combination = 0; combination < all.size(); combination++) {
                int cell = cells.of()[combination];
                if (!hidden[cell] && different[classes.of()[combination]] < least) {
                    hidden[cell] = true;
                    changed = true;
                }
            }
        }
        return changed;
    }

    /** By class: how many different values of that column are shown. */
    private int[] different(int column) {
        int[] different = new int[classes.size()];
        int size = all.columns().get(column).size(0);
        LongRanks seen = new LongRanks(all.size());
        for (int combination = 0; combination < all.size(); combination++) {
            if (!hidden[cells.of()[combination]]) {
                int ofClass = classes.of()[combination];
                int before = seen.size();
                seen.rank((long) ofClass * size + all.code(combination, column, 0));
                different[ofClass] += seen.size() - before;
            }
        }
        return different;
    }

    /**
     * Hides more, the smallest first, until nothing hidden can be found by subtracting. A margin is what the cells look like
     * in some of the columns. In each group of each margin, hidden are either none, or at least k people, or all. So who
     * knows a margin from elsewhere finds no small group. The whole is the margin without a column.
     *
     * @return whether it ends with at most so many hidden people
     */
    boolean settles(int mostHidden) {
        Profiles byCell = all.profiles().merged(cells);
        Margins margins = new Margins(all, levels, counts, cells);
        boolean changed = hiddenPeople() > 0;
        while (changed) {
            changed = false;
            for (int margin = 0; margin < margins.size(); margin++) {
                changed |= hideWithin(margins.of(margin), byCell);
                if (hiddenPeople() > mostHidden) {
                    return false;
                }
            }
            changed |= hideAlike();
        }
        return hiddenPeople() <= mostHidden;
    }

    private boolean hideWithin(Ids margin, Profiles byCell) {
        int[] count = byCell.peopleBy(margin, hidden);
        int[] next = IntStream.range(0, hidden.length)
                .filter(cell -> !hidden[cell] && tooFew(count[margin.of()[cell]]))
                .boxed()
                .sorted(Comparator.comparingInt(cell -> people[cell]))
                .mapToInt(cell -> cell)
                .toArray();
        for (int cell : next) {
            if (tooFew(count[margin.of()[cell]])) {
                hidden[cell] = true;
                count[margin.of()[cell]] += people[cell];
            }
        }
        return next.length > 0;
    }

    private boolean tooFew(int hiddenPeople) {
        return hiddenPeople > 0 && hiddenPeople < k;
    }

    int[] levels() {
        return levels;
    }

    /** Whether sensitive values are part of the cells. */
    boolean counts() {
        return counts;
    }

    /** How many people have a hidden row. */
    int hiddenPeople() {
        return peopleIn(hidden);
    }

    /** How many people have a shown row. */
    int shownPeople() {
        boolean[] shown = new boolean[hidden.length];
        IntStream.range(0, shown.length).forEach(cell -> shown[cell] = !hidden[cell]);
        return peopleIn(shown);
    }

    private int peopleIn(boolean[] chosen) {
        boolean[] combinations = new boolean[all.size()];
        for (int combination = 0; combination < combinations.length; combination++) {
            combinations[combination] = chosen[cells.of()[combination]];
        }
        return all.profiles().peopleBy(new Ids(new int[all.size()], 1), combinations)[0];
    }

    int cell(int combination) {
        return cells.of()[combination];
    }

    int cellCount() {
        return hidden.length;
    }

    boolean hides(int cell) {
        return hidden[cell];
    }

    int people(int cell) {
        return people[cell];
    }

    /** People of the smallest shown cell. */
    int reachedK() {
        return IntStream.range(0, hidden.length)
                .filter(cell -> !hidden[cell])
                .map(cell -> people[cell])
                .min()
                .orElse(0);
    }

    /** The fewest different values of a sensitive column in a shown class; 0 if no such column is shown. */
    int reachedL() {
        return all.sensitive().stream()
                .filter(column -> column < all.shown().size())
                .flatMapToInt(column -> Arrays.stream(different(column)))
                .filter(different -> different > 0)
                .min()
                .orElse(0);
    }
}
