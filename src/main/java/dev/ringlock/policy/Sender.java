package dev.ringlock.policy;

import dev.ringlock.terms.Purpose;
import java.util.Set;

/**
 * One of the owner's numbers: messages go out from it and replies come in to it.
 *
 * @param number as the provider writes it, with its {@code +}
 * @param provider the carrier of its messages, as in the last part of the webhook's path
 * @param stop the purposes that a STOP to this number withdraws
 * @param everything whether a STOP to this number withdraws everything, also purposes of a former policy
 */
public record Sender(String number, String provider, Set<Purpose> stop, boolean everything) {

    public Sender {
        stop = Set.copyOf(stop);
    }
}
