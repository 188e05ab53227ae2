package dev.ringlock.preferences;

import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Contact;
import dev.ringlock.form.SignupPages;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.AskFrames;
import dev.ringlock.steps.PreferenceLinks.OpenedPage;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
     * @param hasReceipt whether there is a receipt of it: of a consent that is granted and not over, to words that the policy has
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
            boolean canTakeBack,
            boolean hasReceipt) {

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
                String done,
                boolean everything,
                boolean sends,
                boolean byCode,
                List<String> languages);
    }

    /** Stands for all purposes in {@code done}. */
    static final String EVERYTHING = "everything";

    private final Policy policy;
    private final AskFrames frames;

    PreferencesPage(Policy policy, AskFrames frames) {
        this.policy = policy;
        this.frames = frames;
    }

    /**
     * @param opened the person's contact, and those of other forms of the number; open consents of all are shown
     * @param language chosen on the page; null for the language of the person's consent
     * @param done the purposes just unsubscribed from. It is said only of those that are withdrawn
     * @param covered whether a consent may have a receipt
     */
    String html(OpenedPage opened, @Nullable String language, Set<String> done, Predicate<Consent> covered) {
        List<Contact> contacts = opened.contacts();
        Contact contact =
                contacts.stream().filter(Contact::hasCompartments).findFirst().orElse(contacts.get(0));
        ShownNotice look = frames.in(policy.language(language == null ? contact.language() : language))
                .shown();
        List<PreferenceLine> lines = new ArrayList<>();
        consents(contacts)
                .forEach((purpose, consent) -> lines.add(line(look, purpose, consent, covered.test(consent))));
        List<String> left = lines.stream()
                .filter(PreferenceLine::canTakeBack)
                .map(PreferenceLine::purpose)
                .toList();
        String masked = contact.masked() == null ? "" : contact.masked().digits();
        String titles = lines.stream()
                .filter(line -> done.contains(line.purpose()) && line.state().equals(Consent.State.WITHDRAWN.id()))
                .map(PreferenceLine::title)
                .collect(Collectors.joining(", "));
        boolean everything = done.contains(EVERYTHING) && left.isEmpty();
        return render(
                PreferencesTemplates.page(
                        look,
                        masked,
                        lines,
                        left,
                        titles,
                        everything,
                        policy.messages().isPresent(),
                        opened.byCode(),
                        policy.languages()),
                look);
    }

    /**
     * By purpose, the open consent under any form of the number; else the first one. A contact of which nothing is left but its
     * opt-outs shows nothing: the person may have been erased, and who has the link may be anybody.
     */
    static Map<Purpose, Consent> consents(List<Contact> contacts) {
        Map<Purpose, Consent> consents = new TreeMap<>();
        contacts.stream()
                .filter(contact -> !contact.isBare())
                .forEach(contact -> contact.consents()
                        .forEach((purpose, consent) -> consents.merge(
                                purpose, consent, (one, other) -> one.isOpen() || !other.isOpen() ? one : other)));
        return consents;
    }

    private PreferenceLine line(ShownNotice look, Purpose purpose, Consent consent, boolean covered) {
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
                consent.isOpen(),
                covered && shown.isPresent() && policy.purposes().containsKey(purpose));
    }

    private static Optional<Wording.Box> box(Wording wording, Purpose purpose) {
        return wording.boxes().stream()
                .filter(box -> box.purpose().equals(purpose))
                .findFirst();
    }

    private static String render(TemplateInstance page, ShownNotice shown) {
        return page.setLocale(Locale.forLanguageTag(shown.wording().language())).render();
    }
}
