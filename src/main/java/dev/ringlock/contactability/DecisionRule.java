package dev.ringlock.contactability;

import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.Contact.Hold;
import dev.ringlock.consent.Failures;
import dev.ringlock.consent.OptOut;
import dev.ringlock.consent.Rules;
import dev.ringlock.contactability.Decision.DecisionOutcome;
import dev.ringlock.law.Cap;
import dev.ringlock.law.Ceiling;
import dev.ringlock.law.HoursAnswer;
import dev.ringlock.law.Laws;
import dev.ringlock.law.LegalRule;
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
 * <p>Of other purposes nothing shows but a no to everything, and a no to a former name of this one. A person who agreed to
 * nothing but another purpose gets the answer of a number that is not on file.
 */
public final class DecisionRule {

    /** As long as a yes may be relied on: a STOP may come at any time. */
    public static final Duration LONGEST_VALID = Duration.ofMinutes(5);

    /** Each step ends a cap for good or goes on to the next open hours, so that few are ever needed. */
    private static final int MOST_STEPS = 50;

    private final Map<Purpose, Terms> purposes;
    private final Laws laws;
    private final Duration kept;
    private final Retention.@Nullable Dead dead;

    /** What is asked about, but for the instant. */
    private record DecisionCase(
            @Nullable Consent consent,
            @Nullable Instant blockedUntil,
            Budget budget,
            NumberPlace place,
            Channel channel,
            Terms terms) {}

    public DecisionRule(Map<Purpose, Terms> purposes, Laws laws, Retention.@Nullable Dead dead) {
        this.purposes = Map.copyOf(purposes);
        this.laws = laws;
        this.kept = Budget.kept(laws.longestCap());
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
        DecisionCase asked = new DecisionCase(
                forms.get(0).consent(purpose),
                forms.get(0).quality().failures().blockedUntil(),
                budget,
                place,
                channel,
                terms);
        List<DecisionReason> reasons = new ArrayList<>(consentReasons(forms, asked, at));
        if (!terms.lineTypes().contains(place.line())) {
            reasons.add(DecisionReason.of(Refusal.LINE_TYPE));
        }
        if (!terms.channels().contains(channel)) {
            reasons.add(DecisionReason.of(Refusal.WRONG_CHANNEL));
        }
        return reasons.isEmpty() ? timed(asked, at) : denied(reasons);
    }

    private List<DecisionReason> consentReasons(List<Contact> forms, DecisionCase asked, Instant at) {
        Contact contact = forms.get(0);
        Consent consent = asked.consent();
        OptOut no = Rules.bindingOptOut(forms, asked.terms());
        if (no != null && !isAskedAnew(consent, no)) {
            return List.of(DecisionReason.of(Refusal.WITHDRAWN, no.entry()));
        }
        if (consent == null || !consent.hasCompartment()) {
            // a hold of somebody without this consent does not show: it would tell that they are on file
            Refusal own = Contactability.withoutConsent(contact, consent);
            return List.of(DecisionReason.of(own, consent == null ? null : consent.entry()));
        }
        List<DecisionReason> reasons = new ArrayList<>();
        for (Contact form : forms) {
            Hold hold = form.hold();
            if (hold != null && reasons.isEmpty()) {
                reasons.add(DecisionReason.of(Refusal.HELD, hold.entry()));
            }
        }
        reasons.addAll(ended(asked, consent, at));
        if (isDead(contact, consent)) {
            reasons.add(DecisionReason.of(Refusal.DEAD_NUMBER));
        }
        return reasons;
    }

    /** Somebody asked for it after that no, and it waits for the proof that it was the person. */
    private static boolean isAskedAnew(@Nullable Consent consent, OptOut no) {
        return consent != null && consent.state() == State.REQUESTED && no.equals(consent.optOut());
    }

    private boolean isDead(Contact contact, Consent consent) {
        Failures failures = contact.quality().failures();
        Instant since = dead == null ? null : failures.deadSince(dead);
        // a yes that came after it is a sign of life
        return since != null && !since.isBefore(consent.since());
    }

    /** Whether the consent has ended at that instant, by the policy or by law. */
    private List<DecisionReason> ended(DecisionCase asked, Consent consent, Instant at) {
        List<DecisionReason> reasons = new ArrayList<>();
        if (!consent.isLiving(at)) {
            reasons.add(DecisionReason.of(Refusal.EXPIRED, consent.entry()));
        }
        for (Ceiling ceiling : laws.ceilings(asked.place(), asked.channel(), asked.terms(), at)) {
            if (!at.isBefore(ceiling.end(consent.since()))) {
                reasons.add(new DecisionReason(Refusal.EXPIRED_BY_LAW, consent.entry(), ceiling.rule(), null));
            }
        }
        return reasons;
    }

