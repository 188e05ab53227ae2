package dev.ringlock.imports.rows;

import dev.ringlock.imports.rows.ImportRow.DecidedRow;
import dev.ringlock.imports.rows.ImportRow.FaultyRow;
import dev.ringlock.phone.PhoneNumber;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the signs of a list that nobody decided: made up, bought, or filled in by a machine. It is fed with the rows of
 * a file in their order, and takes the same little memory for every file.
 */
public final class JunkSigns {

    private static final Set<RowFaultKind> OF_DATES = Set.of(RowFaultKind.IMPOSSIBLE_DATE, RowFaultKind.FUTURE_DATE);

    private long numbers;
    private long yeses;
    private long dated;
    private long evidenced;
    private long sequential;
    private long impossible;
    private final FrequentValues<String> ranges = new FrequentValues<>();
    private final FrequentValues<Instant> instants = new FrequentValues<>();
    private final FrequentValues<String> evidence = new FrequentValues<>();
    private @Nullable PhoneNumber before;

    /** Takes the next row into account. */
    public void add(ImportRow row) {
        if (row instanceof DecidedRow decided) {
            number(decided.number());
            decided.decisions().stream().filter(RowDecision::granted).forEach(this::yes);
            faults(decided.faults());
        } else if (row instanceof FaultyRow faulty) {
            faults(faulty.faults());
        }
    }

    private void number(PhoneNumber number) {
        numbers++;
        if (before != null && (number.follows(before) || before.follows(number))) {
            sequential++;
        }
        before = number;
        ranges.add(number.range());
    }

    private void yes(RowDecision yes) {
        yeses++;
        if (yes.decidedAt() != null) {
            dated++;
            instants.add(yes.decidedAt());
        }
        String shownBy = yes.details().get(MappedEvidence.SHOWN_BY);
        if (shownBy != null) {
            evidenced++;
            evidence.add(shownBy);
        }
    }

    private void faults(List<RowFault> faults) {
        if (faults.stream().anyMatch(fault -> OF_DATES.contains(fault.kind()))) {
            impossible++;
            yeses++;
        }
    }

    /** The findings so far. They are counts alone. */
    public JunkCounts counts() {
        return new JunkCounts(
                numbers,
                yeses,
                dated,
                evidenced,
                sequential,
                ranges.most(),
                instants.most(),
                evidence.most(),
                impossible);
    }

    /** The signs that are there so far. */
    public List<JunkFlag> flags() {
        return counts().flags();
    }

    /** A sign. */
    public enum JunkSign {
        /** Numbers are the one before them and one more, or one less. */
        SEQUENTIAL_NUMBERS(0.1),
        /** Numbers differ in their last four digits only. */
        ONE_RANGE(0.5),
        /** Yeses were said in one second. */
        ONE_INSTANT(0.8),
        /** Yeses have dates that cannot be. */
        IMPOSSIBLE_DATES(0.05),
        /** Yeses are shown by the same. */
        ONE_EVIDENCE(0.8);

        private final double share;

        JunkSign(double share) {
            this.share = share;
        }

        /** Its code in the API. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A sign that was found.
     *
     * @param rows how many rows or yeses have it, at least
     * @param of how many could have it
     */
    public record JunkFlag(JunkSign sign, long rows, long of) {}

    /**
     * The counts behind the signs. Those of a file's parts can be added up: of what is the most frequent in a part, the sum
     * is an estimate.
     */
    public record JunkCounts(
            long numbers,
            long yeses,
            long dated,
            long evidenced,
            long sequential,
            long oneRange,
            long oneInstant,
            long oneEvidence,
            long impossible) {

        /** Fewer rows show nothing. */
        private static final long FEWEST = 20;

        public static final JunkCounts NONE = new JunkCounts(0, 0, 0, 0, 0, 0, 0, 0, 0);

        public JunkCounts plus(JunkCounts other) {
            return new JunkCounts(
                    numbers + other.numbers,
                    yeses + other.yeses,
                    dated + other.dated,
                    evidenced + other.evidenced,
                    sequential + other.sequential,
                    oneRange + other.oneRange,
                    oneInstant + other.oneInstant,
                    oneEvidence + other.oneEvidence,
                    impossible + other.impossible);
        }

        public List<JunkFlag> flags() {
            return Stream.of(
                            new JunkFlag(JunkSign.SEQUENTIAL_NUMBERS, sequential, numbers),
                            new JunkFlag(JunkSign.ONE_RANGE, oneRange, numbers),
                            new JunkFlag(JunkSign.ONE_INSTANT, oneInstant, dated),
                            new JunkFlag(JunkSign.IMPOSSIBLE_DATES, impossible, yeses),
                            new JunkFlag(JunkSign.ONE_EVIDENCE, oneEvidence, evidenced))
                    .filter(flag -> flag.of() >= FEWEST && flag.rows() >= flag.of() * flag.sign().share)
                    .toList();
        }
    }
}
