package dev.ringlock.steps.record;

import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.HeldMessage;
import dev.ringlock.consent.MaskedNumber;
import dev.ringlock.consent.NumberTraits;
import dev.ringlock.consent.PendingProof;
import dev.ringlock.consent.Quality;
import dev.ringlock.ledger.Entry;
import dev.ringlock.phone.ContactId;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.record.RecordSheet.SheetSection;
import dev.ringlock.terms.NoticeRef;
import dev.ringlock.terms.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes a record down for people, section by section. */
final class SheetWriter {

    private final Policy policy;
    private final SubjectRecord record;
    private final RecordWords words;
    private final PurposeTitles titles;

    SheetWriter(Policy policy, SubjectRecord record, String language) {
        this.policy = policy;
        this.record = record;
        this.words = RecordWords.in(language, policy.timeZone());
        this.titles = new PurposeTitles(policy, words.language());
    }

    RecordSheet sheet() {
        List<SheetSection> sections = new ArrayList<>();
        sections.add(about());
        sections.add(consents());
        sections.add(shown());
        sections.add(optOuts());
        sections.add(number());
        sections.add(waiting());
        sections.add(contacted());
        sections.add(new SheetHistory(record, words, titles).section());
        SheetDisclosure disclosure = new SheetDisclosure(policy, words, titles);
        sections.add(disclosure.recipients());
        sections.add(disclosure.kept());
        sections.add(disclosure.rights());
        return new RecordSheet(
                words.of("title"),
                policy.controller().name(),
                words.language(),
                words.when(record.at()),
                List.copyOf(sections));
    }

    private SheetSection about() {
        SheetDraft draft = new SheetDraft(words, "about");
        draft.row("controller", policy.controller().name())
                .row("contact", policy.controller().contact())
                .row("address", stated(policy.disclosure().address()))
                .row("identifier", stated(policy.disclosure().controllerId()))
                .row("privacy_page", policy.controller().privacyPage())
                .row("number", record.masked())
                .row("contact_id", record.asked().value());
        String others = record.contacts().stream()
                .map(Contact::id)
                .filter(id -> !id.equals(record.asked()))
                .map(ContactId::value)
                .collect(Collectors.joining(", "));
        draft.row("other_ids", others).when("as_of", record.at());
        draft.text(record.contacts().isEmpty() ? "nothing_held" : "about_text");
        return draft.done();
    }

    private String stated(String value) {
        return value.isEmpty() ? words.of("not_stated") : value;
    }

    private SheetSection consents() {
        SheetDraft draft = new SheetDraft(words, "consents");
        for (Contact contact : record.contacts()) {
            contact.sorted().forEach((purpose, consent) -> consent(draft, contact, purpose, consent));
        }
        if (draft.isEmpty()) {
            draft.text("no_consents");
        }
        return draft.done();
    }

    private void consent(SheetDraft draft, Contact contact, Purpose purpose, Consent consent) {
        draft.heading(titles.of(purpose))
                .row("purpose", purpose.id())
                .row("state", words.code("state", consent.state().id()))
                .when("since", consent.since())
                .when("until", consent.expiresAt())
                .when("proved_at", consent.provedAt())
                .row("record_id", consent.recordId());
        NoticeRef notice = consent.notice();
        if (notice != null) {
            draft.row("notice", notice.id() + " " + notice.version() + " (" + notice.language() + ")");
        }
        record.lastYes(contact.id(), purpose).ifPresent(yes -> {
            draft.row("channels", field(yes, "channels"))
                    .row("method", words.code("method", field(yes, "method")))
                    .row("claimed", claims(yes))
                    .row("jurisdiction", field(yes, "jurisdiction"));
            if (!field(yes, "notice_sha256").isEmpty()) {
                draft.row("words_hash", field(yes, "notice_sha256"));
            }
        });
        draft.row("sealed", words.of(consent.hasCompartment() ? "sealed_yes" : "sealed_no"));
    }

