package dev.ringlock.dataset.run;

import dev.ringlock.dataset.guard.ShownColumn;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of making a dataset.
 *
 * @param state done, refused or failed
 * @param at epoch milliseconds
 * @param refusal why the guard refused it; null if it did not
 * @param columns how coarse each became
 * @param k the fewest people that share a row's values
 * @param l the fewest different values of a sensitive column among them; 0 without such a column
 * @param people how many it shows
 * @param suppressed how many it leaves out: none, or no fewer than the policy's k
 * @param parts its rows, in files
 */
@RegisterForReflection(targets = {DatasetEnding.class, ShownColumn.class})
public record DatasetEnding(
        String state,
        long at,
        @Nullable String refusal,
        List<ShownColumn> columns,
        int k,
        int l,
        int people,
        int suppressed,
        List<DatasetPart> parts) {

    public static final String DONE = "done";
    public static final String REFUSED = "refused";
    public static final String FAILED = "failed";

    public DatasetEnding {
        columns = List.copyOf(columns);
        parts = List.copyOf(parts);
    }

    static DatasetEnding without(String state, long at, @Nullable String refusal) {
        return new DatasetEnding(state, at, refusal, List.of(), 0, 0, 0, 0, List.of());
    }

    public int rows() {
        return parts.stream().mapToInt(DatasetPart::rows).sum();
    }
}
