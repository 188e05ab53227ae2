package dev.ringlock.standalone;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Counts how often the steps of a work fail one after the other. After too many, a step only records the failure. */
final class StepFailures {

    private static final int MOST = 8;

    private final Map<String, Integer> failures = new HashMap<>();

    /**
     * Does a step.
     *
     * @param step is told whether to give up
     */
    <T> T step(String id, Function<Boolean, T> step) {
        int failed = failures.getOrDefault(id, 0);
        try {
            T after = step.apply(failed >= MOST);
            failures.remove(id);
            return after;
        } catch (RuntimeException e) {
            failures.put(id, failed + 1);
            throw e;
        }
    }

    /** Forgets those of works that are gone. */
    void retain(Collection<String> ids) {
        failures.keySet().retainAll(ids);
    }
}