    /** Whether the contact's consent has ended by then, by the policy or by law. */
    public boolean hasEnded(Contact contact, NumberPlace place, Purpose purpose, Channel channel, Instant by) {
        Consent consent = contact.consent(purpose);
        Terms terms = purposes.get(purpose);
        return consent == null
                || terms == null
                || !ended(
                                new DecisionCase(consent, null, Budget.unspent(contact.id()), place, channel, terms),
                                consent,
                                by)
                        .isEmpty();
    }

    private Decision timed(DecisionCase asked, Instant at) {
        HoursAnswer hours = laws.hours(asked.place(), asked.channel(), asked.terms(), at);
        List<DecisionReason> reasons = timeReasons(asked, hours, at);
        return reasons.isEmpty()
                ? new Decision(DecisionOutcome.ALLOW, List.of(), null, validUntil(asked, hours, at))
                : later(asked, reasons);
    }

    /** When no reason is left, if that comes before the consent's end: hours may be closed when a cap is free again. */
    private Decision later(DecisionCase asked, List<DecisionReason> reasons) {
        Consent consent = Objects.requireNonNull(asked.consent());
        List<DecisionReason> left = reasons;
        for (int step = 0; step < MOST_STEPS; step++) {
            Instant next = latest(left);
            if (next == null) {
                return denied(together(reasons, left));
            }
            List<DecisionReason> ended = ended(asked, consent, next);
            if (!ended.isEmpty()) {
                return denied(together(ended, reasons));
            }
            HoursAnswer hours = laws.hours(asked.place(), asked.channel(), asked.terms(), next);
            left = timeReasons(asked, hours, next);
            if (left.isEmpty()) {
                return new Decision(DecisionOutcome.DEFER, reasons, next, null);
            }
        }
        return denied(reasons);
    }

    private List<DecisionReason> timeReasons(DecisionCase asked, HoursAnswer hours, Instant at) {
        List<DecisionReason> reasons = new ArrayList<>();
        Instant blockedUntil = asked.blockedUntil();
        if (blockedUntil != null && at.isBefore(blockedUntil)) {
            reasons.add(new DecisionReason(Refusal.DEAD_NUMBER, null, null, blockedUntil));
        }
        if (!hours.isOpen()) {
            Refusal refusal = asked.place().zones().isEmpty()
                    ? Refusal.UNKNOWN_ZONE
                    : hours.changesAt() == null ? Refusal.NO_SHARED_HOURS : Refusal.QUIET_HOURS;
            hours.closed().forEach(rule -> reasons.add(new DecisionReason(refusal, null, rule, hours.changesAt())));
        }
        List<Cap> caps = laws.caps(asked.place(), asked.channel(), asked.terms(), at);
        for (Cap cap : caps) {
            addCap(reasons, cap.rule(), asked.budget().free(cap, at), at);
        }
        if (!caps.isEmpty()) {
            addCap(reasons, null, asked.budget().room(kept, at), at);
        }
        return reasons;
    }

    private static void addCap(List<DecisionReason> reasons, @Nullable LegalRule rule, Instant free, Instant at) {
        if (free.isAfter(at)) {
            reasons.add(new DecisionReason(Refusal.CAP_REACHED, null, rule, free));
        }
    }

    private Instant validUntil(DecisionCase asked, HoursAnswer hours, Instant at) {
        Consent consent = Objects.requireNonNull(asked.consent());
        Instant until = earlier(at.plus(LONGEST_VALID), hours.changesAt());
        until = earlier(until, consent.expiresAt());
        for (Ceiling ceiling : laws.ceilings(asked.place(), asked.channel(), asked.terms(), at)) {
            until = earlier(until, ceiling.end(consent.since()));
        }
        return until;
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

    private static Instant earlier(Instant one, @Nullable Instant other) {
        return other != null && other.isBefore(one) ? other : one;
    }

    /** Each once, in the order of {@link Refusal}. */
    private static List<DecisionReason> together(List<DecisionReason> some, List<DecisionReason> others) {
        return Stream.concat(some.stream(), others.stream())
                .distinct()
                .sorted(Comparator.comparing(DecisionReason::refusal))
                .toList();
    }

    private static Decision denied(List<DecisionReason> reasons) {
        return new Decision(DecisionOutcome.DENY, reasons, null, null);
    }
}
