package dev.ringlock.steps;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.ringlock.contactability.Decision;
import dev.ringlock.contactability.Decision.DecisionOutcome;
import dev.ringlock.contactability.DecisionReason;
import dev.ringlock.http.FieldError;
import dev.ringlock.http.Time;
import dev.ringlock.law.LegalRule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A decision as its asker sees it. What does not apply is left out.
 *
 * @param reasons against it, in a fixed order; empty for an allow
 * @param notBefore of a defer: the earliest instant at which it may be asked again with hope
 * @param validUntil of an allow: from then on it has to be asked again
 * @param at the instant that it is about
 * @param notConsidered rules that it could not look at; absent if it looked at all
 */
@JsonInclude(Include.NON_NULL)
public record DecisionAnswer(
        String decision,
        List<ReasonView> reasons,
        @Nullable String notBefore,
        @Nullable String validUntil,
        String policyVersion,
        String decisionId,
        String at,
        @Nullable List<String> notConsidered) {

    /**
     * One reason.
     *
     * @param text in the asker's language
     * @param pointer the place in the request that is wrong; absent if the request is right
     * @param detail what is wrong there, in English for whoever wrote the request
     */
    @JsonInclude(Include.NON_NULL)
    public record ReasonView(
            String code,
            String text,
            @Nullable Evidence evidence,
            @Nullable String pointer,
            @Nullable String detail) {

        static ReasonView of(DecisionReason reason, String language) {
            return new ReasonView(
                    reason.refusal().id(), ReasonTexts.of(reason, language), Evidence.of(reason), null, null);
        }

        static ReasonView of(FieldError error, String language) {
            String code = ReasonTexts.code(error);
            return new ReasonView(code, ReasonTexts.of(code, language), null, error.pointer(), error.detail());
        }
    }

    /**
     * What a reason rests on.
     *
     * @param entry the id of an entry of the person's history
     */
    @JsonInclude(Include.NON_NULL)
    public record Evidence(@Nullable String entry, @Nullable RuleView rule) {

        static @Nullable Evidence of(DecisionReason reason) {
            return reason.entry() == null && reason.rule() == null
                    ? null
                    : new Evidence(
                            reason.entry() == null ? null : reason.entry().value(),
                            reason.rule() == null ? null : RuleView.of(reason.rule()));
        }
    }

    /** A rule of law or of the policy, with the days that it is in force: {@code until} is the first day that it is not. */
    @JsonInclude(Include.NON_NULL)
    public record RuleView(
            String id,
            String jurisdiction,
            String appliesTo,
            String source,
            String confidence,
            @Nullable String from,
            @Nullable String until) {

        static RuleView of(LegalRule rule) {
            return new RuleView(
                    rule.id(),
                    rule.jurisdiction(),
                    rule.appliesTo(),
                    rule.source(),
                    rule.confidence(),
                    rule.from() == null ? null : rule.from().toString(),
                    rule.until() == null ? null : rule.until().toString());
        }
    }

    public DecisionAnswer {
        reasons = List.copyOf(reasons);
    }

    /** A decision, told in that language. */
    public static DecisionAnswer of(
            Decision decision, String decisionId, Instant at, String policyVersion, String language) {
        return new DecisionAnswer(
                decision.outcome().id(),
                decision.reasons().stream()
                        .map(reason -> ReasonView.of(reason, language))
                        .toList(),
                time(decision.notBefore()),
                time(decision.validUntil()),
                policyVersion,
                decisionId,
                Time.rfc3339(at),
                null);
    }

    /** A no to a question that cannot be read. */
    public static DecisionAnswer mistaken(
            List<FieldError> errors, String decisionId, Instant at, String policyVersion, String language) {
        return new DecisionAnswer(
                DecisionOutcome.DENY.id(),
                errors.stream().map(error -> ReasonView.of(error, language)).toList(),
                null,
                null,
                policyVersion,
                decisionId,
                Time.rfc3339(at),
                null);
    }

    /** The same, without those rules having been looked at. */
    public DecisionAnswer without(String... rules) {
        return new DecisionAnswer(
                decision, reasons, notBefore, validUntil, policyVersion, decisionId, at, List.of(rules));
    }

    private static @Nullable String time(@Nullable Instant instant) {
        return Optional.ofNullable(instant).map(Time::rfc3339).orElse(null);
    }
}
