package dev.ringlock.policy;

import java.util.List;

/** The policy file cannot be used. The message lists every mistake in it: file, line, field, and what would be right. */
public final class PolicyMistakesException extends RuntimeException {

    private final List<String> mistakes;

    PolicyMistakesException(List<String> mistakes) {
        super("The policy cannot be used:\n  " + String.join("\n  ", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /** One line a mistake: {@code file:line: field: what is wrong; what would be right}. */
    public List<String> mistakes() {
        return mistakes;
    }
}
