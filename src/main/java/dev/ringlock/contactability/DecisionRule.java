package dev.ringlock.contactability;

import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.OptOut;
import dev.ringlock.contactability.Decision.DecisionOutcome;
import dev.ringlock.law.Cap;
import dev.ringlock.law.Ceiling;
import dev.ringlock.law.HoursAnswer;
import dev.ringlock.law.Laws;
import dev.ringlock.phone.NumberPlace;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Retention;
import dev.ringlock.terms.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * May this number be contacted for that purpose, on that channel, at that instant, and why not. It decides from what is
 * stored, the policy and the instant alone: the same input, the same answer.
 *
 * <p>What is stored of other purposes does not show. A person who agreed to nothing but another purpose gets the answer of
 * a number that is not on file.
 */
public final class DecisionRule {

    /** As long as a yes may be relied on: a STOP may come at any time. */
    public static final Duration LONGEST_VALID = Duration.ofMinutes(5);

    private static final int MOST_STEPS = 50;

    private final Map<Purpose, Terms> purposes;
    private final Laws laws;
    private final Retention.@Nullable Dead dead;

    public DecisionRule(Map<Purpose, Terms> purposes, Laws laws, Retention.@Nullable Dead dead) {
        this.purposes = Map.copyOf(purposes);
        this.laws = laws;
        this.dead = dead;
    }

    /**
     * Decides.
     *
     * @param forms the contact of the number, and those of its older forms
     * @param place of the number, with what was declared of it
     */
    public Decision decide(
            List<Contact> forms, Budget budget, NumberPlace place, Purpose purpose, Channel channel, Instant at) {
        Terms terms = purposes.get(purpose);
        if (terms == null) {
            return denied(List.of(DecisionReason.of(Refusal.UNKNOWN_PURPOSE)));
        }
        AskedUse asked = new AskedUse(forms.get(0).consent(purpose), budget, place, channel, terms);
        List<DecisionReason> reasons = consentReasons(forms, asked, at);
        if (!terms.lineTypes().contains(place.line())) {
            reasons.add(DecisionReason.of(Refusal.LINE_TYPE));
        }
        if (!terms.channels().contains(channel)) {
            reasons.add(DecisionReason.of(Refusal.WRONG_CHANNEL));
        }
        return reasons.isEmpty() ? timed(asked, at) : denied(reasons);
    }

    private record AskedUse(
            @Nullable Consent consent, Budget budget, NumberPlace place, Channel channel, Terms terms) {}

    private List<DecisionReason> consentReasons(List<Contact> forms, AskedUse asked, Instant at) {
        List<DecisionReason> reasons = new ArrayList<>();
        Contact contact = forms.get(0);
        Purpose purpose = asked.terms().purpose();
        OptOut older = optOutOfOlderForm(forms, asked.consent(), purpose);
        if (older != null) {
            reasons.add(DecisionReason.of(Refusal.WITHDRAWN, older.entry()));
            return reasons;
        }
        List<Refusal> refusals = Contactability.of(contact, purpose, at).refusals();
        if (asked.consent() == null || !asked.consent().hasCompartment()) {
            // a hold of somebody without this consent does not show: it would tell that they are on file
            Refusal last = refusals.get(refusals.size() - 1);
            OptOut everything = contact.optOutOfEverything();
            Consent consent = asked.consent();
            reasons.add(DecisionReason.of(
                    last, consent != null ? consent.entry() : everything == null ? null : everything.entry()));
            return reasons;
        }
        Consent consent = asked.consent();
        if (contact.hold() != null) {
            reasons.add(DecisionReason.of(Refusal.HELD, contact.hold().entry()));
        }
        if (refusals.contains(Refusal.EXPIRED)) {
            reasons.add(DecisionReason.of(Refusal.EXPIRED, consent.entry()));
        }
        for (Ceiling ceiling : laws.ceilings(asked.place(), asked.channel(), asked.terms(), at)) {
            if (!at.isBefore(ceiling.end(consent.since()))) {
                reasons.add(new DecisionReason(Refusal.EXPIRED_BY_LAW, consent.entry(), ceiling.rule(), null));
            }
        }
        Instant deadSince = dead == null ? null : contact.quality().failures().deadSince(dead);
        Instant blockedUntil = contact.quality().failures().blockedUntil();
        if ((deadSince != null && !deadSince.isBefore(consent.since()))
                || (blockedUntil != null && at.isBefore(blockedUntil))) {
            reasons.add(DecisionReason.of(Refusal.DEAD_NUMBER));
        }
        return reasons;
    }

