package dev.ringlock.audit;

import dev.ringlock.http.FieldError;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a query's parameters one by one and reports all errors together. */
final class QueryParameters {

    /** RFC 3339 has four digits for a year. Java's parser does not require that. */
    private static final Pattern FOUR_DIGITS = Pattern.compile("\\d{4}-.*");

    private final Map<String, String> query;
    private final List<FieldError> errors = new ArrayList<>();

    private QueryParameters(Map<String, String> query) {
        this.query = query;
    }

    /** @throws ProblemException if there is an unknown parameter */
    static QueryParameters of(Request request, Set<String> known) {
        request.refuseOtherParameters(known);
        return new QueryParameters(request.query());
    }

    boolean has(String name) {
        return query.containsKey(name);
    }

    /** A parameter's value. Empty if it is absent or wrong. */
    String text(String name, Predicate<String> shape, String code, String detail) {
        String value = query.get(name);
        if (value == null) {
            return "";
        }
        if (!shape.test(value)) {
            note(name, code, detail);
            return "";
        }
        return value;
    }

    /** One of some words. Empty if it is absent or another. */
    String choice(String name, Set<String> known) {
        return text(
                name,
                known::contains,
                "unknown_choice",
                "Choose one of " + known.stream().sorted().collect(Collectors.joining(", ")) + ".");
    }

    /** @param otherwise the value if it is absent or wrong */
    Instant instant(String name, Instant otherwise, boolean required) {
        if (required && !has(name)) {
            note(name, "required", "Give from and to, or a person or a contact.");
        }
        return parsed(name, otherwise, Instant::parse, "This has to be an instant such as 2026-11-23T10:00:00Z.");
    }

    /** @param otherwise the value if it is absent or wrong */
    LocalDate date(String name, LocalDate otherwise) {
        return parsed(name, otherwise, LocalDate::parse, "This has to be a date such as 2026-11-23.");
    }

    private <T> T parsed(String name, T otherwise, Function<String, T> reader, String detail) {
        String value = query.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            if (FOUR_DIGITS.matcher(value).matches()) {
                return reader.apply(value);
            }
        } catch (DateTimeParseException e) {
            // reported below
        }
        note(name, "wrong_type", detail);
        return otherwise;
    }

    void note(String name, String code, String detail) {
        errors.add(new FieldError("/" + name, code, detail));
    }

    boolean isFine() {
        return errors.isEmpty();
    }

    /** @throws ProblemException with all errors */
    void refuseWrong() {
        ProblemException.ifAny(errors);
    }
}
