package dev.ringlock.pages;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What a browser says of its person's languages ({@code Accept-Language}, RFC 9110). */
record PreferredLanguage(List<Locale.LanguageRange> ranges) {

    private static final int LONGEST_HEADER = 200;

    /** Nothing, if the header is absent, too long or not of that form: it is a wish, not an input. */
    static PreferredLanguage of(String header) {
        try {
            boolean usable = !header.isBlank() && header.length() <= LONGEST_HEADER;
            return new PreferredLanguage(usable ? Locale.LanguageRange.parse(header) : List.of());
        } catch (IllegalArgumentException e) {
            return new PreferredLanguage(List.of());
        }
    }

    /** The best of these languages, the first if none is wished for. */
    String among(List<String> languages) {
        return ranges.isEmpty()
                ? languages.get(0)
                : Objects.requireNonNullElse(Locale.lookupTag(ranges, languages), languages.get(0));
    }

    /** The country of the first language that names one ({@code en-US}); empty if none does. */
    String region() {
        return ranges.stream()
                .map(range -> Locale.forLanguageTag(range.getRange()).getCountry())
                .filter(country -> country.length() == 2)
                .findFirst()
                .orElse("");
    }
}
