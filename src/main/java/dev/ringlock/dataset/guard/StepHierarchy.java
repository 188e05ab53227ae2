package dev.ringlock.dataset.guard;

import java.util.List;
import java.util.function.UnaryOperator;

/** A hierarchy of a few steps between the value and {@code *}. */
record StepHierarchy(List<UnaryOperator<String>> steps) implements Hierarchy {

    @Override
    public int levels() {
        return steps.size() + 2;
    }

    @Override
    public String at(int level, String value) {
        if (level == 0) {
            return value;
        }
        return level > steps.size() ? ANY : steps.get(level - 1).apply(value);
    }
}
