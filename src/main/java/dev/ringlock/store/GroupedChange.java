package dev.ringlock.store;

import dev.ringlock.consent.Contact;
import dev.ringlock.phone.ContactId;
import java.util.List;
import java.util.function.Function;

/**
 * One of many changes that are made together.
 *
 * @param ids in the order in which the rule gets the contacts; what it writes is of these alone
 * @param rule as {@link Store#change} has it: it may be asked several times
 */
public record GroupedChange<T>(List<ContactId> ids, Function<List<Contact>, ChangePlan<T>> rule) {

    public GroupedChange {
        ids = List.copyOf(ids);
    }
}
