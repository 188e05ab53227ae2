package dev.ringlock.audience.export;

import dev.ringlock.ledger.Ulid;
import dev.ringlock.terms.Purpose;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * An order for an export, kept until the export expires.
 *
 * @param exportId a ULID, which also has the time of the order
 * @param reason in the person's own words, without a number
 */
@RegisterForReflection
record ExportOrder(String exportId, String purpose, String format, String reason, String campaign, String askedBy) {

    Instant askedAt() {
        return new Ulid(exportId).at();
    }

    /** From then on the export does not exist, and its files are deleted. */
    Instant expiresAt() {
        return askedAt().plus(ExportStep.LIFE);
    }

    Purpose ofPurpose() {
        return new Purpose(purpose);
    }

    ExportFormat inFormat() {
        return ExportFormat.of(format).orElseThrow();
    }

    /** The fields of every entry about it. */
    Map<String, String> fields() {
        return new TreeMap<>(Map.of(
                "export", exportId,
                "purpose", purpose,
                "format", format,
                "reason", reason,
                "campaign", campaign));
    }
}
