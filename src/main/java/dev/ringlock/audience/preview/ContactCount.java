package dev.ringlock.audience.preview;

import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.MaskedNumber;
import dev.ringlock.consent.NumberTraits;
import dev.ringlock.contactability.Budget;
import dev.ringlock.contactability.Contactability;
import dev.ringlock.contactability.Decision;
import dev.ringlock.contactability.DecisionRule;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.LineType;
import dev.ringlock.phone.NumberPlace;
import dev.ringlock.policy.Policy;
import dev.ringlock.store.DecisionRows;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides about each contact as a single decision does, by the same rule. What that has from the number, this has from what
 * is kept with the contact.
 */
@Singleton
final class ContactCount {

    /** Of a number that is not kept. The consent is refused then, and nothing else is looked at. */
    private static final NumberPlace NOWHERE = new NumberPlace(null, Set.of(), Set.of(), LineType.UNKNOWN);

    private final DecisionRule rule;
    private final boolean capped;
    private final Store store;

    ContactCount(Policy policy, Store store) {
        this.rule = policy.decisions();
        this.capped = !policy.laws().longestCap().isZero();
        this.store = store;
    }

    /** A page's rows beside its contacts. */
    private record NeededRows(Map<ContactId, Contact> olderForms, Map<ContactId, Budget> budgets) {}

    /** Adds them. A contact whose consents went on under its number's new form counts there. */
    void add(PreviewCounts counts, List<Contact> page, Purpose purpose, Channel channel, Instant at) {
        NeededRows rows = rows(page, purpose, at);
        for (Contact contact : page) {
            Consent consent = Objects.requireNonNull(contact.consent(purpose));
            MaskedNumber masked = contact.masked();
            NumberTraits traits = masked == null ? null : masked.traits();
            if (consent.hasCompartment() && traits == null) {
                counts.addNotLookedAt();
            } else if (consent.hasCompartment() || contact.quality().movedTo() == null) {
                NumberPlace place = traits == null ? NOWHERE : traits.place(contact.country());
                Decision decision =
                        rule.decide(forms(contact, traits, rows), budget(contact, rows), place, purpose, channel, at);
                if (decision.isAllowed()) {
                    Instant soon = at.plus(Duration.ofDays(PreviewAnswer.DAYS));
                    counts.addAllowed(rule.hasEnded(contact, place, purpose, channel, soon));
                } else {
                    counts.addRefused(decision, at);
                }
            }
        }
    }

    /** Budgets of those alone whose consents count: nobody else's are looked at. */
    private NeededRows rows(List<Contact> page, Purpose purpose, Instant at) {
        List<ContactId> forms = page.stream()
                .flatMap(contact -> Stream.ofNullable(contact.masked()))
                .flatMap(masked -> Stream.ofNullable(masked.traits()))
                .map(NumberTraits::olderForms)
                .flatMap(Collection::stream)
                .distinct()
                .toList();
        List<ContactId> spending = page.stream()
                .filter(contact ->
                        capped && Contactability.of(contact, purpose, at).isAllowed())
                .map(Contact::id)
                .toList();
        DecisionRows found = forms.isEmpty() && spending.isEmpty()
                ? new DecisionRows(List.of(), List.of())
                : store.decisionRows(forms, spending);
        Map<ContactId, Contact> contacts = new HashMap<>();
        found.contacts().forEach(contact -> contacts.put(contact.id(), contact));
        Map<ContactId, Budget> budgets = new HashMap<>();
        found.budgets().forEach(budget -> budgets.put(budget.contact(), budget));
        return new NeededRows(contacts, budgets);
    }

    private static List<Contact> forms(Contact contact, @Nullable NumberTraits traits, NeededRows rows) {
        if (traits == null) {
            return List.of(contact);
        }
        return Stream.concat(
                        Stream.of(contact),
                        traits.olderForms().stream()
                                .map(id ->
                                        Objects.requireNonNull(rows.olderForms().get(id))))
                .toList();
    }

    private static Budget budget(Contact contact, NeededRows rows) {
        return rows.budgets().getOrDefault(contact.id(), Budget.unspent(contact.id()));
    }
}
