package dev.ringlock.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Period;
import java.util.List;
import java.util.Optional;

/**
 * A row of the retention table ({@code policy/retention.csv}): how long a law or another rule wants something kept.
 *
 * @param id its name in the policy
 * @param binds the setting that it limits; empty if none
 * @param source where the rule was read
 */
record Law(String id, String binds, Optional<Period> period, String basis, String source, String confidence) {

    static final String PROOF = "proof";
    static final String REASSIGNED = "reassigned";
    private static final String SUPPRESSIONS = "suppressions";

    /** Every row, in the table's order. */
    static List<Law> all() {
        return table().lines()
                .filter(line -> !line.startsWith("#"))
                .skip(1)
                .map(line -> of(line.split(",", -1)))
                .toList();
    }

    private static Law of(String[] cells) {
        Optional<Period> period =
                Optional.of(cells[4]).filter(text -> !text.isEmpty()).map(Period::parse);
        return new Law(cells[0], cells[1], period, cells[5], cells[6], cells[7]);
    }

    /** Whether an owner may name it in {@code laws}: it is about how long something is kept. */
    boolean isKept() {
        return binds.equals(PROOF) || binds.equals(SUPPRESSIONS);
    }

    /** Whether its source was read. A row without a source binds only an owner who names it. */
    boolean isSourced() {
        return !confidence.equals("UNCONFIRMED");
    }

    private static String table() {
        try (InputStream in = Law.class.getResourceAsStream("/policy/retention.csv")) {
            if (in == null) {
                throw new IllegalStateException("the retention table is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
