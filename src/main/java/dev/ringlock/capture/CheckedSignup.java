package dev.ringlock.capture;

import dev.ringlock.http.FieldError;
import dev.ringlock.http.ProblemException;
import dev.ringlock.ledger.Claims;
import dev.ringlock.phone.LineType;
import dev.ringlock.phone.NumberInText;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.ShownNotice;
import dev.ringlock.terms.Terms;
import dev.ringlock.terms.Wording;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A signup that fits the policy.
 *
 * @param yes the terms of each granted purpose; may be empty
 */
record CheckedSignup(PhoneNumber number, ShownNotice shown, List<Terms> yes, Claims claims) {

    /** The name of a form or a method. A person's words do not fit. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._:-]{0,64}");

    /**
     * @param errors the errors found by the reader
     * @throws ProblemException with all errors
     */
    static CheckedSignup check(Signup signup, Policy policy, List<FieldError> errors) {
        Optional<PhoneNumber> number =
                has(errors, "/number") ? Optional.empty() : signup.typed().known(errors);
        ShownNotice shown = has(errors, "/notice") ? null : shown(signup, policy, errors);
        List<Terms> yes = shown == null ? List.of() : yes(signup, policy, shown.notice(), errors);
        number.ifPresent(found -> checkLine(found, yes, errors));
        Claims claims = number.map(found -> claims(signup.claims(), found, policy, errors))
                .orElse(signup.claims());
        ProblemException.ifAny(errors);
        // a missing number or notice is an error
        return new CheckedSignup(number.orElseThrow(), Objects.requireNonNull(shown), yes, claims);
    }

    private static @Nullable ShownNotice shown(Signup signup, Policy policy, List<FieldError> errors) {
        Optional<Notice> notice = policy.notice(signup.noticeId(), signup.noticeVersion());
        if (notice.isEmpty()) {
            errors.add(new FieldError("/notice", "unknown_notice", "The policy has no such notice in this version."));
            return null;
        }
        Optional<Wording> wording = notice.get().wording(signup.language());
        if (wording.isEmpty()) {
            errors.add(new FieldError("/notice/language", "unknown_language", "The notice is not in this language."));
            return null;
        }
        return new ShownNotice(notice.get(), wording.get());
    }

    private static List<Terms> yes(Signup signup, Policy policy, Notice notice, List<FieldError> errors) {
        List<Terms> yes = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < signup.decisions().size(); i++) {
            SignupReceipt.SignupDecision decision = signup.decisions().get(i);
            String pointer = "/decisions/" + i + "/purpose";
            if (hasExactly(errors, "/decisions/" + i) || hasExactly(errors, pointer)) {
                continue;
            }
            boolean asked = notice.purposes().stream().map(Purpose::id).anyMatch(decision.purpose()::equals);
            if (!asked) {
                errors.add(new FieldError(pointer, "not_in_notice", "The notice does not ask for this purpose."));
            } else if (!seen.add(decision.purpose())) {
                errors.add(new FieldError(pointer, "duplicate", "This purpose was decided already."));
            } else if (decision.granted()) {
                yes.add(Objects.requireNonNull(policy.purposes().get(new Purpose(decision.purpose()))));
            }
        }
        return yes;
    }

    private static void checkLine(PhoneNumber number, List<Terms> yes, List<FieldError> errors) {
        LineType line = number.lineType();
        if (yes.stream().anyMatch(terms -> !terms.lineTypes().contains(line))) {
            errors.add(new FieldError(
                    "/number", "line_type", "Messages for what was agreed to cannot reach this kind of line."));
        }
    }

    /** Claims go on the ledger, so they must not hold the number. A page's address is cut after its path. */
    private static Claims claims(Claims claims, PhoneNumber number, Policy policy, List<FieldError> errors) {
        Claims cleaned = new Claims(page(claims.url(), errors), claims.form(), claims.method());
        NumberInText numbers = policy.numberInText();
        cleaned.fields().forEach((name, value) -> {
            String pointer = "/evidence/" + name.substring("claimed_".length());
            Optional<String> place = numbers.in(value);
            if (place.isPresent() || number.isToldBy(value)) {
                errors.add(new FieldError(
                        pointer,
                        "holds_number",
                        "Evidence is kept in clear, so it must not hold a phone number"
                                + place.map(where -> ": " + where + " may be one.")
                                        .orElse(".")));
            } else if (!name.equals("claimed_url") && !TOKEN.matcher(value).matches()) {
                errors.add(new FieldError(
                        pointer, "not_a_token", "At most 64 letters, digits, dots, colons, dashes and underscores."));
            }
        });
        return cleaned;
    }

    private static String page(String url, List<FieldError> errors) {
        if (url.isEmpty()) {
            return "";
        }
        try {
            URI uri = URI.create(url);
            String scheme = Objects.requireNonNullElse(uri.getScheme(), "").toLowerCase(Locale.ROOT);
            if (uri.getHost() != null && Set.of("http", "https").contains(scheme)) {
                String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
                return scheme + "://" + uri.getHost() + port + Objects.requireNonNullElse(uri.getPath(), "");
            }
        } catch (IllegalArgumentException e) {
            // reported below without the message, which would repeat the address
        }
        errors.add(new FieldError("/evidence/url", "not_a_url", "This has to be a web address, http or https."));
        return "";
    }

    /** Whether that field, or a field inside it, has an error. */
    private static boolean has(List<FieldError> errors, String pointer) {
        return hasExactly(errors, pointer)
                || errors.stream().anyMatch(error -> error.pointer().startsWith(pointer + "/"));
    }

    private static boolean hasExactly(List<FieldError> errors, String pointer) {
        return errors.stream().anyMatch(error -> error.pointer().equals(pointer));
    }
}
