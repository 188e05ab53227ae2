package dev.ringlock.steps;

import dev.ringlock.contactability.DecisionReason;
import dev.ringlock.form.PreferredLanguage;
import dev.ringlock.http.FieldError;
import dev.ringlock.http.Request;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

/** Why a number may not be contacted, in plain sentences: {@code decide/reasons_LANGUAGE.properties}. */
public final class ReasonTexts {

    /** The first is spoken to whoever asks for none of them. */
    public static final List<String> LANGUAGES = List.of("en", "es", "fr", "de");

    /** The number of a question cannot be read. */
    static final String NOT_A_NUMBER = "not_a_number";

    /** Something else of a question is wrong. */
    static final String INVALID = "invalid";

    private static final Map<String, Properties> TEXTS =
            LANGUAGES.stream().collect(Collectors.toMap(language -> language, ReasonTexts::read));
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private ReasonTexts() {}

    /** The language of the texts that the caller wants. */
    public static String language(Request request) {
        return PreferredLanguage.of(request.header("accept-language")).among(LANGUAGES);
    }

    static String of(DecisionReason reason, String language) {
        return of(reason.refusal().id(), language)
                .replace("{rule}", reason.rule() == null ? "" : reason.rule().id())
                .replace("{until}", reason.until() == null ? "" : minute(reason.until()));
    }

    static String of(String code, String language) {
        return Objects.requireNonNull(
                Objects.requireNonNull(TEXTS.get(language)).getProperty(code), code);
    }

    /** The code of a mistake in a question. */
    static String code(FieldError error) {
        boolean ofNumber = List.of("/number", "/region", "/subject/id").stream()
                .anyMatch(field -> error.pointer().endsWith(field));
        return ofNumber ? NOT_A_NUMBER : INVALID;
    }

    /** Never before it. */
    private static String minute(Instant instant) {
        Instant minute = instant.truncatedTo(ChronoUnit.MINUTES);
        return MINUTE.format(minute.equals(instant) ? minute : minute.plus(1, ChronoUnit.MINUTES));
    }

    private static Properties read(String language) {
        String name = "/decide/reasons_" + language + ".properties";
        try (InputStream in = Objects.requireNonNull(ReasonTexts.class.getResourceAsStream(name), name)) {
            Properties texts = new Properties();
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
