package dev.ringlock.bench;

import com.google.i18n.phonenumbers.CountingPlans;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The primitives that a piece of work used, each with the length of what it was given: {@code sha256=[96, 1024]} are two
 * hashes. Recorded while it runs, not read off its source, so that it stays true when the source changes.
 */
public record Tape(Map<String, List<Integer>> lengths) {

    interface Checked<T> {
        T get() throws GeneralSecurityException;
    }

    /** Records while it is on; a primitive that is used inside another one is part of that one. */
    static final class Recorder implements CountingPlans.PlanCounter {

        private final Map<String, List<Integer>> lengths = new TreeMap<>();
        private boolean on;
        private int depth;

        @Override
        public <T> T count(String what, Supplier<T> call) {
            add(what, 0);
            return inside(call);
        }

        void add(String what, int length) {
            if (on && depth == 0) {
                lengths.computeIfAbsent(what, name -> new ArrayList<>()).add(length);
            }
        }

        <T> T inside(Supplier<T> call) {
            depth++;
            try {
                return call.get();
            } finally {
                depth--;
            }
        }

        /** A call of the JDK's own cryptography: what it is made of may ask the provider that counts again. */
        <T> T insideChecked(Checked<T> call) {
            return inside(() -> {
                try {
                    return call.get();
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException(e);
                }
            });
        }

        Tape record(Runnable work) {
            on = true;
            work.run();
            on = false;
            return new Tape(lengths);
        }
    }

    public int count(String what) {
        return of(what).length;
    }

    public int[] of(String what) {
        return lengths.getOrDefault(what, List.of()).stream()
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** As one word, to be handed to another process. */
    String written() {
        return lengths.entrySet().stream()
                .map(entry -> entry.getKey() + "="
                        + entry.getValue().stream().map(String::valueOf).collect(Collectors.joining(",")))
                .collect(Collectors.joining(";"));
    }

    public static Tape read(String written) {
        Map<String, List<Integer>> lengths = new TreeMap<>();
        for (String entry : written.strip().split(";")) {
            String[] parts = entry.split("=");
            lengths.put(
                    parts[0],
                    Stream.of(parts[1].split(",")).map(Integer::valueOf).toList());
        }
        return new Tape(lengths);
    }
}
