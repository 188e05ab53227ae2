package dev.ringlock.policy;

import dev.ringlock.terms.Purpose;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person who asks is told beside their own data: who is responsible, where data is stored, who else gets it, and the
 * person's rights. The ledger has none of it.
 *
 * @param controllerId an official identifier or web address of the controller; empty if the policy does not say
 * @param address its postal address; empty if the policy does not say
 * @param storage countries in which data is stored (ISO 3166); empty if the policy does not say
 * @param recipients others that get numbers; empty if the policy names none
 * @param rights how to use one's rights; null if the policy does not say
 * @param purposes the closest purpose of DPV for each of the policy's
 */
public record Disclosure(
        String controllerId,
        String address,
        List<String> storage,
        List<NumberRecipient> recipients,
        @Nullable RightsNotice rights,
        Map<Purpose, String> purposes) {

    /**
     * Somebody who gets numbers.
     *
     * @param role {@code processor} or {@code third_party}
     * @param contact a mail or web address
     * @param country where it has its seat (ISO 3166); empty if the policy does not say
     * @param purposes for which it gets them
     */
    public record NumberRecipient(
            String name, String role, String contact, String address, String country, List<Purpose> purposes) {

        public NumberRecipient {
            purposes = List.copyOf(purposes);
        }
    }

    /**
     * How to use one's rights.
     *
     * @param page a web address
     * @param text by language
     * @param authority who takes complaints; empty if the policy does not say
     */
    public record RightsNotice(String page, Map<String, String> text, String authority) {

        public RightsNotice {
            text = Map.copyOf(text);
        }
    }

    public Disclosure {
        storage = List.copyOf(storage);
        recipients = List.copyOf(recipients);
        purposes = Map.copyOf(purposes);
    }

    /** Whether a record has everything that DPV's profile for consent records wants from the owner. */
    public boolean isComplete() {
        return !controllerId.isEmpty()
                && !address.isEmpty()
                && !storage.isEmpty()
                && !recipients.isEmpty()
                && rights != null;
    }
}
