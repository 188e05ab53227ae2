package dev.ringlock.dataset.guard;

import dev.ringlock.dataset.guard.Packed.Ids;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The guard against subtracting one answer from another. All answers of one analyst from a table are counted anew on it: the
 * asked one and the earlier ones. The asked one may leave if all of this holds:
 *
 * <ul>
 *   <li>Groups. Two answers are laid side by side, in the columns that both show, at the coarser of both levels. In each group
 *       the people whom only the one shows are none or at least k, and so are those whom only the other shows. These people
 *       have at least l values of each sensitive column, shown or not.
 *   <li>Parts. Each row lies in some of the questions (filters and last week) and not in others. Rows that lie in the same
 *       ones are of no people or of at least k. This holds for each two questions, and for all of them together.
 *   <li>Rests. If by its words one question is a part of another, then the rest has at least k people. No people are not enough
 *       there. Else an analyst could ask for everybody of a place but one language, and learn from the refusal that somebody
 *       there speaks it.
 * </ul>
 *
 * <p>A refusal tells that one of these numbers is below k, and which earlier answers take part in it. It tells no more, but it
 * does tell that. So it has to count as an answer does.
 *
 * <p>Not covered:
 *
 * <ul>
 *   <li>Analysts who work together. Each one has earlier answers of their own.
 *   <li>Sums over three and more answers, apart from their filters: hidden groups that only several equations narrow down.
 *   <li>What an analyst knows of at least k - 1 people of a group.
 * </ul>
 */
public final class Differences {

    private static final int MOST_ANSWERS = 60;

    private final PeopleTable table;
    private final List<GuardedColumn> columns;
    private final Map<String, ColumnLevels> levels = new HashMap<>();
    private final Ids persons;
    private final int k;
    private final int l;

    /**
     * Prepares the table.
     *
     * @param table all people of finished weeks, with each column that an answer has or filters by
     * @param columns the columns of that table
     */
    public Differences(PeopleTable table, List<GuardedColumn> columns, int k, int l) {
        this.table = table;
        this.columns = List.copyOf(columns);
        ColumnLevels.of(table, columns).forEach(column -> levels.put(column.name(), column));
        persons = Ids.ranked(table.persons());
        this.k = k;
        this.l = l;
    }

    /** Whether that answer may leave, after these earlier ones of the same analyst. */
    public DifferenceResult check(GivenAnswer asked, List<GivenAnswer> earlier) {
        if (earlier.size() > MOST_ANSWERS) {
            throw new IllegalArgumentException("More than " + MOST_ANSWERS + " earlier answers");
        }
        if (!partsHold(List.of(asked))) {
            return new TooClose(List.of());
        }
        boolean[] shown = shown(asked);
        List<String> close = earlier.stream()
                .filter(before -> !partsHold(List.of(asked, before))
                        || !restHolds(asked, before)
                        || !restHolds(before, asked)
                        || !groupsHold(asked, shown, before))
                .map(GivenAnswer::id)
                .toList();
        if (close.isEmpty() && !partsHold(withAsked(asked, earlier))) {
            close = earlier.stream().map(GivenAnswer::id).toList();
        }
        return close.isEmpty() ? new Apart() : new TooClose(close);
    }

    private static List<GivenAnswer> withAsked(GivenAnswer asked, List<GivenAnswer> earlier) {
        List<GivenAnswer> all = new ArrayList<>(earlier);
        all.add(asked);
        return all;
    }

    private Match match(GivenAnswer answer) {
        return Match.of(table, answer.filters(), columns, answer.until());
    }

    /** Whether the rows that lie in the same questions are of no people or of at least k. */
    private boolean partsHold(List<GivenAnswer> questions) {
        List<Match> matches = questions.stream().map(this::match).toList();
        LongRanks parts = new LongRanks(64);
        int[] part = new int[table.rows()];
        for (int row = 0; row < part.length; row++) {
            long in = 0;
            for (Match match : matches) {
                in = in << 1 | (match.of(row) ? 1 : 0);
            }
            part[row] = parts.rank(in);
        }
        Ids units = new Packed(part.length)
                .with(row -> persons.of()[row], Math.max(1, persons.size()))
                .with(row -> part[row], Math.max(1, parts.size()))
                .ranked();
        return noneSmall(countOnce(units, part, parts.size()));
    }

    /** How many different units each part has. */
    private static int[] countOnce(Ids units, int[] part, int parts) {
        int[] count = new int[parts];
        boolean[] counted = new boolean[units.size()];
        for (int row = 0; row < part.length; row++) {
            if (!counted[units.of()[row]]) {
                counted[units.of()[row]] = true;
                count[part[row]]++;
            }
        }
        return count;
    }

    /** Whether that question, if it is a part of the whole by its words, leaves at least k people over. */
    private boolean restHolds(GivenAnswer part, GivenAnswer whole) {
        if (!isPart(part, whole) || isPart(whole, part)) {
            return true;
        }
        Match inPart = match(part);
        Match inWhole = match(whole);
        LongRanks rest = new LongRanks(64);
        for (int row = 0; row < table.rows(); row++) {
            if (inWhole.of(row) && !inPart.of(row)) {
                rest.rank(persons.of()[row]);
            }
        }
        return rest.size() >= k;
    }

    /** By the words alone: whoever they are about, all rows of the one question are rows of the other. */
    private boolean isPart(GivenAnswer part, GivenAnswer whole) {
        return part.until() <= whole.until()
                && whole.filters().stream()
                        .allMatch(wide -> part.filters().stream()
                                .anyMatch(narrow -> narrow.column().equals(wide.column())
                                        && levels(narrow.column()).coverAll(wide.values(), narrow.values())));
    }

    private boolean groupsHold(GivenAnswer asked, boolean[] shownByAsked, GivenAnswer before) {
        boolean[] shownBefore = shown(before);
        Packed packed = new Packed(table.rows());
        for (ShownColumn column : asked.columns()) {
            for (ShownColumn other : before.columns()) {
                if (column.name().equals(other.name())) {
                    ColumnLevels both = levels(column.name());
                    if (!both.sensitive()) {
                        both.pack(table, Math.max(column.level(), other.level()), packed);
                    }
                }
            }
        }
        List<ColumnLevels> sensitive =
                levels.values().stream().filter(ColumnLevels::sensitive).toList();
        SideBySide sides = new SideBySide(persons, packed.ranked(), shownByAsked, shownBefore);
        return sides.onlyOneShows().stream()
                .allMatch(only -> noneSmall(only.people())
                        && sensitive.stream()
                                .allMatch(column ->
                                        only.differ(table.codes(column.index()), Math.min(l, column.size(0)))));
    }

    /** Which rows of the table that answer shows. */
    private boolean[] shown(GivenAnswer answer) {
        Match match = match(answer);
        HiddenClasses hidden = new HiddenClasses(table, answer, levels);
        boolean[] shown = new boolean[table.rows()];
        for (int row = 0; row < shown.length; row++) {
            shown[row] = match.of(row) && !hidden.has(row);
        }
        return shown;
    }

    private ColumnLevels levels(String column) {
        ColumnLevels known = levels.get(column);
        if (known == null) {
            throw new IllegalArgumentException("No column " + column);
        }
        return known;
    }

    private boolean noneSmall(int[] people) {
        for (int count : people) {
            if (count > 0 && count < k) {
                return false;
            }
        }
        return true;
    }
}
