package dev.ringlock.steps.record;

import dev.ringlock.policy.Disclosure;
import dev.ringlock.policy.Disclosure.NumberRecipient;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.Sender;
import dev.ringlock.steps.record.RecordSheet.SheetSection;
import java.util.List;
import java.util.stream.Collectors;

/** What the owner's policy tells a person beside their own data. */
final class SheetDisclosure {

    private final Policy policy;
    private final RecordWords words;
    private final PurposeTitles titles;

    SheetDisclosure(Policy policy, RecordWords words, PurposeTitles titles) {
        this.policy = policy;
        this.words = words;
        this.titles = titles;
    }

    SheetSection recipients() {
        SheetDraft draft = new SheetDraft(words, "recipients");
        for (NumberRecipient recipient : policy.disclosure().recipients()) {
            draft.heading(recipient.name())
                    .row("role", words.code("role", recipient.role()))
                    .row("contact", recipient.contact())
                    .row("address", recipient.address())
                    .row("country", recipient.country())
                    .row(
                            "for_purposes",
                            recipient.purposes().stream().map(titles::of).collect(Collectors.joining(", ")));
        }
        if (draft.isEmpty()) {
            draft.text("recipients_not_stated");
        }
        List<String> carriers = policy.senders().stream()
                .map(Sender::provider)
                .distinct()
                .sorted()
                .toList();
        return (carriers.isEmpty() ? draft : draft.row("carriers", String.join(", ", carriers)))
                .text("recipients_text")
                .done();
    }

    SheetSection kept() {
        SheetDraft draft = new SheetDraft(words, "kept");
        policy.purposes()
                .values()
                .forEach(terms -> draft.named(
                        titles.of(terms.purpose()), words.of("kept_consent", words.period(terms.expiresAfter()))));
        String storage = String.join(", ", policy.disclosure().storage());
        return draft.row("storage", storage.isEmpty() ? words.of("not_stated") : storage)
                .text("kept_ledger", words.period(policy.retention().proof()))
                .text("kept_opt_outs")
                .text("kept_backups", String.valueOf(policy.erasureReaches()))
                .done();
    }

    SheetSection rights() {
        SheetDraft draft = new SheetDraft(words, "rights");
        Disclosure.RightsNotice rights = policy.disclosure().rights();
        if (rights == null) {
            return draft.text("rights_not_stated", policy.controller().contact())
                    .done();
        }
        String language = policy.language(words.language());
        return draft.quote(rights.text().getOrDefault(language, ""))
                .row("rights_page", rights.page())
                .row("authority", rights.authority())
                .done();
    }
}
