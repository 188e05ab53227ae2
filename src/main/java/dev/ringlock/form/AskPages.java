package dev.ringlock.form;

import dev.ringlock.http.Problem;
import dev.ringlock.terms.ShownNotice;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;

/** The pages by which a person asks for their own page. They are the same for every number. */
@Singleton
public class AskPages {

    @CheckedTemplate(basePath = "preferences")
    static final class AskTemplates {

        private AskTemplates() {}

        static native TemplateInstance ask(
                ShownNotice shown,
                SignupPages.Entered entered,
                List<CountryList.Option> countries,
                List<String> languages,
                boolean dead,
                boolean sends);

        static native TemplateInstance code(ShownNotice shown, CodePage asked, CodeNote note, List<String> languages);

        static native TemplateInstance trouble(ShownNotice shown, String title, String text);
    }

    /**
     * The frame of these pages.
     *
     * @param shown a wording of the owner's: every one has their name and address
     * @param languages that they can be shown in
     * @param sends whether the policy has messages, and so codes
     */
    public record AskFrame(ShownNotice shown, List<String> languages, boolean sends) {

        public AskFrame {
            languages = List.copyOf(languages);
        }

        public String language() {
            return shown.wording().language();
        }
    }

    private final CountryList countries = new CountryList();

    /**
     * The form for the number.
     *
     * @param dead whether it stands behind a link that does not work
     */
    public String ask(AskFrame frame, SignupPages.Entered entered, boolean dead) {
        return render(
                AskTemplates.ask(
                        frame.shown(), entered, countries.in(frame.language()), frame.languages(), dead, frame.sends()),
                frame);
    }

    /** The page for the code. It does not say whether one was sent. */
    public String code(AskFrame frame, CodePage asked) {
        return render(AskTemplates.code(frame.shown(), asked, asked.note(), frame.languages()), frame);
    }

    /** A page that says why it does not work. */
    public String trouble(AskFrame frame, Problem refusal) {
        String key = refusal instanceof Problem.TooMany
                ? "too_many"
                : refusal instanceof Problem.Unavailable || refusal instanceof Problem.Failed
                        ? "unavailable"
                        : "unreadable";
        return render(AskTemplates.trouble(frame.shown(), key + "_title", key), frame);
    }

    private static String render(TemplateInstance page, AskFrame frame) {
        return page.setLocale(Locale.forLanguageTag(frame.language())).render();
    }
}
