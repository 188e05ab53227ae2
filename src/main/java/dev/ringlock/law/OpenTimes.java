package dev.ringlock.law;

import java.util.ArrayList;
import java.util.List;

/**
 * Stretches of time in which something is allowed, in seconds since 1970.
 *
 * @param stretches in order, and apart from each other
 */
record OpenTimes(List<TimeStretch> stretches) {

    /** From a second on, up to another. */
    record TimeStretch(long start, long end) {}

    static OpenTimes all(long from, long to) {
        return new OpenTimes(List.of(new TimeStretch(from, to)));
    }

    boolean isEmpty() {
        return stretches.isEmpty();
    }

    boolean contains(long second) {
        for (TimeStretch stretch : stretches) {
            if (stretch.start <= second && second < stretch.end) {
                return true;
            }
        }
        return false;
    }

    OpenTimes and(OpenTimes other) {
        List<TimeStretch> both = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < stretches.size() && j < other.stretches.size()) {
            TimeStretch one = stretches.get(i);
            TimeStretch two = other.stretches.get(j);
            long start = Math.max(one.start, two.start);
            long end = Math.min(one.end, two.end);
            if (start < end) {
                both.add(new TimeStretch(start, end));
            }
            if (one.end < two.end) {
                i++;
            } else {
                j++;
            }
        }
        return new OpenTimes(both);
    }

    /** Puts stretches together, those that touch as one. */
    static final class Growing {

        private final List<TimeStretch> stretches = new ArrayList<>();

        /** Adds a stretch behind all others. Nothing, if it is empty. */
        void add(long start, long end) {
            if (start >= end) {
                return;
            }
            int last = stretches.size() - 1;
            if (last >= 0 && stretches.get(last).end == start) {
                stretches.set(last, new TimeStretch(stretches.get(last).start, end));
            } else {
                stretches.add(new TimeStretch(start, end));
            }
        }

        OpenTimes done() {
            return new OpenTimes(List.copyOf(stretches));
        }
    }
}
