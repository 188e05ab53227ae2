package dev.ringlock.steps.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A record's own words in one language: {@code record/words_LANGUAGE.properties}. Other languages get the English ones. */
final class RecordWords {

    static final List<String> LANGUAGES = List.of("en", "es", "fr", "de");

    private static final Map<String, Properties> TEXTS =
            LANGUAGES.stream().collect(Collectors.toMap(Function.identity(), RecordWords::read));

    private final Properties texts;
    private final Locale locale;
    private final ZoneId zone;

    private RecordWords(String language, ZoneId zone) {
        this.texts = Objects.requireNonNull(TEXTS.get(language));
        this.locale = Locale.forLanguageTag(language);
        this.zone = zone;
    }

    /** @param language BCP 47; its first part counts */
    static RecordWords in(String language, ZoneId zone) {
        String plain = Locale.forLanguageTag(language).getLanguage();
        return new RecordWords(LANGUAGES.contains(plain) ? plain : LANGUAGES.get(0), zone);
    }

    String language() {
        return locale.getLanguage();
    }

    /** @param values stand for {@code {0}}, {@code {1}}, … */
    String of(String key, String... values) {
        String text = Objects.requireNonNull(texts.getProperty(key), key);
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", values[i]);
        }
        return text;
    }

    /** The word for a code, the code itself if there is none. */
    String code(String kind, String code) {
        return texts.getProperty(kind + "_" + code, code);
    }

    String when(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        String offset = local.getOffset().equals(ZoneOffset.UTC)
                ? ""
                : local.getOffset().getId();
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(local)
                + " UTC" + offset;
    }

    String period(Period period) {
        return List.of(
                        count("year", period.getYears()),
                        count("month", period.getMonths()),
                        count("day", period.getDays()))
                .stream()
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private String count(String unit, int count) {
        return switch (count) {
            case 0 -> "";
            case 1 -> of(unit);
            default -> of(unit + "s", String.valueOf(count));
        };
    }

    private static Properties read(String language) {
        String name = "/record/words_" + language + ".properties";
        try (InputStream in = Objects.requireNonNull(RecordWords.class.getResourceAsStream(name), name)) {
            Properties texts = new Properties();
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
