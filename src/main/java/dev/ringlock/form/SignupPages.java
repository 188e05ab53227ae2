package dev.ringlock.form;

import dev.ringlock.phone.Countries;
import dev.ringlock.terms.Controller;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.ShownNotice;
import dev.ringlock.terms.Wording;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateData;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.text.Collator;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The signup form as HTML, and the pages that answer it. Both doors that show them take them from here: {@code pages} the
 * blank form, {@code capture} the form handed back and the thanks.
 *
 * <p>Everything that a template reads is named here: what Qute finds out by itself is not all of it, and a native
 * executable cannot look further.
 */
@Singleton
@TemplateData(target = ShownNotice.class)
@TemplateData(target = Notice.class)
@TemplateData(target = Wording.class)
@TemplateData(target = Wording.Box.class)
@TemplateData(target = Controller.class)
@TemplateData(target = Purpose.class)
@TemplateData(target = SignupPages.Entered.class)
@TemplateData(target = SignupPages.Option.class)
@TemplateData(target = SignupPages.CodePage.class)
public class SignupPages {

    /**
     * What a person has put into the form so far.
     *
     * @param problems keys of {@link PageText} messages
     * @param onNumber whether they are about the number
     */
    public record Entered(String number, String region, Set<Purpose> ticked, List<String> problems, boolean onNumber) {

        /** Nothing yet. Boxes are never ticked for anybody. */
        public static Entered nothing(String region) {
            return new Entered("", region, Set.of(), List.of(), false);
        }

        public Entered {
            ticked = Set.copyOf(ticked);
            problems = List.copyOf(problems);
        }

        /** Masked: a record would print the number. */
        @Override
        public String toString() {
            return "Entered[" + problems + "]";
        }
    }

    /**
     * A code that is asked for: what the form hands back with it.
     *
     * @param again whether the last one that was typed was wrong
     */
    public record CodePage(String recordId, String number, String region, boolean again) {

        /** Masked: a record would print the number. */
        @Override
        public String toString() {
            return "Asked[" + recordId + "]";
        }
    }

    /** A line of the country list. */
    public record Option(String code, String name, int callingCode) {}

    @CheckedTemplate(basePath = "signup")
    static final class SignupTemplates {

        private SignupTemplates() {}

        static native TemplateInstance form(
                ShownNotice shown, List<String> languages, List<Option> countries, Entered entered);

        static native TemplateInstance thanks(
                ShownNotice shown, List<String> titles, String at, String recordId, @Nullable CodePage asked);

        static native TemplateInstance code(ShownNotice shown, CodePage asked);

        static native TemplateInstance confirmed(ShownNotice shown, List<String> titles);

        static native TemplateInstance trouble(ShownNotice shown, String title, String text);
    }

    private final Map<String, List<Option>> countries = new ConcurrentHashMap<>();

    /** The form, blank or handed back. */
    public String form(ShownNotice shown, Entered entered) {
        String language = shown.wording().language();
        return render(
                SignupTemplates.form(
                        shown, List.copyOf(shown.notice().wordings().keySet()), countries(language), entered),
                shown);
    }

    /**
     * The page that answers a signup.
     *
     * @param titles of what was agreed to; empty if nothing was
     * @param at when it was, on the clocks of the owner's time zone
     * @param asked the code that may have to be typed; null if the policy sends none
     */
    public String thanks(
            ShownNotice shown, List<String> titles, ZonedDateTime at, String recordId, @Nullable CodePage asked) {
        return render(SignupTemplates.thanks(shown, titles, when(shown, at), recordId, asked), shown);
    }

    /** The page that asks for the code once more. */
    public String code(ShownNotice shown, CodePage asked) {
        return render(SignupTemplates.code(shown, asked), shown);
    }

    /** The page that answers the right code. */
    public String confirmed(ShownNotice shown, List<String> titles) {
        return render(SignupTemplates.confirmed(shown, titles), shown);
    }

    /**
     * The page that says why a signup was not taken.
     *
     * @param key which trouble: {@code too_many}, {@code unavailable} or {@code unreadable}
     */
    public String trouble(ShownNotice shown, String key) {
        return render(SignupTemplates.trouble(shown, key + "_title", key), shown);
    }

    /** A point in time, as people in the wording's language write it. */
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

    private List<Option> countries(String language) {
        return countries.computeIfAbsent(language, tag -> {
            Locale locale = Locale.forLanguageTag(tag);
            Comparator<String> order = Collator.getInstance(locale)::compare;
            return Countries.all().stream()
                    .map(country -> new Option(country.code(), name(country.code(), locale), country.callingCode()))
                    .sorted(Comparator.comparing(Option::name, order))
                    .toList();
        });
    }

    private static String name(String code, Locale locale) {
        return new Locale.Builder().setRegion(code).build().getDisplayCountry(locale);
    }
}
