package dev.ringlock.audience.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ringlock.http.Time;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An export as its purpose's people see it.
 *
 * @param askedAt RFC 3339 in UTC, as the other instants
 * @param doneAt absent while it runs, and if it failed
 * @param count how many numbers were written
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExportView(
        String exportId,
        String purpose,
        String state,
        String format,
        String reason,
        String campaign,
        String askedBy,
        String askedAt,
        @Nullable String doneAt,
        String expiresAt,
        int percent,
        long count,
        List<OfPart> parts) {

    /** @param sha256 of the whole part. A delivery that leaves out a number has another one */
    record OfPart(int part, int count, int bytes, String sha256) {}

    /** Newest first. */
    record All(List<ExportView> exports) {}

    /** @param next the cursor of the next page; absent at the end */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Recall(List<String> contacts, @Nullable String next) {}

    static ExportView of(Manifest manifest) {
        ExportOrder ask = manifest.ask();
        Manifest.Ending ending = manifest.ending();
        return new ExportView(
                ask.exportId(),
                ask.purpose(),
                manifest.state(),
                ask.format(),
                ask.reason(),
                ask.campaign(),
                ask.askedBy(),
                Time.rfc3339(ask.askedAt()),
                ending == null || !ending.state().equals(Manifest.Ending.DONE) ? null : Time.rfc3339(ending.instant()),
                Time.rfc3339(ask.expiresAt()),
                manifest.percent(),
                manifest.count(),
                manifest.filled().stream()
                        .map(part -> new OfPart(part.part(), part.count(), part.bytes(), part.sha256()))
                        .toList());
    }
}
