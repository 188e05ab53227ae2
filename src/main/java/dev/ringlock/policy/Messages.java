package dev.ringlock.policy;

import dev.ringlock.access.Limit;
import dev.ringlock.terms.Purpose;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What we send to phones by ourselves, and how much of it at most.
 *
 * @param codes the sender's number that codes go out from
 * @param texts by their use and language; {@link MessageUse#STOPPED_ALL} and {@link MessageUse#CONFIRMED} may be left out
 * @param titles of the purposes, by language
 */
public record Messages(
        String codes,
        MessageLimits limits,
        Map<MessageUse, Map<String, String>> texts,
        Map<Purpose, Map<String, String>> titles) {

    private static final String PURPOSES = "{purposes}";

    /** What a message is for. */
    public enum MessageUse {
        /** Brings the code that proves a yes; {@code {code}} stands for it. */
        CODE,
        /** Says that an opt-out was taken; {@code {purposes}} stands for the titles of what stopped. */
        STOPPED,
        /** Says that a no to everything was taken. */
        STOPPED_ALL,
        /** Says that a yes was proved; {@code {purposes}} stands for the titles of what it was to. */
        CONFIRMED,
        /** Answers HELP. */
        HELP
    }

    /**
     * How much goes out at most; what is over it is held back, silently. Codes count when they are asked for, whether or not
     * one is due; answers to HELP and START are counted apart.
     *
     * @param perNumber to one number; codes, as one caller asks for them: the pauses between two codes are for all callers
     * @param perRange to numbers that differ in their last four digits only
     * @param perCountry to numbers of one country
     * @param overall to everybody
     */
    public record MessageLimits(Limit perNumber, Limit perRange, Limit perCountry, Limit overall) {}

    public Messages {
        texts = Map.copyOf(texts);
        titles = Map.copyOf(titles);
    }

    /** The confirmation of an opt-out from these purposes. */
    public String stopped(Set<Purpose> purposes, String language) {
        return text(MessageUse.STOPPED, language).replace(PURPOSES, titles(purposes, language));
    }

    /** The confirmation of an opt-out from everything; it names all purposes where the policy has no text for it. */
    public String stoppedAll(String language) {
        return texts.containsKey(MessageUse.STOPPED_ALL)
                ? text(MessageUse.STOPPED_ALL, language)
                : stopped(titles.keySet(), language);
    }

    /** The confirmation of a proved yes; empty if the policy has none. */
    public Optional<String> confirmed(Set<Purpose> purposes, String language) {
        return texts.containsKey(MessageUse.CONFIRMED)
                ? Optional.of(text(MessageUse.CONFIRMED, language).replace(PURPOSES, titles(purposes, language)))
                : Optional.empty();
    }

    /** The text for that use, in one of the policy's languages. */
    public String text(MessageUse use, String language) {
        return Objects.requireNonNull(Objects.requireNonNull(texts.get(use)).get(language));
    }

    private String titles(Set<Purpose> purposes, String language) {
        return purposes.stream()
                .filter(purpose -> !purpose.equals(Purpose.MAINTENANCE))
                .sorted()
                .map(purpose -> titles.getOrDefault(purpose, Map.of()).getOrDefault(language, purpose.id()))
                .collect(Collectors.joining(", "));
    }
}
