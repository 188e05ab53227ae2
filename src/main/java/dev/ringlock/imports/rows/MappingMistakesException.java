package dev.ringlock.imports.rows;

import java.util.List;
import java.util.stream.Collectors;

/** The mapping cannot be used. It has all its mistakes, each with its place and its cure. */
public final class MappingMistakesException extends RuntimeException {

    private final transient List<MappingMistake> mistakes;

    MappingMistakesException(List<MappingMistake> mistakes) {
        super("The mapping cannot be used:\n  "
                + mistakes.stream()
                        .map(mistake -> mistake.pointer() + ": " + mistake.detail())
                        .collect(Collectors.joining("\n  ")));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<MappingMistake> mistakes() {
        return mistakes;
    }
}
