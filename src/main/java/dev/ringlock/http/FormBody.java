package dev.ringlock.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The body of a plain HTML form ({@code application/x-www-form-urlencoded}), in UTF-8. */
public final class FormBody {

    private final Map<String, List<String>> fields;

    private FormBody(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /**
     * Reads a form.
     *
     * @throws ProblemException if it is not a form in UTF-8
     */
    public static FormBody read(byte[] body) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        // Byte by byte: the text is checked as UTF-8 only after percent-decoding.
        String raw = new String(body, StandardCharsets.ISO_8859_1);
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            fields.computeIfAbsent(name, n -> new ArrayList<>())
                    .add(decoded(equals < 0 ? "" : pair.substring(equals + 1)));
        }
        return new FormBody(fields);
    }

    /** Refuses fields that are in neither set, and a field of {@code once} that occurs twice. */
    public FormBody refuseOthers(Set<String> once, Set<String> many) {
        fields.forEach((name, values) -> {
            if (!many.contains(name) && !(once.contains(name) && values.size() == 1)) {
                throw unreadable();
            }
        });
        return this;
    }

    /** A field's first value. Empty if it was not sent. */
    public String first(String name) {
        List<String> values = all(name);
        return values.isEmpty() ? "" : values.get(0);
    }

    public List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /** The refusal of a form that is not ours. */
    public static ProblemException unreadable() {
        return new ProblemException(new Problem.Malformed("not_our_form", "This is not the body of one of our forms."));
    }

    private static String decoded(String part) {
        try {
            return Json.utf8(
                    URLDecoder.decode(part, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }
}
