package dev.ringlock.capture;

import dev.ringlock.consent.GivenConsent;
import dev.ringlock.http.Fields;
import dev.ringlock.http.FormBody;
import dev.ringlock.http.NumberFields;
import dev.ringlock.http.ProblemException;
import dev.ringlock.ledger.Claims;
import dev.ringlock.policy.Policy;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Wording;
import java.util.List;
import java.util.Set;

/**
 * Reads a signup from a plain HTML form. Its fields are {@code number}, {@code region}, {@code notice},
 * {@code version}, {@code language}, {@code form} and a {@code purpose} for each ticked box. Browsers do not send boxes
 * that are not ticked.
 */
final class FormSignup {

    private static final Set<String> ONCE =
            Set.of("number", "region", "notice", "version", "language", "words", "form");
    private static final String PURPOSE = "purpose";
    private static final Set<String> MANY = Set.of(PURPOSE);

    private FormSignup() {}

    /**
     * @throws ProblemException if it is not one of our forms, or its notice is not in the policy: then no page can
     *     be shown for it
     */
    static Signup read(byte[] body, Policy policy) {
        FormBody form = FormBody.read(body).refuseOthers(ONCE, MANY);
        String version = form.first("version");
        Notice notice = policy.notice(
                        form.first("notice"), version.matches("[0-9]{1,6}") ? Integer.parseInt(version) : 0)
                .orElseThrow(FormBody::unreadable);
        String language = form.first("language");
        String claimed = form.first("form");
        if (claimed.length() > Fields.LONGEST_TEXT || !Fields.isPlain(claimed)) {
            throw FormBody.unreadable();
        }
        Wording wording = notice.wording(language).orElseThrow(FormBody::unreadable);
        if (!form.first("words").isEmpty() && !form.first("words").equals(wording.sha256())) {
            // the page was opened before its words were corrected: the person has to see what they agree to
            throw FormBody.unreadable();
        }
        List<String> ticked = form.all(PURPOSE);
        Set<String> asked =
                Set.copyOf(notice.purposes().stream().map(Purpose::id).toList());
        if (!asked.containsAll(ticked)) {
            throw FormBody.unreadable();
        }
        List<SignupReceipt.SignupDecision> decisions = notice.purposes().stream()
                .map(purpose -> new SignupReceipt.SignupDecision(purpose.id(), ticked.contains(purpose.id())))
                .toList();
        return new Signup(
                new NumberFields(form.first("number"), form.first("region")),
                notice.id(),
                notice.version(),
                language,
                decisions,
                GivenConsent.ConsentMethod.WEB_CHECKBOX,
                new Claims("", claimed, ""),
                false);
    }
}
