package dev.ringlock.standalone.testdata;

import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The hour and the languages of a country. They are made up: they only have to look real. The hours are no time zone, whose
 * rules change: the same seed gives the same bytes.
 *
 * @param hoursAhead of UTC
 * @param spoken one of these is drawn; a language that is there more often is spoken by more people
 */
record CountryHabits(int hoursAhead, List<String> spoken) {

    private static final CountryHabits OTHERS = new CountryHabits(1, List.of());
    private static final Map<String, CountryHabits> KNOWN = Map.of(
            "US", new CountryHabits(-5, List.of("en", "en", "en", "en", "en", "en", "en", "en", "es", "es")),
            "GB", new CountryHabits(0, List.of("en")),
            "AU", new CountryHabits(10, List.of("en")),
            "SE", new CountryHabits(1, List.of("sv", "sv", "sv", "sv", "en")),
            "DE", new CountryHabits(1, List.of("de", "de", "de", "de", "de", "de", "de", "de", "de", "en")));

    static CountryHabits of(String country) {
        return KNOWN.getOrDefault(country, OTHERS);
    }

    /** One of these languages; the first if none of them is spoken there. */
    String language(List<String> among, Random random) {
        List<String> usable = spoken.stream()
                .flatMap(language -> among.stream()
                        .filter(one -> one.equals(language) || one.startsWith(language + "-"))
                        .limit(1))
                .toList();
        return usable.isEmpty() ? among.get(0) : usable.get(random.nextInt(usable.size()));
    }
}
