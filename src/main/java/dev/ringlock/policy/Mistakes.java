package dev.ringlock.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** The mistakes found in one file, to be told all at once. */
final class Mistakes {

    private record Mistake(int line, String text) {}

    private final String file;
    private final List<Mistake> found = new ArrayList<>();

    Mistakes(String file) {
        this.file = file;
    }

    void add(Node node, String path, String what) {
        add(node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1), path, what);
    }

    void add(int line, String path, String what) {
        found.add(new Mistake(line, file + ":" + line + ": " + (path.isEmpty() ? "the file" : path) + ": " + what));
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
