package dev.ringlock.dataset.guard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All choices of one level for each column. The loss of a column is the square of how far it is on its way to {@code *}: two
 * columns become a little coarser before one of them goes. The loss of a choice is the sum over its columns. It depends on the
 * hierarchies alone, and not on the people.
 */
final class Lattice {

    /** Divides by all numbers of levels up to 12. */
    private static final int WHOLE = 27_720;

    private final int[] tops;
    private final List<int[]> tooFine = new ArrayList<>();

    /** The coarsest level of each column. */
    Lattice(int[] tops) {
        this.tops = tops;
    }

    /** The choices from the least loss to the most. Of equal loss, those come first that keep the later columns. */
    List<int[]> byLoss() {
        List<int[]> choices = new ArrayList<>();
        int[] levels = new int[tops.length];
        do {
            choices.add(levels.clone());
        } while (next(levels, IntStream.range(0, tops.length).toArray()));
        choices.sort(Comparator.comparingLong(this::loss));
        return choices;
    }

    /** The choices in which only these columns are shown, and the others are {@code *}, from coarse to fine. */
    List<int[]> only(int... columns) {
        List<int[]> choices = new ArrayList<>();
        int[] levels = tops.clone();
        for (int column : columns) {
            levels[column] = 0;
        }
        do {
            choices.add(0, levels.clone());
        } while (next(levels, columns));
        return choices;
    }

    /** Counts on, as an odometer does. */
    private boolean next(int[] levels, int[] columns) {
        for (int column : columns) {
            if (levels[column] < tops[column]) {
                levels[column]++;
                return true;
            }
            levels[column] = 0;
        }
        return false;
    }

    private long loss(int[] levels) {
        return IntStream.range(0, tops.length)
                .filter(c -> tops[c] > 0)
                .mapToLong(c -> (long) WHOLE * levels[c] / tops[c])
                .map(way -> way * way)
                .sum();
    }

    /** Notes that a choice hides too much. All that are finer in some columns and coarser in none do so too. */
    void tooFine(int[] levels) {
        tooFine.add(levels);
    }

    boolean isTooFine(int[] levels) {
        return tooFine.stream()
                .anyMatch(known -> IntStream.range(0, known.length).allMatch(c -> levels[c] <= known[c]));
    }

    int[] columns() {
        return IntStream.range(0, tops.length).filter(c -> tops[c] > 0).toArray();
    }
}
