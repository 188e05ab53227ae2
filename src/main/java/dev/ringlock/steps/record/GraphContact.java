package dev.ringlock.steps.record;

import dev.ringlock.consent.Contact;
import dev.ringlock.consent.MaskedNumber;
import dev.ringlock.consent.NumberTraits;
import dev.ringlock.consent.Quality;
import dev.ringlock.phone.ContactId;
import dev.ringlock.terms.Purpose;
import java.util.ArrayList;
import java.util.List;

/** A contact as a data subject: all that is stored of it beside its ledger. */
final class GraphContact {

    private GraphContact() {}

    static String id(Contact contact) {
        return "ringlock:contact:" + contact.id().value();
    }

    static LinkedData of(Contact contact) {
        LinkedData node = LinkedData.named(id(contact), "dpv:DataSubject")
                .with("dct:identifier", contact.id().value())
                .with(
                        "ringlock:sealed_for",
                        contact.compartments().stream().map(Purpose::id).toList())
                .nodes("ringlock:opt_outs", optOuts(contact))
                .when("ringlock:due_at", contact.dueAt());
        masked(node, contact);
        quality(node, contact.quality());
        Contact.Hold hold = contact.hold();
        if (hold != null) {
            node.when("ringlock:held_since", hold.at())
                    .nodes(
                            "ringlock:held_texts",
                            hold.messages().stream()
                                    .map(message -> LinkedData.of("ringlock:HeldText")
                                            .when("dct:date", message.at())
                                            .when("ringlock:kept_until", message.over()))
                                    .toList());
        }
        if (contact.pending().code() != null) {
            node.when("ringlock:code_sent_at", contact.pending().code().sentAt());
        }
        if (contact.pending().question() != null) {
            node.when("ringlock:question_asked_at", contact.pending().question().askedAt());
        }
        return node;
    }

    private static List<LinkedData> optOuts(Contact contact) {
        List<LinkedData> optOuts = new ArrayList<>();
        if (contact.optOutOfEverything() != null) {
            optOuts.add(LinkedData.of("ringlock:OptOut")
                    .when("dct:date", contact.optOutOfEverything().at())
                    .with("ringlock:scope", "everything"));
        }
        contact.sorted().forEach((purpose, consent) -> {
            if (consent.optOut() != null) {
                optOuts.add(LinkedData.of("ringlock:OptOut")
                        .when("dct:date", consent.optOut().at())
                        .with("ringlock:purpose", purpose.id())
                        .with("ringlock:binds", consent.isSuppression()));
            }
        });
        return optOuts;
    }

    private static void masked(LinkedData node, Contact contact) {
        MaskedNumber masked = contact.masked();
        if (masked == null) {
            return;
        }
        node.with("ringlock:masked", masked.digits()).with("ringlock:country", masked.country());
        NumberTraits traits = masked.traits();
        if (traits != null) {
            node.with("ringlock:states", traits.states().stream().sorted().toList())
                    .with(
                            "ringlock:time_zones",
                            traits.zones().stream().sorted().toList())
                    .with("ringlock:line", traits.line().name())
                    .with(
                            "ringlock:older_forms",
                            traits.olderForms().stream()
                                    .map(ContactId::value)
                                    .sorted()
                                    .toList());
        }
    }

    private static void quality(LinkedData node, Quality quality) {
        node.when("ringlock:active_at", quality.activeAt())
                .when("ringlock:checked_at", quality.checkedAt())
                .when("ringlock:invalid_since", quality.invalidSince())
                .with("ringlock:origin", quality.origin())
                .with(
                        "ringlock:moved_to",
                        quality.movedTo() == null ? null : quality.movedTo().value())
                .with("ringlock:failed_for_good", quality.failures().hard().size())
                .with("ringlock:failed_for_now", quality.failures().soft())
                .when("ringlock:blocked_at", quality.failures().blockedAt());
    }
}
