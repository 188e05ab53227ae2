package dev.ringlock.steps;

import dev.ringlock.consent.ProviderBlock;
import dev.ringlock.phone.NumberIds;
import java.util.Set;

/**
 * Somebody on a provider's block list.
 *
 * @param ids that may stand for the number
 * @param senders of the policy that may not write to them
 * @param block what that says of their consents
 */
public record BlockedPerson(NumberIds ids, Set<String> senders, ProviderBlock block) {

    public BlockedPerson {
        senders = Set.copyOf(senders);
    }
}
