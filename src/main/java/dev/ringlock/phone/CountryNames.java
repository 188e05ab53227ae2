package dev.ringlock.phone;

import dev.ringlock.phone.Countries.Country;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds a country by what people call it. The names are the JDK's, in the languages of the public pages. */
final class CountryNames {

    private static final List<Locale> LANGUAGES =
            Stream.of("en", "es", "fr", "de").map(Locale::forLanguageTag).toList();

    /** Longer than every name. */
    private static final int LONGEST = 100;

    /** Shorter words are near to too many names. */
    private static final int FEWEST_LETTERS = 4;

    private static final int MOST_ERRORS = 2;
    private static final int MOST_NEAR = 3;
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");

    private static final Map<String, Country> BY_NAME = byName();

    private CountryNames() {}

    /** The country with that name or code, in any case, with or without accents. */
    static Optional<Country> find(String typed) {
        return typed.length() > LONGEST ? Optional.empty() : Optional.ofNullable(BY_NAME.get(letters(typed)));
    }

    /** Countries with a similar name, the nearest first. */
    static List<Country> near(String typed) {
        String wanted = letters(typed);
        if (typed.length() > LONGEST || wanted.length() < FEWEST_LETTERS) {
            return List.of();
        }
        return BY_NAME.entrySet().stream()
                .filter(name -> errors(wanted, name.getKey()) <= MOST_ERRORS)
                .sorted(Comparator.comparingInt(name -> errors(wanted, name.getKey())))
                .map(Map.Entry::getValue)
                .distinct()
                .limit(MOST_NEAR)
                .toList();
    }

    private static Map<String, Country> byName() {
        Map<String, Country> found = new TreeMap<>();
        Set<String> several = new HashSet<>();
        for (Country country : Countries.all()) {
            names(country).map(CountryNames::letters).distinct().forEach(name -> {
                if (found.put(name, country) != null) {
                    several.add(name);
                }
            });
        }
        several.forEach(found::remove);
        // a code is nobody's name
        Countries.all().forEach(country -> found.put(letters(country.code()), country));
        // ISO 3166 reserves it for the United Kingdom
        found.put("uk", found.get("gb"));
        found.remove("");
        return Map.copyOf(found);
    }

    private static Stream<String> names(Country country) {
        return Stream.concat(
                Stream.of(threeLetters(country)), LANGUAGES.stream().map(country::name));
    }

    private static String threeLetters(Country country) {
        try {
            return country.locale().getISO3Country();
        } catch (MissingResourceException e) {
            return "";
        }
    }

    private static String letters(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        return NO_LETTERS.matcher(plain).replaceAll("");
    }

    /** How many letters have to be put in, left out or changed (Levenshtein). */
    private static int errors(String typed, String name) {
        if (name.length() < FEWEST_LETTERS || Math.abs(typed.length() - name.length()) > MOST_ERRORS) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[name.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= typed.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (typed.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[name.length()];
    }
}
