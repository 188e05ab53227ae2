package dev.ringlock.inbound;

import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Between whom a message went: the phone that sent it, and the sender of ours that it answers. Both are told as the provider
 * writes numbers.
 */
final class Parties {

    /** Providers whose numbers have their country code and no +, by their documentation: see docs/providers.md. */
    private static final Set<String> CODED = Set.of("vonage", "plivo", "sinch", "messagebird", "infobip");

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
        return CODED.contains(told.provider());
    }
}
