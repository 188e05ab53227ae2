package dev.ringlock.preferences;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Contact;
import dev.ringlock.http.Answers;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.ConsentReceipts;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.ShownNotice;
import dev.ringlock.terms.Terms;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The signed receipt of a consent as it is on file, for who has the person's own page. */
@Singleton
final class StateReceipts {

    private final Policy policy;
    private final ConsentReceipts receipts;

    StateReceipts(Policy policy, ConsentReceipts receipts) {
        this.policy = policy;
        this.receipts = receipts;
    }

    /** Whether that consent may have one. */
    boolean covers(Consent consent) {
        return receipts.covers(consent);
    }

    /** Empty unless that consent is granted and has not come to its end, and the policy has the purpose and the words. */
    Optional<APIGatewayV2HTTPResponse> of(List<Contact> contacts, Purpose purpose) {
        Terms terms = policy.purposes().get(purpose);
        Consent consent = PreferencesPage.consents(contacts).get(purpose);
        if (terms == null || consent == null || !covers(consent)) {
            return Optional.empty();
        }
        Optional<ShownNotice> shown = Optional.ofNullable(consent.notice()).flatMap(policy::shown);
        return shown.map(words -> Answers.download(
                ConsentReceipts.MEDIA_TYPE,
                receipts.of(consent, terms, words, country(contacts)),
                "consent-receipt-" + consent.recordId() + ".jws"));
    }

    /** {@code ZZ} if none is known, as on the ledger. */
    private static String country(List<Contact> contacts) {
        return contacts.stream()
                .map(Contact::country)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("ZZ");
    }
}
