package dev.ringlock.contacts;

import dev.ringlock.consent.Consent.State;
import dev.ringlock.http.FieldError;
import dev.ringlock.http.Paging;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.phone.Countries;
import dev.ringlock.store.ContactFilter;
import dev.ringlock.terms.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A query for a list of contacts.
 *
 * @param said the filter's parameters in the query, without absent ones
 */
record ContactQuery(ContactFilter filter, Map<String, String> said) {

    static final Set<String> NAMES = Set.of("state", "purpose", "country", "held");

    private static final char BEFORE_CURSOR = '|';

    /**
     * @param purposes of the policy; a state without a purpose means a state of any of them
     * @throws ProblemException if the query has an unknown value
     */
    static ContactQuery read(Request request, Set<Purpose> purposes) {
        Map<String, String> said = new TreeMap<>(request.query());
        said.keySet().retainAll(NAMES);
        said.computeIfPresent(
                "country",
                (name, typed) ->
                        Countries.find(typed).map(Countries.Country::code).orElse(typed));
        refuseUnknown(said, purposes);
        String state = said.get("state");
        String purpose = said.get("purpose");
        Set<Purpose> wanted = purpose != null ? Set.of(new Purpose(purpose)) : state != null ? purposes : Set.of();
        return new ContactQuery(
                new ContactFilter(wanted, state(state), said.get("country"), said.containsKey("held")), said);
    }

    /** A cursor as callers see it. It holds the list's filter, so that it fits no other list. */
    @Nullable
    String told(@Nullable String cursor) {
        return cursor == null ? null : Paging.told(list() + cursor);
    }

    /** The store's cursor inside one from a caller. */
    String cursor(String told) {
        String text = told.startsWith(list()) ? told.substring(list().length()) : "";
        if (!filter.isCursor(text)) {
            throw new IllegalArgumentException("not a cursor of this list");
        }
        return text;
    }

    private String list() {
        return said.entrySet().stream()
                        .map(part -> part.getKey() + "=" + part.getValue())
                        .collect(Collectors.joining("&"))
                + BEFORE_CURSOR;
    }

    private static void refuseUnknown(Map<String, String> said, Set<Purpose> purposes) {
        List<FieldError> errors = new ArrayList<>();
        Set<String> ids = purposes.stream().map(Purpose::id).collect(Collectors.toSet());
        refuseUnless(ids, said, "purpose", "unknown_purpose", "The policy has no such purpose.", errors);
        Set<String> states = Stream.of(State.values()).map(State::id).collect(Collectors.toSet());
        String choose =
                "Choose one of " + String.join(", ", states.stream().sorted().toList()) + ".";
        refuseUnless(states, said, "state", "unknown_choice", choose, errors);
        String country = said.getOrDefault("country", "");
        Set<String> countries =
                Countries.find(country).map(Countries.Country::code).stream().collect(Collectors.toSet());
        refuseUnless(countries, said, "country", "unknown_choice", Countries.unknown(country), errors);
        refuseUnless(Set.of("true"), said, "held", "unknown_choice", "Say true, or leave it out.", errors);
        if (!errors.isEmpty()) {
            throw new ProblemException(new Problem.Invalid(errors));
        }
    }

    private static void refuseUnless(
            Set<String> known, Map<String, String> said, String name, String code, String detail, List<FieldError> to) {
        String value = said.get(name);
        if (value != null && !known.contains(value)) {
            to.add(new FieldError("/" + name, code, detail));
        }
    }

    private static @Nullable State state(@Nullable String id) {
        return id == null ? null : State.valueOf(id.toUpperCase(Locale.ROOT));
    }
}
