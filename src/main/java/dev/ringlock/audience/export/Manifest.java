package dev.ringlock.audience.export;

import dev.ringlock.phone.ContactId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The progress of an export. It holds no number.
 *
 * @param parts the written parts, without a gap from the first
 * @param ending null while it runs
 */
@RegisterForReflection
record Manifest(
        ExportOrder ask, List<ExportPart> parts, @Nullable Ending ending) {

    /** The characters of an id in the order of the ids. */
    private static final String PLACES = "234567abcdefghijklmnopqrstuvwxyz";

    /**
     * The end of an export.
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

    /** Whether the last part is written. */
    boolean whole() {
        return !parts.isEmpty() && parts.get(parts.size() - 1).next() == null;
    }

    /** The begin of the next part; null at the audience's begin. */
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

    /** Parts with at least one number. The last part may have none. */
    List<ExportPart> filled() {
        return parts.stream().filter(part -> part.count() > 0).toList();
    }

    /** The progress, from the last contact's place among all possible ids. */
    int percent() {
        if (ending != null && ending.state().equals(Ending.DONE)) {
            return 100;
        }
        List<ExportPart> filled = filled();
        if (filled.isEmpty()) {
            return 0;
        }
        String last = filled.get(filled.size() - 1).last();
        int place = PLACES.length() * PLACES.indexOf(last.charAt(ContactId.PREFIX))
                + PLACES.indexOf(last.charAt(ContactId.PREFIX + 1));
        return 100 * place / (PLACES.length() * PLACES.length());
    }
}
