package dev.ringlock.contacts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.MaskedNumber;
import dev.ringlock.consent.OptOut;
import dev.ringlock.http.Time;
import dev.ringlock.terms.NoticeRef;
import dev.ringlock.terms.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A contact as staff see it. Unknown fields are left out.
 *
 * @param masked the number, masked; only while there is a compartment
 * @param country of the number (ISO 3166, two letters); for the same time
 * @param suppressions the opt-outs that bind until a later consent is proved from the phone
 * @param noToEverything since when the last opt-out from everything counts. It also binds purposes that are
 *     declared later
 * @param dueAt the latest time for the next action that is due by itself
 * @param olderForms ids under which older forms of its number are on file too: their opt-outs bind as well. Only in
 *     a look-up by number, because only the number shows them
 * @param region the country that a typed number was read in
 */
@JsonInclude(Include.NON_NULL)
record ContactView(
        String contactId,
        @Nullable String masked,
        @Nullable String country,
        List<ConsentView> consents,
        List<Suppression> suppressions,
        @Nullable String noToEverything,
        @Nullable HoldView hold,
        QualityView quality,
        @Nullable String dueAt,
        long version,
        @Nullable List<String> olderForms,
        @Nullable String region) {

    /** @param recordId by which the person can refer to it */
    @JsonInclude(Include.NON_NULL)
    record ConsentView(
            String purpose,
            String state,
            String since,
            @Nullable String expiresAt,
            @Nullable NoticeRef notice,
            @Nullable String provedAt,
            @Nullable String recordId) {

        static ConsentView of(Map.Entry<Purpose, Consent> entry) {
            Consent consent = entry.getValue();
            return new ConsentView(
                    entry.getKey().id(),
                    consent.state().id(),
                    Time.rfc3339(consent.since()),
                    text(consent.expiresAt()),
                    consent.notice(),
                    text(consent.provedAt()),
                    consent.recordId().isEmpty() ? null : consent.recordId());
        }
    }

    record Suppression(String purpose, String at) {}

    /**
     * @param entry the ledger entry of the first message that has to be decided
     * @param messages those whose texts are kept, oldest first; absent where texts are not shown
     */
    @JsonInclude(Include.NON_NULL)
    record HoldView(
            String since,
            String entry,
            long version,
            @Nullable List<HeldMessageView> messages) {}

    /**
     * A message that holds the contact. What cannot be read any more is left out.
     *
     * @param sender of ours that was answered
     * @param cut whether the text was longer
     */
    @JsonInclude(Include.NON_NULL)
    record HeldMessageView(
            String receivedAt,
            @Nullable String sender,
            @Nullable String provider,
            @Nullable String text,
            boolean cut) {}

    /**
     * @param activeAt the last sign of life
     * @param hardFailures how many messages have failed for good since, as far as kept
     * @param softFailures how many have failed for now since
     * @param invalidSince since when newer metadata knows no such number
     */
    @JsonInclude(Include.NON_NULL)
    record QualityView(
            @Nullable String activeAt,
            int hardFailures,
            int softFailures,
            @Nullable String invalidSince) {}

    static ContactView of(Contact contact) {
        return of(contact, null, null, null);
    }

    /** With the texts of the messages that hold it. */
    static ContactView of(Contact contact, List<HeldMessageView> messages) {
        return of(contact, null, null, messages);
    }

    static ContactView of(Contact contact, @Nullable List<String> olderForms, @Nullable String region) {
        return of(contact, olderForms, region, null);
    }

    private static ContactView of(
            Contact contact,
            @Nullable List<String> olderForms,
            @Nullable String region,
            @Nullable List<HeldMessageView> messages) {
        List<Suppression> suppressions = contact.sorted().entrySet().stream()
                .filter(entry -> entry.getValue().isSuppression())
                .map(entry -> suppression(entry.getKey(), entry.getValue().optOut()))
                .toList();
        var quality = contact.quality();
        OptOut no = contact.optOutOfEverything();
        Contact.Hold hold = contact.hold();
        MaskedNumber masked = contact.masked();
        return new ContactView(
                contact.id().value(),
                masked == null ? null : masked.digits(),
                contact.country(),
                contact.sorted().entrySet().stream().map(ConsentView::of).toList(),
                suppressions,
                no == null ? null : Time.rfc3339(no.at()),
                hold == null
                        ? null
                        : new HoldView(Time.rfc3339(hold.at()), hold.entry().value(), contact.version(), messages),
                new QualityView(
                        text(quality.activeAt()),
                        quality.failures().hard().size(),
                        quality.failures().soft(),
                        text(quality.invalidSince())),
                text(contact.dueAt()),
                contact.version(),
                olderForms,
                region);
    }

    private static Suppression suppression(Purpose purpose, @Nullable OptOut no) {
        // a suppression always has one
        return new Suppression(purpose.id(), no == null ? "" : Time.rfc3339(no.at()));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : Time.rfc3339(instant);
    }
}
