package dev.ringlock.audience.export;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far an export is. No number is in it.
 *
 * @param parts those that are written, without a gap from the first one on
 * @param ending null as long as it runs
 */
@RegisterForReflection
record Manifest(
        ExportOrder ask, List<ExportPart> parts, @Nullable Ending ending) {

    /** Contact ids begin with it; what follows is as good as random. */
    private static final int BEFORE_PLACE = "c1_".length();

    /** The characters of an id in the order of the ids. */
    private static final String PLACES = "234567abcdefghijklmnopqrstuvwxyz";

    /**
     * What became of it.
     *
     * @param state done or failed
     * @param at epoch milliseconds
     */
    @RegisterForReflection
    record Ending(String state, long at) {

        static final String DONE = "done";
        static final String FAILED = "failed";

        Instant instant() {
            return Instant.ofEpochMilli(at);
        }
    }

    Manifest {
        parts = List.copyOf(parts);
    }

    Manifest with(ExportPart part) {
        return new Manifest(ask, Stream.concat(parts.stream(), Stream.of(part)).toList(), ending);
    }

    Manifest with(Ending end) {
        return new Manifest(ask, parts, end);
    }

    String state() {
        return ending == null ? "running" : ending.state();
    }

    /** Whether the last part is there. */
    boolean whole() {
        return !parts.isEmpty() && parts.get(parts.size() - 1).next() == null;
    }

    /** Where the next part begins; null at the audience's begin. */
    @Nullable
    String cursor() {
        return parts.isEmpty() ? null : parts.get(parts.size() - 1).next();
    }

    long count() {
        return parts.stream().mapToLong(ExportPart::count).sum();
    }

    long unopened() {
        return parts.stream().mapToLong(ExportPart::unopened).sum();
    }

    /** Parts with something in them: the audience's end may be met by one that has nothing. */
    List<ExportPart> filled() {
        return parts.stream().filter(part -> part.count() > 0).toList();
    }

    /** How far the walk is, by the last contact's place among all ids. */
    int percent() {
        if (ending != null && ending.state().equals(Ending.DONE)) {
            return 100;
        }
        List<ExportPart> filled = filled();
        if (filled.isEmpty()) {
            return 0;
        }
        String last = filled.get(filled.size() - 1).last();
        int place = PLACES.length() * PLACES.indexOf(last.charAt(BEFORE_PLACE))
                + PLACES.indexOf(last.charAt(BEFORE_PLACE + 1));
        return 100 * place / (PLACES.length() * PLACES.length());
    }
}
