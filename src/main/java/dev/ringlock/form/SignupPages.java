package dev.ringlock.form;

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
 * The signup form as HTML, and the pages that answer it. Two functions use it: {@code pages} for the blank form,
 * {@code capture} for the form with problems and the thanks.
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
                ShownNotice shown, List<String> titles, String at, String recordId, @Nullable CodePage asked);

        static native TemplateInstance code(ShownNotice shown, CodePage asked);

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

    /**
     * The answer to a signup.
     *
     * @param titles of the purposes consented to; may be empty
     * @param at the time, in the owner's time zone
     * @param asked the form for a code; null if the policy sends no codes
     */
    public String thanks(
            ShownNotice shown, List<String> titles, ZonedDateTime at, String recordId, @Nullable CodePage asked) {
        return render(SignupTemplates.thanks(shown, titles, when(shown, at), recordId, asked), shown);
    }

    /** The form for a code, once more. */
    public String code(ShownNotice shown, CodePage asked) {
        return render(SignupTemplates.code(shown, asked), shown);
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
