package dev.ringlock.steps;

import dev.ringlock.consent.ProviderBlock;
import dev.ringlock.keys.Index;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.Sender;
import dev.ringlock.provider.BlockedNumber;
import dev.ringlock.provider.Provider;
import dev.ringlock.terms.Purpose;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the lines of providers' block lists: whose number it is, and what the blocked senders stand for. */
@Singleton
public final class BlockedPeople {

    private final Policy policy;
    private final Index index;
    private final OptOuts optOuts;
    private final Parties parties;

    public BlockedPeople(Policy policy, Index index, OptOuts optOuts) {
        this.policy = policy;
        this.index = index;
        this.optOuts = optOuts;
        this.parties = new Parties(policy);
    }

    /** The person of a line; empty if it has no phone's number. */
    public Optional<BlockedPerson> read(Provider provider, BlockedNumber line) {
        Set<String> senders = line.senders().isEmpty()
                ? senders(provider.name())
                : line.senders().stream()
                        .map(told -> parties.sender(provider, told))
                        .collect(Collectors.toSet());
        String anySender = senders.stream().sorted().findFirst().orElse("");
        return parties.phone(provider, line.number(), anySender)
                .map(number -> new BlockedPerson(
                        index.contactIds(number), senders, optOuts.block(number, senders, line.since())));
    }

    /** The owner's senders at that provider, as the policy writes them. */
    public Set<String> senders(String provider) {
        return policy.senders().stream()
                .filter(sender -> sender.provider().equals(provider))
                .map(Sender::number)
                .collect(Collectors.toSet());
    }

    /** All that goes out from that sender of the policy. */
    public ProviderBlock all(String number) {
        Sender sender = policy.sender(number).orElseThrow();
        Set<Purpose> purposes = sender.everything() ? policy.purposes().keySet() : sender.stop();
        return new ProviderBlock(purposes, sender.everything(), null);
    }
}