    /** An opt-out that came under an older form of the number binds until a later yes is proved. */
    private static @Nullable OptOut optOutOfOlderForm(List<Contact> forms, @Nullable Consent consent, Purpose purpose) {
        Instant proved = consent == null ? null : consent.provedAt();
        return forms.stream()
                .skip(1)
                .flatMap(form -> Stream.of(form.optOut(purpose), form.optOutOfEverything()))
                .filter(Objects::nonNull)
                .filter(optOut -> !optOut.isBefore(proved))
                .max(Comparator.comparing(OptOut::at))
                .orElse(null);
    }

    private Decision timed(AskedUse asked, Instant at) {
        List<DecisionReason> reasons = timeReasons(asked, at);
        Instant end = end(asked, at);
        if (reasons.isEmpty()) {
            return new Decision(
                    DecisionOutcome.ALLOW, List.of(), null, earliest(hoursEnd(asked, at), end, at.plus(LONGEST_VALID)));
        }
        Instant later = at;
        for (int step = 0; step < MOST_STEPS; step++) {
            List<DecisionReason> left = timeReasons(asked, later);
            if (left.isEmpty()) {
                return later.isBefore(end)
                        ? new Decision(DecisionOutcome.DEFER, reasons, later, null)
                        : denied(endsBefore(asked, reasons));
            }
            Instant next = latest(left);
            if (next == null || !next.isBefore(end)) {
                return denied(next == null ? reasons : endsBefore(asked, reasons));
            }
            later = next;
        }
        return denied(reasons);
    }

    /** It could be contacted later, but its consent ends before. */
    private static List<DecisionReason> endsBefore(AskedUse asked, List<DecisionReason> reasons) {
        Consent consent = Objects.requireNonNull(asked.consent());
        return Stream.concat(
                        Stream.of(new DecisionReason(Refusal.EXPIRED, consent.entry(), null, null)), reasons.stream())
                .toList();
    }

    private List<DecisionReason> timeReasons(AskedUse asked, Instant at) {
        List<DecisionReason> reasons = new ArrayList<>();
        HoursAnswer hours = laws.hours(asked.place(), asked.channel(), asked.terms(), at);
        if (!hours.isOpen()) {
            Refusal refusal = asked.place().zones().isEmpty()
                    ? Refusal.UNKNOWN_ZONE
                    : hours.changesAt() == null ? Refusal.NO_SHARED_HOURS : Refusal.QUIET_HOURS;
            hours.closed().forEach(rule -> reasons.add(new DecisionReason(refusal, null, rule, hours.changesAt())));
        }
        for (Cap cap : laws.caps(asked.place(), asked.channel(), asked.terms(), at)) {
            Instant free = asked.budget().free(cap, at);
            if (free.isAfter(at)) {
                reasons.add(new DecisionReason(Refusal.CAP_REACHED, null, cap.rule(), free));
            }
        }
        return reasons;
    }

    private @Nullable Instant hoursEnd(AskedUse asked, Instant at) {
        return laws.hours(asked.place(), asked.channel(), asked.terms(), at).changesAt();
    }

    /** When its consent ends, by the policy or by law. */
    private Instant end(AskedUse asked, Instant at) {
        Consent consent = Objects.requireNonNull(asked.consent());
        Instant end = Objects.requireNonNull(consent.expiresAt());
        for (Ceiling ceiling : laws.ceilings(asked.place(), asked.channel(), asked.terms(), at)) {
            end = earliest(end, ceiling.end(consent.since()));
        }
        return end;
    }

    /** When the last of them is over; null if one never is. */
    private static @Nullable Instant latest(List<DecisionReason> reasons) {
        Instant latest = Instant.MIN;
        for (DecisionReason reason : reasons) {
            if (reason.until() == null) {
                return null;
            }
            latest = reason.until().isAfter(latest) ? reason.until() : latest;
        }
        return latest;
    }

    private static Instant earliest(@Nullable Instant... instants) {
        Instant earliest = Instant.MAX;
        for (Instant each : instants) {
            earliest = each != null && each.isBefore(earliest) ? each : earliest;
        }
        return earliest;
    }

    private static Decision denied(List<DecisionReason> reasons) {
        return new Decision(DecisionOutcome.DENY, reasons, null, null);
    }
}
