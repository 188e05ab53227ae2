package dev.ringlock.provider;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One line of a provider's block list. It holds a number, so it never shows itself.
 *
 * @param number as the provider writes it
 * @param senders the owner's senders that may not write to it, as the provider writes them; empty if that is every sender
 *     that the owner has there
 * @param since when the person opted out; null if the provider does not tell
 */
public record BlockedNumber(
        String number, Set<String> senders, @Nullable Instant since) {

    public BlockedNumber {
        senders = Set.copyOf(senders);
    }

    @Override
    public String toString() {
        return "BlockedNumber[since=" + since + "]";
    }
}
