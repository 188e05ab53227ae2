package dev.ringlock.consent;

import dev.ringlock.phone.ContactId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the number has been doing.
 *
 * @param activeAt when a message was last delivered to it or came from it; null if none ever was. A fresh yes is a sign of
 *     life too, and is told by its consent
 * @param checkedAt when the number itself was last looked at; null if never
 * @param invalidSince since when newer metadata knows no such number; null while it does
 * @param origin a keyed hash of where its last yes came from: form, network and block of numbers. The same for whoever
 *     types in a list of numbers; null if it is not known, and once nothing is agreed to any more
 * @param movedTo where its consents went on when the number got another canonical form; null if they did not
 */
public record Quality(
        @Nullable Instant activeAt,
        Failures failures,
        @Nullable Instant checkedAt,
        @Nullable Instant invalidSince,
        @Nullable String origin,
        @Nullable ContactId movedTo) {

    public static final Quality UNKNOWN = new Quality(null, Failures.NONE, null, null, null, null);

    /** A sign of life: what failed before it counts no more. It may be told late, behind failures that came after it. */
    Quality active(Instant at) {
        Instant latest = activeAt == null || at.isAfter(activeAt) ? at : activeAt;
        return new Quality(latest, failures.after(at), checkedAt, invalidSince, origin, movedTo);
    }

    Quality failed(Failures next) {
        return new Quality(activeAt, next, checkedAt, invalidSince, origin, movedTo);
    }

    Quality checked(Instant at, boolean valid) {
        Instant since = valid ? null : invalidSince == null ? at : invalidSince;
        return new Quality(activeAt, failures, at, since, origin, movedTo);
    }

    /** The part that is kept when no consent is left. */
    Quality ended() {
        return new Quality(null, Failures.NONE, null, null, null, movedTo);
    }

    Quality moved(ContactId to) {
        return new Quality(activeAt, failures, checkedAt, invalidSince, origin, to);
    }

    /** With what is known of the same phone under another form of its number. */
    Quality joined(Quality other) {
        Quality seen = other.activeAt == null ? this : active(other.activeAt);
        return seen.failed(seen.failures.equals(Failures.NONE) ? other.failures : seen.failures)
                .from(other.origin == null ? origin : other.origin);
    }

    Quality from(@Nullable String where) {
        return new Quality(activeAt, failures, checkedAt, invalidSince, where, movedTo);
    }
}
