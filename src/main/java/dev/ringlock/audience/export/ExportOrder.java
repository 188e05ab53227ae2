package dev.ringlock.audience.export;

import dev.ringlock.ledger.Ulid;
import dev.ringlock.terms.Purpose;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was asked for, as it is kept until the export is over.
 *
 * @param exportId a ULID: when it was asked for, too
 * @param reason in their own words; no number is in it
 */
@RegisterForReflection
record ExportOrder(String exportId, String purpose, String format, String reason, String campaign, String askedBy) {

    Instant askedAt() {
        return new Ulid(exportId).at();
    }

    /** From then on there is no such export, and its files go. */
    Instant expiresAt() {
        return askedAt().plus(ExportStep.LIFE);
    }

    Purpose ofPurpose() {
        return new Purpose(purpose);
    }

    ExportFormat inFormat() {
        return ExportFormat.of(format).orElseThrow();
    }

    /** What every entry about it says. */
    Map<String, String> fields() {
        return new TreeMap<>(Map.of(
                "export", exportId,
                "purpose", purpose,
                "format", format,
                "reason", reason,
                "campaign", campaign));
    }
}
