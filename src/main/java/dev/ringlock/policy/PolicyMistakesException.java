package dev.ringlock.policy;

import java.util.List;

/** The policy file has mistakes. The message lists them all: file, line, field, and a correct value. */
public final class PolicyMistakesException extends RuntimeException {

    private final List<String> mistakes;

    PolicyMistakesException(List<String> mistakes) {
        super("The policy cannot be used:\n  " + String.join("\n  ", mistakes));
        this.mistakes = List.copyOf(mistakes);
    }

    /** One line for each mistake: {@code file:line: field: the mistake; a correct value}. */
    public List<String> mistakes() {
        return mistakes;
    }
}
