package dev.ringlock.policy;

import dev.ringlock.terms.Purpose;
import java.util.Set;

/**
 * A number of the owner's that messages go out from and replies come in to.
 *
 * @param number as the provider writes it, with its {@code +}
 * @param provider who carries its messages, by the last part of the webhook's path
 * @param stop what a STOP there takes back
 * @param everything whether a STOP there takes back all that there is, other purposes of a former policy included
 */
public record Sender(String number, String provider, Set<Purpose> stop, boolean everything) {

    public Sender {
        stop = Set.copyOf(stop);
    }
}
