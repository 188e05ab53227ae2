package dev.ringlock.provider;

import dev.ringlock.http.Json;
import dev.ringlock.http.ProblemException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Parameters of a query or a form, by name and in the order of their names; a name may have several values. */
public final class Parameters {

    public static final Parameters EMPTY = new Parameters(new TreeMap<>());

    private final SortedMap<String, List<String>> values;

    private Parameters(SortedMap<String, List<String>> values) {
        this.values = Collections.unmodifiableSortedMap(values);
    }

    /** Empty if it is not a form in UTF-8: two that differ must never be read as the same. */
    static Optional<Parameters> read(byte[] encoded) {
        SortedMap<String, List<String>> values = new TreeMap<>();
        String raw = new String(encoded, StandardCharsets.ISO_8859_1);
        try {
            for (String pair : raw.split("&", -1)) {
                if (!pair.isEmpty()) {
                    int equals = pair.indexOf('=');
                    String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
                    values.computeIfAbsent(name, n -> new ArrayList<>())
                            .add(decoded(equals < 0 ? "" : pair.substring(equals + 1)));
                }
            }
        } catch (IllegalArgumentException | ProblemException e) {
            return Optional.empty();
        }
        return Optional.of(new Parameters(values));
    }

    /** The parameters of a query; empty if it cannot be read. */
    public static Optional<Parameters> of(String query) {
        return read(query.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String part) {
        return Json.utf8(URLDecoder.decode(part, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1));
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** The first value of that name; empty if there is none. */
    public Optional<String> first(String name) {
        return Optional.ofNullable(values.get(name)).map(all -> all.get(0));
    }

    /** The same; empty text if there is none. */
    public String text(String name) {
        return first(name).orElse("");
    }

    /** The first of these names that has a text; the first of all if none has. */
    public String firstName(String... names) {
        return Stream.of(names)
                .filter(name -> !text(name).isEmpty())
                .findFirst()
                .orElse(names[0]);
    }

    /** The text of that. */
    public String firstText(String... names) {
        return text(firstName(names));
    }

    /** The value of that name; empty if there is none, or another beside it. */
    public Optional<String> only(String name) {
        return Optional.ofNullable(values.get(name))
                .filter(all -> all.size() == 1)
                .map(all -> all.get(0));
    }

    /** The names that come after the one and before the other in the order of names. */
    public Set<String> namesBetween(String first, String last) {
        return values.subMap(first + '\0', last).keySet();
    }

    public SortedMap<String, List<String>> values() {
        return values;
    }
}
