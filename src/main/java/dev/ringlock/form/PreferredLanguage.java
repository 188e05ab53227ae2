package dev.ringlock.form;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The languages that a browser prefers ({@code Accept-Language}, RFC 9110). */
public record PreferredLanguage(List<Locale.LanguageRange> ranges) {

    private static final int LONGEST_HEADER = 200;

    /** Reads the header. No preference if it is absent, too long or malformed, because it is only a wish. */
    public static PreferredLanguage of(String header) {
        try {
            boolean usable = !header.isBlank() && header.length() <= LONGEST_HEADER;
            return new PreferredLanguage(usable ? Locale.LanguageRange.parse(header) : List.of());
        } catch (IllegalArgumentException e) {
            return new PreferredLanguage(List.of());
        }
    }

    /** The best of these languages; the first if there is no preference. */
    public String among(List<String> languages) {
        return ranges.isEmpty()
                ? languages.get(0)
                : Objects.requireNonNullElse(Locale.lookupTag(ranges, languages), languages.get(0));
    }

    /** The country of the first language that has one ({@code en-US}). Empty if none has. */
    public String region() {
        return ranges.stream()
                .map(range -> Locale.forLanguageTag(range.getRange()).getCountry())
                .filter(country -> country.length() == 2)
                .findFirst()
                .orElse("");
    }
}
