package dev.ringlock.capture;

import dev.ringlock.consent.Notice;
import dev.ringlock.consent.Purpose;
import dev.ringlock.consent.WebYes;
import dev.ringlock.edge.Fields;
import dev.ringlock.edge.Json;
import dev.ringlock.edge.Refusal;
import dev.ringlock.edge.RefusedException;
import dev.ringlock.ledger.Claims;
import dev.ringlock.policy.Policy;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a signup from a plain HTML form. Its fields are {@code number}, {@code region}, {@code notice}, {@code version},
 * {@code language}, {@code form} and a {@code purpose} for each ticked box; a box that is not ticked is not sent.
 */
final class FormSignup {

    private static final Set<String> ONCE = Set.of("number", "region", "notice", "version", "language", "form");
    private static final String MANY = "purpose";

    private FormSignup() {}

    /**
     * @throws RefusedException if it is not a form of ours, or asks on a notice that is not in the policy: no page can be
     *     shown for it then
     */
    static Signup read(byte[] body, Policy policy) {
        Map<String, List<String>> fields = fields(body);
        String version = first(fields, "version");
        Notice notice = policy.notice(
                        first(fields, "notice"), version.matches("[0-9]{1,6}") ? Integer.parseInt(version) : 0)
                .orElseThrow(FormSignup::unreadable);
        String language = first(fields, "language");
        String form = first(fields, "form");
        if (form.length() > Fields.LONGEST_TEXT || !Fields.isPlain(form)) {
            throw unreadable();
        }
        if (notice.wording(language).isEmpty()) {
            throw unreadable();
        }
        List<String> ticked = fields.getOrDefault(MANY, List.of());
        Set<String> asked =
                Set.copyOf(notice.purposes().stream().map(Purpose::id).toList());
        if (!asked.containsAll(ticked)) {
            throw unreadable();
        }
        List<Captured.Decision> decisions = notice.purposes().stream()
                .map(purpose -> new Captured.Decision(purpose.id(), ticked.contains(purpose.id())))
                .toList();
        return new Signup(
                first(fields, "number"),
                first(fields, "region"),
                notice.id(),
                notice.version(),
                language,
                decisions,
                WebYes.Method.WEB_CHECKBOX,
                new Claims("", form, ""));
    }

    private static Map<String, List<String>> fields(byte[] body) {
        Map<String, List<String>> fields = new HashMap<>();
        // byte by byte, so that the text is put together and checked as UTF-8 only after the percent signs are gone
        String raw = new String(body, StandardCharsets.ISO_8859_1);
        for (String pair : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            if (!name.equals(MANY) && !ONCE.contains(name)) {
                throw unreadable();
            }
            fields.computeIfAbsent(name, n -> new ArrayList<>())
                    .add(decoded(equals < 0 ? "" : pair.substring(equals + 1)));
        }
        if (ONCE.stream().anyMatch(name -> fields.getOrDefault(name, List.of()).size() > 1)) {
            throw unreadable();
        }
        return fields;
    }

    private static String decoded(String part) {
        try {
            return Json.utf8(
                    URLDecoder.decode(part, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private static String first(Map<String, List<String>> fields, String name) {
        List<String> values = fields.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.get(0);
    }

    private static RefusedException unreadable() {
        return new RefusedException(new Refusal.Malformed("not_a_signup_form", "This is not the signup form's body."));
    }
}
