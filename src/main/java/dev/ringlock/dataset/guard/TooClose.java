package dev.ringlock.dataset.guard;

import java.util.List;

/**
 * The answer may not leave. Told is which earlier answers stand in its way. Not told is which group, how many people it has,
 * or in which of the two answers they are.
 *
 * @param answers the earlier ones; empty if the filters of the asked one alone leave out a small group
 */
public record TooClose(List<String> answers) implements DifferenceResult {

    public TooClose {
        answers = List.copyOf(answers);
    }
}
