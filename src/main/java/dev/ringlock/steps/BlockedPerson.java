package dev.ringlock.steps;

import dev.ringlock.consent.ProviderBlock;
import dev.ringlock.phone.ContactId;
import java.util.List;
import java.util.Set;

/**
 * Somebody on a provider's block list.
 *
 * @param ids of the number, followed by those of its older forms
 * @param senders of the policy that may not write to them
 * @param block what that says of their consents
 */
public record BlockedPerson(List<ContactId> ids, Set<String> senders, ProviderBlock block) {

    public BlockedPerson {
        ids = List.copyOf(ids);
        senders = Set.copyOf(senders);
    }
}
