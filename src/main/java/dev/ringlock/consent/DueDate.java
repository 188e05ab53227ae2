package dev.ringlock.consent;

import dev.ringlock.consent.Consent.State;
import dev.ringlock.terms.Retention;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When something has to happen with a contact, if nobody does anything before. */
final class DueDate {

    private DueDate() {}

    /** The next such instant; null if nothing ever has to. */
    static @Nullable Instant next(Contact contact, Retention retention) {
        Stream<@Nullable Instant> consents = contact.consents().values().stream()
                .flatMap(consent -> Stream.of(end(contact, consent, retention), told(contact, consent, retention)));
        return Stream.concat(
                        consents, Stream.of(check(contact, retention), forgotten(contact, retention), text(contact)))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** When that consent ends, and why; null if it has ended. */
    static @Nullable End ending(Contact contact, Consent consent, Retention retention) {
        return switch (consent.state()) {
            case REQUESTED ->
                // an import may tell of it long after
                new End(
                        after(
                                later(consent.since(), consent.entry().at()),
                                retention.quality().neverConfirmed()),
                        Reason.NEVER_CONFIRMED);
            case GRANTED -> granted(contact, consent, retention);
            case WITHDRAWN, EXPIRED -> null;
        };
    }

    /** The end of a consent. */
    record End(Instant at, Reason reason) {}

    /** The end that every granted consent comes to. */
    static End expired(Consent granted) {
        return new End(Objects.requireNonNull(granted.expiresAt()), Reason.EXPIRED);
    }

    /** When the owner is to be told that the consent is about to end; null if they are not, or were. */
    static @Nullable Instant told(Contact contact, Consent consent, Retention retention) {
        Period renewal = retention.renewal();
        if (consent.state() != State.GRANTED || renewal == null || consent.announced()) {
            return null;
        }
        End end = silent(contact, expired(consent), retention);
        return end.at().atZone(ZoneOffset.UTC).minus(renewal).toInstant();
    }

    /** When the number has to be looked at; null if there is none. */
    static @Nullable Instant check(Contact contact, Retention retention) {
        if (!contact.hasCompartments()) {
            return null;
        }
        Instant last = contact.quality().checkedAt();
        Instant from = last == null ? contact.lastYes().orElse(Instant.EPOCH) : last;
        Instant next = after(from, retention.check());
        Period reassigned = retention.quality().reassigned();
        return reassigned == null ? next : earlier(next, after(from, reassigned));
    }

    /** When the text of a held message has to go; null if none is kept. */
    static @Nullable Instant text(Contact contact) {
        return contact.hold() == null
                ? null
                : contact.hold().messages().stream()
                        .map(HeldMessage::over)
                        .min(Comparator.naturalOrder())
                        .orElse(null);
    }

    /** When the proof of what was agreed to need not be kept any longer; null while it must. */
    static @Nullable Instant forgotten(Contact contact, Retention retention) {
        boolean open =
                contact.hold() != null || contact.consents().values().stream().anyMatch(Consent::isOpen);
        if (open || contact.head() == null) {
            return null;
        }
        Instant proved = after(contact.head().ulid().at(), retention.proof());
        Instant looked = contact.quality().checkedAt();
        // what it went on as may still need its history
        return contact.isNothing() && looked != null ? later(proved, after(looked, retention.check())) : proved;
    }

    static Instant after(Instant from, Period period) {
        return from.atZone(ZoneOffset.UTC).plus(period).toInstant();
    }

    private static @Nullable Instant end(Contact contact, Consent consent, Retention retention) {
        End end = ending(contact, consent, retention);
        return end == null ? null : end.at();
    }

    private static End granted(Contact contact, Consent consent, Retention retention) {
        End end = silent(contact, expired(consent), retention);
        Retention.Dead rule = retention.quality().dead();
        Instant dead = rule == null ? null : contact.quality().failures().deadSince(rule);
        if (dead != null && dead.isBefore(end.at())) {
            // a yes that came after it is a sign of life
            return dead.isBefore(consent.since()) ? end : new End(dead, Reason.DEAD);
        }
        return end;
    }

    /** That end, or the one of silence if it comes before. */
    private static End silent(Contact contact, End end, Retention retention) {
        Period inactive = retention.quality().inactive();
        if (inactive == null) {
            return end;
        }
        Instant yes = contact.lastYes().orElse(Instant.EPOCH);
        Instant seen = contact.quality().activeAt();
        Instant silent = after(seen == null || yes.isAfter(seen) ? yes : seen, inactive);
        return silent.isBefore(end.at()) ? new End(silent, Reason.INACTIVE) : end;
    }

    private static Instant later(Instant one, Instant other) {
        return other.isAfter(one) ? other : one;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
