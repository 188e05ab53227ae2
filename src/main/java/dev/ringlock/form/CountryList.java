package dev.ringlock.form;

import dev.ringlock.phone.Countries;
import java.text.Collator;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The form's list of countries, in the order of each language. */
final class CountryList {

    /** A line of the list. */
    public record Option(String code, String name, int callingCode) {}

    private final Map<String, List<Option>> countries = new ConcurrentHashMap<>();

    List<Option> in(String language) {
        return countries.computeIfAbsent(language, tag -> {
            Locale locale = Locale.forLanguageTag(tag);
            Comparator<String> order = Collator.getInstance(locale)::compare;
            return Countries.all().stream()
                    .map(country -> new Option(country.code(), country.name(locale), country.callingCode()))
                    .sorted(Comparator.comparing(Option::name, order))
                    .toList();
        });
    }
}
