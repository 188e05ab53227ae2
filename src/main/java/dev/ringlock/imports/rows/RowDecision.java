package dev.ringlock.imports.rows;

import dev.ringlock.consent.YesEvidence;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.ShownNotice;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A decision that a row tells of.
 *
 * @param purposes of the policy
 * @param granted whether it is a yes
 * @param everything whether it is a no to everything; its purposes are all of the policy's then
 * @param decidedAt when the person decided; null if the row does not say. A yes to be granted always has it
 * @param shown the notice that the person said yes to; null for a no, and if the row does not say
 * @param details what else the ledger keeps of it: how it was given, what shows it. Without a number
 * @param evidence of a yes, as far as the row has it; none for a no
 */
public record RowDecision(
        Set<Purpose> purposes,
        boolean granted,
        boolean everything,
        @Nullable Instant decidedAt,
        @Nullable ShownNotice shown,
        Map<String, String> details,
        YesEvidence evidence) {

    public RowDecision {
        purposes = Set.copyOf(purposes);
        details = Map.copyOf(details);
    }
}
