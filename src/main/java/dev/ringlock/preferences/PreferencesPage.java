package dev.ringlock.preferences;

import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Contact;
import dev.ringlock.form.SignupPages;
import dev.ringlock.http.Problem;
import dev.ringlock.policy.Policy;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.NoticeRef;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.ShownNotice;
import dev.ringlock.terms.Wording;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateData;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The page as HTML. All types that a template reads are named here, for the native executable. */
@Singleton
@TemplateData(target = PreferencesPage.PreferenceLine.class)
class PreferencesPage {

    /**
     * One purpose on the page.
     *
     * @param state {@code granted}, {@code requested}, {@code withdrawn} or {@code expired}
     * @param since since when it has this state, for people
     * @param until when it ends by itself, for people; empty unless granted
     * @param wording of the notice that was consented to; empty if there is none, or the policy no longer has it
     * @param canTakeBack whether there is a consent to withdraw
     */
    public record PreferenceLine(
            String purpose,
            String title,
            String description,
            String state,
            String since,
            String until,
            String wording,
            String notice,
            boolean canTakeBack) {

        /** The key of the message for the state. */
        public String stateKey() {
            return "state_" + state;
        }
    }

    @CheckedTemplate(basePath = "preferences")
    static final class PreferencesTemplates {

        private PreferencesTemplates() {}

        static native TemplateInstance page(
                ShownNotice shown,
                String masked,
                List<PreferenceLine> lines,
                List<String> left,
                List<String> languages);

        static native TemplateInstance trouble(ShownNotice shown, String title, String text);
    }

    private final Policy policy;

    PreferencesPage(Policy policy) {
        this.policy = policy;
    }

    /**
     * @param contacts the person's contact, and those of other forms of the number; open consents of all are shown
     * @param language chosen on the page; null for the language of the person's consent
     */
    String html(List<Contact> contacts, @Nullable String language) {
        Contact contact =
                contacts.stream().filter(Contact::hasCompartments).findFirst().orElse(contacts.get(0));
        ShownNotice look = look(policy.language(language == null ? contact.language() : language));
        List<PreferenceLine> lines = new ArrayList<>();
        consents(contacts).forEach((purpose, consent) -> lines.add(line(look, purpose, consent)));
        List<String> left = lines.stream()
                .filter(PreferenceLine::canTakeBack)
                .map(PreferenceLine::purpose)
                .toList();
        String masked = contact.masked() == null ? "" : contact.masked().digits();
        return render(PreferencesTemplates.page(look, masked, lines, left, policy.languages()), look);
    }

    /** By purpose, the open consent under any form of the number; else the first one. */
    static Map<Purpose, Consent> consents(List<Contact> contacts) {
        Map<Purpose, Consent> consents = new TreeMap<>();
        contacts.forEach(contact -> contact.consents()
                .forEach((purpose, consent) -> consents.merge(
                        purpose, consent, (one, other) -> one.isOpen() || !other.isOpen() ? one : other)));
        return consents;
    }

    String trouble(Problem refusal) {
        ShownNotice look = look(policy.languages().get(0));
        String key = refusal instanceof Problem.NotFound
                ? "link_dead"
                : refusal instanceof Problem.Unavailable ? "unavailable" : "unreadable";
        return render(PreferencesTemplates.trouble(look, key + "_title", key), look);
    }

    private PreferenceLine line(ShownNotice look, Purpose purpose, Consent consent) {
        NoticeRef ref = consent.notice();
        Optional<ShownNotice> shown = Optional.ofNullable(ref).flatMap(policy::shown);
        Optional<Wording.Box> box =
                box(look.wording(), purpose).or(() -> shown.flatMap(found -> box(found.wording(), purpose)));
        return new PreferenceLine(
                purpose.id(),
                box.map(Wording.Box::title).orElse(purpose.id()),
                shown.flatMap(found -> box(found.wording(), purpose))
                        .map(Wording.Box::description)
                        .orElse(""),
                consent.state().id(),
                SignupPages.when(look, consent.since().atZone(policy.timeZone())),
                consent.expiresAt() == null
                        ? ""
                        : SignupPages.when(look, consent.expiresAt().atZone(policy.timeZone())),
                shown.map(found -> found.wording().text()).orElse(""),
                ref == null ? "" : ref.id() + " " + ref.version() + " (" + ref.language() + ")",
                consent.isOpen());
    }

    private static Optional<Wording.Box> box(Wording wording, Purpose purpose) {
        return wording.boxes().stream()
                .filter(box -> box.purpose().equals(purpose))
                .findFirst();
    }

    /** The wording for the page's frame: every wording has the owner's name and address. */
    private ShownNotice look(String language) {
        Notice notice = policy.newest(policy.notices().get(0).id()).orElseThrow();
        return new ShownNotice(notice, notice.wording(language).orElseThrow());
    }

    private static String render(TemplateInstance page, ShownNotice shown) {
        return page.setLocale(Locale.forLanguageTag(shown.wording().language())).render();
    }
}
