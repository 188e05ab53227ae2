package dev.ringlock.imports.rows;

import dev.ringlock.phone.PhoneNumber;
import java.util.List;
import java.util.stream.Stream;

/** One row of a file, as the mapping reads it. */
public sealed interface ImportRow {

    /**
     * Its first line in the file; the first line of the file is 1. In a JSON document, whose lines mean nothing, its place
     * in the list.
     */
    long line();

    /**
     * A row that tells of a person's decisions.
     *
     * @param number the person's
     * @param others the row's other numbers: its noes bind them too
     * @param rowId what names it in its source. It may be a number or an address: it is stored nowhere but as a keyed hash
     * @param decisions at least one. A refused one has a {@link RowFault} of its own and is not among them
     * @param faults what is wrong with its other decisions
     */
    record DecidedRow(
            long line,
            PhoneNumber number,
            List<PhoneNumber> others,
            String rowId,
            List<RowDecision> decisions,
            List<RowFault> faults)
            implements ImportRow {

        public DecidedRow {
            others = List.copyOf(others);
            decisions = List.copyOf(decisions);
            faults = List.copyOf(faults);
        }

        /** The same row with its noes alone, once for each number. */
        public List<DecidedRow> noes() {
            List<RowDecision> noes =
                    decisions.stream().filter(one -> !one.granted()).toList();
            return noes.isEmpty()
                    ? List.of()
                    : Stream.concat(Stream.of(number), others.stream())
                            .map(bound -> new DecidedRow(line, bound, List.of(), rowId, noes, faults))
                            .toList();
        }

        /** The same row with its yeses alone. They are the first number's. None if it has none. */
        public List<DecidedRow> yeses() {
            List<RowDecision> yeses =
                    decisions.stream().filter(RowDecision::granted).toList();
            return yeses.isEmpty() ? List.of() : List.of(new DecidedRow(line, number, List.of(), rowId, yeses, faults));
        }
    }

    /**
     * A row of which nothing is taken.
     *
     * @param faults at least one
     */
    record FaultyRow(long line, List<RowFault> faults) implements ImportRow {

        public FaultyRow {
            faults = List.copyOf(faults);
        }

        /** The first of them. */
        public RowFault fault() {
            return faults.get(0);
        }
    }

    /** A row that says nothing of a decision, as the mapping has it: nobody asked this person. */
    record SilentRow(long line) implements ImportRow {}
}
