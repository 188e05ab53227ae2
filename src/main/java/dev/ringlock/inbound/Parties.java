package dev.ringlock.inbound;

import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.provider.InboundMessage;
import dev.ringlock.provider.Provider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Between whom a message went: the phone that sent it, and the sender of ours that it answers. Both are told as the provider
 * writes numbers.
 */
final class Parties {

    /** Our senders' numbers by what they reach, as the policy writes them. */
    private final Map<PhoneNumber, String> ours = new LinkedHashMap<>();

    Parties(Policy policy) {
        policy.senders()
                .forEach(sender -> ours.putIfAbsent(
                        PhoneNumber.ofCanonical(sender.number()).canonical(), sender.number()));
    }

    /** The sender that it came to as the policy writes it; as the provider does, if it is none of the policy's. */
    String sender(InboundMessage told) {
        return number(told).map(ours::get).orElse(told.to().strip());
    }

    /**
     * The phone that it came from; empty if that is no phone's number. A number without a country code is read in the country
     * of the sender that it came to. Where that tells no country, as a short code does, those of all our senders count.
     */
    Optional<PhoneNumber> phone(InboundMessage told) {
        return PhoneNumber.ofSender(
                told.from(), number(told).<Set<PhoneNumber>>map(Set::of).orElse(ours.keySet()), isCoded(told));
    }

    private Optional<PhoneNumber> number(InboundMessage told) {
        return PhoneNumber.ofSender(told.to(), ours.keySet(), isCoded(told));
    }

    private static boolean isCoded(InboundMessage told) {
        return told.provider().writesCountryCode();
    }

    /** The same for a text of which only the provider is known; empty if it is no phone's number, or one of ours. */
    Optional<PhoneNumber> person(Provider provider, String text) {
        return PhoneNumber.ofSender(text, ours.keySet(), provider.writesCountryCode())
                .filter(number -> !ours.containsKey(number));
    }
}
