package dev.ringlock.dataset.guard;

import dev.ringlock.dataset.guard.Packed.Ids;
import java.util.List;

/** Two answers over the same rows, in groups that both show: who is shown by one of them alone. */
final class SideBySide {

    private static final int FIRST = 1;
    private static final int SECOND = 2;

    private final Ids groups;
    /** By row: the person in that group. */
    private final Ids members;
    /** By member: by which answers some row is shown. */
    private final byte[] shownBy;

    SideBySide(Ids persons, Ids groups, boolean[] first, boolean[] second) {
        this.groups = groups;
        members = new Packed(first.length)
                .with(row -> persons.of()[row], Math.max(1, persons.size()))
                .with(row -> groups.of()[row], Math.max(1, groups.size()))
                .ranked();
        shownBy = new byte[members.size()];
        for (int row = 0; row < first.length; row++) {
            shownBy[members.of()[row]] |= (byte) ((first[row] ? FIRST : 0) | (second[row] ? SECOND : 0));
        }
    }

    List<Only> onlyOneShows() {
        return List.of(new Only(FIRST), new Only(SECOND));
    }

    /** The people whom that answer alone shows. */
    final class Only {

        private final int answer;

        private Only(int answer) {
            this.answer = answer;
        }

        /** How many they are in each group. */
        int[] people() {
            int[] people = new int[groups.size()];
            boolean[] counted = new boolean[members.size()];
            for (int row = 0; row < groups.of().length; row++) {
                int member = members.of()[row];
                if (shownBy[member] == answer && !counted[member]) {
                    counted[member] = true;
                    people[groups.of()[row]]++;
                }
            }
            return people;
        }

        /** Whether they have at least so many different codes in each group that has any of them. */
        boolean differ(int[] codes, int least) {
            LongRanks seen = new LongRanks(64);
            int[] different = new int[groups.size()];
            boolean[] any = new boolean[groups.size()];
            for (int row = 0; row < codes.length; row++) {
                if (shownBy[members.of()[row]] == answer) {
                    int group = groups.of()[row];
                    int before = seen.size();
                    seen.rank((long) codes[row] * groups.size() + group);
                    different[group] += seen.size() - before;
                    any[group] = true;
                }
            }
            for (int group = 0; group < different.length; group++) {
                if (any[group] && different[group] < least) {
                    return false;
                }
            }
            return true;
        }
    }
}
