package dev.ringlock.phone;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Forms that reach the same phone, brought to one.
 *
 * <p>Each row is a change of a country's numbering plan: the older form, and how the newer one is written. A row is
 * used only if the newer form is valid in today's metadata, and the older one is not, except where both are
 * ({@code olderStaysValid}).
 */
final class Canonical {

    private record Change(Pattern older, String newer, Pattern current, String back, boolean olderStaysValid) {

        boolean applies(Plan typed, Plan rewritten) {
            return olderStaysValid ? rewritten.lineType() == LineType.MOBILE : !typed.isValid();
        }
    }

    private static final List<Change> CHANGES = List.of(
            // Benin, 30 November 2024: every number got the prefix 01
            change("\\+229(\\d{8})", "+22901$1", "\\+22901(\\d{8})", "+229$1", false),
            // Mexico, August 2019: the 1 before mobile numbers went away
            change("\\+521(\\d{10})", "+52$1", "\\+52(\\d{10})", "+521$1", false),
            // Brazil, 2012 to 2016: mobile numbers got a leading 9 after the area code
            change("\\+55(\\d{2})([6-9]\\d{7})", "+55$19$2", "\\+55(\\d{2})9([6-9]\\d{7})", "+55$1$2", false),
            // Argentina: mobiles are dialled with a 9 from abroad, and senders drop it. The form without it is valid
            // too, as a landline that no metadata can tell apart, so a landline is taken for a mobile here.
            change("\\+54([1-8]\\d{9})", "+549$1", "\\+549(\\d{10})", "+54$1", true));

    private Canonical() {}

    /** The canonical form of a number, valid or not; the same where there is nothing to change. */
    static Plan of(Plan plan) {
        String e164 = plan.e164();
        return CHANGES.stream()
                .flatMap(change -> rewrite(change.older, change.newer, e164)
                        .map(Plan::of)
                        .filter(newer -> newer.isValid() && change.applies(plan, newer))
                        .stream())
                .findFirst()
                .orElse(plan);
    }

    /** The older forms of a canonical number. */
    static List<String> olderForms(String e164) {
        return CHANGES.stream()
                .flatMap(change -> rewrite(change.current, change.back, e164).stream())
                .filter(older -> of(Plan.of(older)).e164().equals(e164))
                .toList();
    }

    private static Optional<String> rewrite(Pattern shape, String replacement, String e164) {
        Matcher matcher = shape.matcher(e164);
        return matcher.matches() ? Optional.of(matcher.replaceFirst(replacement)) : Optional.empty();
    }

    private static Change change(String older, String newer, String current, String back, boolean olderStaysValid) {
        return new Change(Pattern.compile(older), newer, Pattern.compile(current), back, olderStaysValid);
    }
}
