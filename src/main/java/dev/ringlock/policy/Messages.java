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
     * How much goes out at most; what is over it is held back, silently. Codes count when they are asked for, whether or not
     * one is due; answers to HELP and START are counted apart.
     *
     * @param perNumber to one number; codes, as one caller asks for them: the pauses between two codes are for all callers
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
