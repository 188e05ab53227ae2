package dev.ringlock.policy;

import dev.ringlock.access.Limit;
import dev.ringlock.terms.Purpose;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The messages that we send to phones by ourselves, and their limits.
 *
 * @param codes the sender's number for codes
 * @param texts by their use and language; {@link MessageUse#STOPPED_ALL}, {@link MessageUse#CONFIRMED}, {@link
 *     MessageUse#LINK} and {@link MessageUse#PAGE_CODE} may be left out
 * @param titles of the purposes, by language
 */
public record Messages(
        String codes,
        MessageLimits limits,
        Map<MessageUse, Map<String, String>> texts,
        Map<Purpose, Map<String, String>> titles) {

    private static final String PURPOSES = "{purposes}";

    /** The occasion of a message. */
    public enum MessageUse {
        /** Brings the code that proves a consent. {@code {code}} stands for it. */
        CODE,
        /** Confirms an opt-out. {@code {purposes}} stands for the titles of the withdrawn purposes. */
        STOPPED,
        /** Confirms an opt-out from everything. */
        STOPPED_ALL,
        /** Confirms a proved consent. {@code {purposes}} stands for the titles of its purposes. */
        CONFIRMED,
        /** Answers HELP. */
        HELP,
        /** Brings the link to a person's own page, when staff send it. {@code {link}} stands for it. */
        LINK,
        /** Brings the code that opens a person's own page. {@code {code}} stands for it. */
        PAGE_CODE
    }

    /**
     * How many messages go out. A message over a limit is held back, silently. A code counts when it is requested, even
     * if none is due. Answers to HELP and START are counted apart.
     *
     * @param perNumber to one number; for codes, per caller as well: the pauses between two codes are for all callers
     * @param perRange to numbers that differ in their last four digits only
     * @param perCountry to numbers of one country
     * @param overall to all numbers
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

    /** The confirmation of an opt-out from everything. It names all purposes if the policy has no text for it. */
    public String stoppedAll(String language) {
        return texts.containsKey(MessageUse.STOPPED_ALL)
                ? text(MessageUse.STOPPED_ALL, language)
                : stopped(titles.keySet(), language);
    }

    /** The confirmation of a proved consent. Empty if the policy has no text for it. */
    public Optional<String> confirmed(Set<Purpose> purposes, String language) {
        return texts.containsKey(MessageUse.CONFIRMED)
                ? Optional.of(text(MessageUse.CONFIRMED, language).replace(PURPOSES, titles(purposes, language)))
                : Optional.empty();
    }

    /**
     * The message with the link to a person's own page.
     *
     * @param owner the company's name; without a text in the policy it stands before the bare link
     */
    public String link(String url, String owner, String language) {
        return texts.containsKey(MessageUse.LINK)
                ? text(MessageUse.LINK, language).replace("{link}", url)
                : owner + ": " + url;
    }

    /**
     * The message with the code that opens a person's own page.
     *
     * @param owner the company's name; without a text in the policy it stands before the bare code
     */
    public String pageCode(String code, String owner, String language) {
        return texts.containsKey(MessageUse.PAGE_CODE)
                ? text(MessageUse.PAGE_CODE, language).replace("{code}", code)
                : owner + ": " + code;
    }

    /** The text for a use, in one of the policy's languages. */
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
