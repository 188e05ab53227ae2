package dev.ringlock.store.sqlite;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.ringlock.consent.Failures;
import dev.ringlock.consent.Quality;
import dev.ringlock.phone.ContactId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A contact's {@link Quality} as the JSON of its column. Unknown fields are absent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StoredQuality(
        @Nullable Long activeAt,
        @Nullable List<Long> hard,
        @Nullable Integer soft,
        @Nullable Long softSince,
        @Nullable Long softLast,
        @Nullable Long blockedAt,
        @Nullable Long checkedAt,
        @Nullable Long invalidSince,
        @Nullable String origin,
        @Nullable String movedTo) {

    static String write(Quality quality) {
        Failures failures = quality.failures();
        boolean none = failures.equals(Failures.NONE);
        return Rows.write(new StoredQuality(
                millis(quality.activeAt()),
                none
                        ? null
                        : failures.hard().stream().map(Instant::toEpochMilli).toList(),
                none ? null : (Integer) failures.soft(),
                millis(failures.softSince()),
                millis(failures.softLast()),
                millis(failures.blockedAt()),
                millis(quality.checkedAt()),
                millis(quality.invalidSince()),
                quality.origin(),
                quality.movedTo() == null ? null : quality.movedTo().value()));
    }

    static Quality read(String json) {
        if (json.equals(Rows.NOTHING)) {
            return Quality.UNKNOWN;
        }
        StoredQuality stored = Rows.read(json, new TypeReference<>() {});
        return new Quality(
                instant(stored.activeAt),
                stored.hard == null || stored.soft == null
                        ? Failures.NONE
                        : new Failures(
                                stored.hard.stream().map(Instant::ofEpochMilli).toList(),
                                stored.soft,
                                instant(stored.softSince),
                                instant(stored.softLast),
                                instant(stored.blockedAt)),
                instant(stored.checkedAt),
                instant(stored.invalidSince),
                stored.origin,
                stored.movedTo == null ? null : new ContactId(stored.movedTo));
    }

    private static @Nullable Long millis(@Nullable Instant at) {
        return at == null ? null : (Long) at.toEpochMilli();
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
