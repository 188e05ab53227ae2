package dev.ringlock.policy;

import dev.ringlock.access.Limit;
import java.util.Map;
import java.util.Objects;

/**
 * What we send to phones by ourselves, and how much of it at most.
 *
 * @param codes the sender's number that codes go out from
 * @param texts by their use and language
 */
public record Messages(String codes, Limits limits, Map<Use, Map<String, String>> texts) {

    /** What a message is for. */
    public enum Use {
        /** Brings the code that proves a yes; {@code {code}} stands for it. */
        CODE,
        /** Says that an opt-out was taken. */
        STOPPED,
        /** Answers HELP. */
        HELP
    }

    /**
     * How much goes out at most; what is over it is held back, silently.
     *
     * @param perNumber to one number
     * @param perRange to numbers that differ in their last four digits only
     * @param perCountry to numbers of one country
     * @param overall to everybody
     */
    public record Limits(Limit perNumber, Limit perRange, Limit perCountry, Limit overall) {}

    public Messages {
        texts = Map.copyOf(texts);
    }

    /** The text for that use, in one of the policy's languages. */
    public String text(Use use, String language) {
        return Objects.requireNonNull(Objects.requireNonNull(texts.get(use)).get(language));
    }
}
