package dev.ringlock.store;

import dev.ringlock.consent.Contact;
import dev.ringlock.consent.Home;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.NumberIds;
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

    /** A change of a number's contacts, as {@link Store#change(NumberIds, Function)} makes it. */
    public static <T> GroupedChange<T> of(NumberIds ids, Function<List<Contact>, ChangePlan<T>> rule) {
        return new GroupedChange<>(ids.all(), found -> {
            List<Contact> ordered = Home.first(ids, found);
            ChangePlan<T> plan = rule.apply(ordered);
            return ids.rotating() ? plan.ifUnchanged(Home.others(ids, ordered)) : plan;
        });
    }
}
