package dev.ringlock.steps;

import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.provider.Provider;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Between whom a message went: a person's phone, and a sender of ours. Both are told as the provider writes numbers. */
final class Parties {

    /** Our senders' numbers by what they reach, as the policy writes them. */
    private final Map<PhoneNumber, String> ours = new LinkedHashMap<>();

    Parties(Policy policy) {
        policy.senders()
                .forEach(sender -> ours.putIfAbsent(
                        PhoneNumber.ofCanonical(sender.number()).canonical(), sender.number()));
    }

    /** Our sender as the policy writes it; as the provider does, if it is none of the policy's. */
    String sender(Provider provider, String told) {
        return number(provider, told).map(ours::get).orElse(told.strip());
    }

    /**
     * The person's phone; empty if that is no phone's number. A number without a country code is read in the country of our
     * sender. Where that tells no country, as a short code does, those of all our senders count.
     */
    Optional<PhoneNumber> phone(Provider provider, String told, String sender) {
        return PhoneNumber.ofSender(
                told,
                number(provider, sender).<Set<PhoneNumber>>map(Set::of).orElse(ours.keySet()),
                provider.writesCountryCode());
    }

    private Optional<PhoneNumber> number(Provider provider, String told) {
        return PhoneNumber.ofSender(told, ours.keySet(), provider.writesCountryCode());
    }

    /** The same for a text of which only the provider is known; empty if it is no phone's number, or one of ours. */
    Optional<PhoneNumber> person(Provider provider, String text) {
        return PhoneNumber.ofSender(text, ours.keySet(), provider.writesCountryCode())
                .filter(number -> !ours.containsKey(number));
    }
}
