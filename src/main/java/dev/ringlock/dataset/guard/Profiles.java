package dev.ringlock.dataset.guard;

import dev.ringlock.dataset.guard.Packed.Ids;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * People by the set of groups in which they have rows. People with the same set are one profile. So a person with rows in
 * several groups counts once, and nobody has to be counted one by one.
 */
final class Profiles {

    /** By profile: where its groups begin; one more for the end. */
    private final int[] start;

    private final int[] groups;
    /** By profile. */
    private final int[] people;

    private Profiles(int[] start, int[] groups, int[] people) {
        this.start = start;
        this.groups = groups;
        this.people = people;
    }

    /** The people of a table, by the groups of their rows. */
    static Profiles of(int[] personOfRow, Ids groupOfRow) {
        Ids persons = Ids.ranked(personOfRow);
        int[] person = persons.of();
        int[] start = new int[persons.size() + 1];
        for (int p : person) {
            start[p + 1]++;
        }
        Arrays.parallelPrefix(start, Integer::sum);
        int[] next = start.clone();
        int[] groups = new int[person.length];
        for (int row = 0; row < person.length; row++) {
            groups[next[person[row]]++] = groupOfRow.of()[row];
        }
        int[] one = new int[persons.size()];
        Arrays.fill(one, 1);
        int[] same = new int[groupOfRow.size()];
        Arrays.setAll(same, group -> group);
        return new Profiles(start, groups, one).merged(new Ids(same, same.length));
    }

    /** The same people by coarser groups: for each group of now, the one that it becomes part of. */
    Profiles merged(Ids coarser) {
        if (groups.length == people.length) {
            return single(coarser);
        }
        Map<IntBuffer, Integer> known = new HashMap<>();
        List<IntBuffer> sets = new ArrayList<>();
        int[] merged = new int[people.length];
        for (int p = 0; p < people.length; p++) {
            IntBuffer set = IntBuffer.wrap(Arrays.stream(groups, start[p], start[p + 1])
                    .map(group -> coarser.of()[group])
                    .sorted()
                    .distinct()
                    .toArray());
            Integer profile = known.putIfAbsent(set, sets.size());
            if (profile == null) {
                profile = sets.size();
                sets.add(set);
            }
            merged[profile] += people[p];
        }
        int[] starts = new int[sets.size() + 1];
        for (int p = 0; p < sets.size(); p++) {
            starts[p + 1] = starts[p] + sets.get(p).remaining();
        }
        int[] all =
                sets.stream().flatMapToInt(set -> Arrays.stream(set.array())).toArray();
        return new Profiles(starts, all, Arrays.copyOf(merged, sets.size()));
    }

    /** Each profile has one group, so the profiles are the groups. */
    private Profiles single(Ids coarser) {
        int[] merged = peopleBy(coarser);
        int[] starts = new int[merged.length + 1];
        Arrays.setAll(starts, i -> i);
        return new Profiles(starts, Arrays.copyOf(starts, merged.length), merged);
    }

    int people() {
        return Arrays.stream(people).sum();
    }

    /** How many people have a row in each of these coarser groups. */
    int[] peopleBy(Ids coarser) {
        return peopleBy(coarser, null);
    }

    /** The same for rows in marked groups alone. */
    int[] peopleBy(Ids coarser, boolean @Nullable [] marked) {
        int[] count = new int[coarser.size()];
        int[] last = new int[coarser.size()];
        for (int p = 0; p < people.length; p++) {
            for (int g = start[p]; g < start[p + 1]; g++) {
                int to = coarser.of()[groups[g]];
                if ((marked == null || marked[groups[g]]) && last[to] != p + 1) {
                    last[to] = p + 1;
                    count[to] += people[p];
                }
            }
        }
        return count;
    }
}
