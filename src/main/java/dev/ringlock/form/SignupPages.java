package dev.ringlock.form;

import dev.ringlock.form.CodePage.HiddenField;
import dev.ringlock.terms.Controller;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.ShownNotice;
import dev.ringlock.terms.Wording;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateData;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The signup form as HTML, and the pages that answer it. {@code pages} uses it for the blank form, {@code capture}
 * for the form with problems and the thanks, {@code confirm} when something fails.
 *
 * <p>All types that a template reads are named here. Qute does not find all of them by itself, and a native executable
 * cannot look further.
 */
@Singleton
@TemplateData(target = ShownNotice.class)
@TemplateData(target = Notice.class)
@TemplateData(target = Wording.class)
@TemplateData(target = Wording.Box.class)
@TemplateData(target = Controller.class)
@TemplateData(target = Purpose.class)
@TemplateData(target = SignupPages.Entered.class)
@TemplateData(target = CountryList.Option.class)
@TemplateData(target = CodePage.class)
@TemplateData(target = HiddenField.class)
@TemplateData(target = CodeNote.class)
@TemplateData(target = SignupPages.SignupOutcome.class)
public class SignupPages {

    /**
     * The content of the form so far.
     *
     * @param problems keys of {@link PageText} messages
     * @param meant the number that was probably meant; may be empty
     */
    public record Entered(String number, String region, Set<Purpose> ticked, List<String> problems, String meant) {

        /** A blank form. Boxes are never ticked in advance. */
        public static Entered nothing(String region) {
            return new Entered("", region, Set.of(), List.of(), "");
        }

        public Entered {
            ticked = Set.copyOf(ticked);
            problems = List.copyOf(problems);
        }

        /** Whether the problems are about the number. */
        public boolean onNumber() {
            return problems.stream().anyMatch(problem -> problem.startsWith("number_"));
        }

        /** Without the number, which a record would print. */
        @Override
        public String toString() {
            return "Entered[" + problems + "]";
        }
    }

    @CheckedTemplate(basePath = "signup")
    static final class SignupTemplates {

        private SignupTemplates() {}

        static native TemplateInstance form(
                ShownNotice shown, List<String> languages, List<CountryList.Option> countries, Entered entered);

        static native TemplateInstance thanks(
                ShownNotice shown,
                SignupOutcome outcome,
                CodeNote note,
                String at,
                String recordId,
                @Nullable CodePage asked);

        static native TemplateInstance confirmed(ShownNotice shown, List<String> titles);

        static native TemplateInstance trouble(ShownNotice shown, String title, String text);
    }

    private final CountryList countries = new CountryList();
    /** The form, blank or with problems. */
    public String form(ShownNotice shown, Entered entered) {
        String language = shown.wording().language();
        return render(
                SignupTemplates.form(
                        shown, List.copyOf(shown.notice().wordings().keySet()), countries.in(language), entered),
                shown);
    }

    /** The blank form as evidence: the same bytes whoever asks, and whenever. */
    public RenderedForm rendered(ShownNotice shown) {
        return RenderedForm.of(form(shown, Entered.nothing("")));
    }

    /**
     * What a signup leads to. The policy and what was ticked tell it, and nothing that is stored.
     *
     * @param counts the titles of what counts at once, unless its person opted out before
     * @param waits the titles of what waits for a code
     * @param sends whether the policy has messages, and so codes
     */
    public record SignupOutcome(List<String> counts, List<String> waits, boolean sends) {

        public SignupOutcome {
            counts = List.copyOf(counts);
            waits = List.copyOf(waits);
        }

        /** Whether anything was ticked. */
        public boolean isAnything() {
            return !counts.isEmpty() || !waits.isEmpty();
        }
    }

    /**
     * The page that thanks for a signup.
     *
     * @param at when it was, for people; empty if this browser no longer knows, as is {@code recordId}
     * @param asked the form for a code; null if there is none
     */
    public String thanks(
            ShownNotice shown,
            SignupOutcome outcome,
            CodeNote note,
            String at,
            String recordId,
            @Nullable CodePage asked) {
        return render(SignupTemplates.thanks(shown, outcome, note, at, recordId, asked), shown);
    }

    /** The answer to the right code. */
    public String confirmed(ShownNotice shown, List<String> titles) {
        return render(SignupTemplates.confirmed(shown, titles), shown);
    }

    /**
     * A page that says why a signup failed.
     *
     * @param key the cause: {@code too_many}, {@code unavailable} or {@code unreadable}
     */
    public String trouble(ShownNotice shown, String key) {
        return render(SignupTemplates.trouble(shown, key + "_title", key), shown);
    }

    /** A time as people write it in the wording's language. */
    public static String when(ShownNotice shown, ZonedDateTime at) {
        String when = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(locale(shown))
                .format(at);
        String offset =
                at.getOffset().equals(ZoneOffset.UTC) ? "" : at.getOffset().getId();
        return when + " UTC" + offset;
    }

    private static String render(TemplateInstance page, ShownNotice shown) {
        return page.setLocale(locale(shown)).render();
    }

    private static Locale locale(ShownNotice shown) {
        return Locale.forLanguageTag(shown.wording().language());
    }
}
