package dev.ringlock.phone;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One change of a country's numbering plan: the numbers that changed, and how they are written since.
 *
 * <p>The shape of the older form differs from every newer number, whether or not metadata knows the two, unless
 * {@code when} says otherwise.
 *
 * @param code the country's calling code with its {@code +}. No change here is of the code itself
 */
record PlanChange(String code, Pattern older, String newer, Pattern current, String back, When when) {

    /** The condition under which two forms are one phone. */
    enum When {
        /** The older form must be invalid: a valid number of that shape is another line today. */
        OLDER_IS_INVALID,
        /** Metadata still calls older forms valid, though both reach one phone. Then the newer form has to be valid. */
        EVEN_IF_OLDER_IS_VALID,
        /** The shape is not enough. The older form has to be invalid and the newer one a mobile. */
        NEWER_IS_MOBILE
    }

    boolean applies(Plan typed, Plan rewritten) {
        return switch (when) {
            case OLDER_IS_INVALID -> !typed.isValid();
            case EVEN_IF_OLDER_IS_VALID -> !typed.isValid() || rewritten.isValid();
            case NEWER_IS_MOBILE -> !typed.isValid() && rewritten.lineType() == LineType.MOBILE;
        };
    }

    Optional<String> newer(String e164) {
        return rewritten(e164, older, newer);
    }

    Optional<String> older(String e164) {
        return rewritten(e164, current, back);
    }

    private Optional<String> rewritten(String e164, Pattern shape, String replacement) {
        var matcher = shape.matcher(e164);
        return matcher.matches() ? Optional.of(matcher.replaceFirst(replacement)) : Optional.empty();
    }

    /** New digits before every number of that shape. */
    static PlanChange before(String code, String digits, String shape) {
        return change(code, "(" + shape + ")", digits + "$1", digits + "(" + shape + ")", "$1");
    }

    /** New first digits; the rest stays. */
    static PlanChange instead(String code, String was, String is, String rest) {
        return change(code, was + "(" + rest + ")", is + "$1", is + "(" + rest + ")", was + "$1");
    }

    /** The same change where metadata calls the older form valid too. */
    static PlanChange evenIfValid(PlanChange change) {
        return change.when(When.EVEN_IF_OLDER_IS_VALID);
    }

    static PlanChange change(String code, String older, String newer, String current, String back) {
        return new PlanChange(
                "+" + code,
                Pattern.compile("\\+" + code + older),
                "+" + code + newer,
                Pattern.compile("\\+" + code + current),
                "+" + code + back,
                When.OLDER_IS_INVALID);
    }

    PlanChange when(When condition) {
        return new PlanChange(code, older, newer, current, back, condition);
    }
}