    private static String claims(Entry yes) {
        return List.of("claimed_url", "claimed_form", "claimed_method").stream()
                .map(name -> field(yes, name))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private SheetSection shown() {
        SheetDraft draft = new SheetDraft(words, "words_shown");
        List<String> hashes = record.entries().stream()
                .map(entry -> field(entry, "notice_sha256"))
                .filter(hash -> !hash.isEmpty())
                .distinct()
                .toList();
        for (String hash : hashes) {
            SubjectRecord.ShownWords found = record.words().get(hash);
            if (found == null) {
                draft.heading(hash).text("words_missing");
            } else {
                draft.heading(found.id() + " " + found.version() + " (" + found.language() + ")")
                        .row("words_hash", hash)
                        .when("words_since", found.registeredAt())
                        .quote(found.text().strip());
            }
        }
        if (draft.isEmpty()) {
            draft.text("no_words");
        }
        return draft.done();
    }

    private SheetSection optOuts() {
        SheetDraft draft = new SheetDraft(words, "opt_outs");
        for (Contact contact : record.contacts()) {
            if (contact.optOutOfEverything() != null) {
                draft.named(
                        words.of("everything"),
                        words.when(contact.optOutOfEverything().at()));
            }
            contact.sorted().forEach((purpose, consent) -> {
                if (consent.optOut() != null) {
                    draft.named(
                            titles.of(purpose),
                            words.when(consent.optOut().at())
                                    + (consent.isSuppression() ? " · " + words.of("binds") : ""));
                }
            });
        }
        return (draft.isEmpty() ? draft.text("no_opt_outs") : draft.text("opt_outs_text")).done();
    }

    private SheetSection number() {
        SheetDraft draft = new SheetDraft(words, "number_data");
        for (Contact contact : record.contacts()) {
            masked(draft, contact);
            quality(draft, contact.quality());
            draft.row(
                    "compartments",
                    contact.compartments().stream().map(titles::of).collect(Collectors.joining(", ")));
        }
        return (draft.isEmpty() ? draft.text("no_number_data") : draft.text("number_text")).done();
    }

    private void masked(SheetDraft draft, Contact contact) {
        MaskedNumber masked = contact.masked();
        if (masked == null) {
            return;
        }
        draft.row("number", masked.digits()).row("country", masked.country());
        NumberTraits traits = masked.traits();
        if (traits != null) {
            draft.row("states", sorted(traits.states()))
                    .row("zones", sorted(traits.zones()))
                    .row("line", words.code("line", traits.line().name()))
                    .row(
                            "older_forms",
                            traits.olderForms().stream()
                                    .map(ContactId::value)
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
    }

    private static String sorted(Set<String> texts) {
        return texts.stream().sorted().collect(Collectors.joining(", "));
    }

    private void quality(SheetDraft draft, Quality quality) {
        draft.when("active_at", quality.activeAt())
                .when("checked_at", quality.checkedAt())
                .when("invalid_since", quality.invalidSince())
                .row("origin", quality.origin())
                .row(
                        "moved_to",
                        quality.movedTo() == null ? "" : quality.movedTo().value());
        int failed = quality.failures().hard().size() + quality.failures().soft();
        if (failed > 0) {
            draft.row("failed", String.valueOf(failed))
                    .when("blocked_at", quality.failures().blockedAt());
        }
    }

    private SheetSection waiting() {
        SheetDraft draft = new SheetDraft(words, "waiting");
        for (Contact contact : record.contacts()) {
            if (contact.hold() != null) {
                draft.when("held_since", contact.hold().at());
                for (HeldMessage message : contact.hold().messages()) {
                    draft.row(
                            "held_text",
                            words.of("held_text_kept", words.when(message.at()), words.when(message.over())));
                }
            }
            pending(draft, contact.pending());
        }
        return (draft.isEmpty() ? draft.text("nothing_waits") : draft).done();
    }

    private void pending(SheetDraft draft, PendingProof pending) {
        if (pending.code() != null) {
            draft.when("code_sent", pending.code().sentAt());
        }
        if (pending.question() != null) {
            draft.when("question_asked", pending.question().askedAt());
        }
    }

    private SheetSection contacted() {
        SheetDraft draft = new SheetDraft(words, "contacted");
        record.places()
                .forEach(place -> draft.named(
                        words.when(place.at()),
                        titles.of(place.purpose()) + " · " + place.channel().id()));
        return (draft.isEmpty() ? draft.text("not_contacted") : draft.text("contacted_text")).done();
    }

    static String field(Entry entry, String name) {
        return entry.fields().getOrDefault(name, "");
    }
}
