package dev.ringlock.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects the mistakes of one file, to report them all at once. */
final class Mistakes {

    private record Mistake(int line, String text) {}

    private final String file;
    private final List<Mistake> found = new ArrayList<>();

    Mistakes(String file) {
        this.file = file;
    }

    void add(Node node, String path, String problem) {
        add(node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1), path, problem);
    }

    void add(int line, String path, String problem) {
        found.add(new Mistake(line, file + ":" + line + ": " + (path.isEmpty() ? "the file" : path) + ": " + problem));
    }

    void refuseIfAny() {
        if (!found.isEmpty()) {
            throw new PolicyMistakesException(found.stream()
                    .sorted(Comparator.comparingInt(Mistake::line))
                    .map(Mistake::text)
                    .toList());
        }
    }
}
