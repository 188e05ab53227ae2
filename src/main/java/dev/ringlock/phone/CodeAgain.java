package dev.ringlock.phone;

import java.util.Optional;
import java.util.Set;

/**
 * A number that begins with its own country's code, typed without a plus: {@code 4915…} in Germany. It may be a national
 * number, or the one with that code. docs/decisions/0030 has the counts behind the rules.
 */
final class CodeAgain {

    private static final Set<LineType> MOBILE = Set.of(LineType.MOBILE, LineType.FIXED_LINE_OR_MOBILE);

    /** Longer national numbers are rare, though metadata calls some valid. */
    private static final int LONGEST_AT_HOME = 11;

    private CodeAgain() {}

    /**
     * The number with a plus, if it exists and is the likelier one. Empty if the national number is to be taken.
     *
     * @param national as libphonenumber reads it at home
     * @param digits as typed
     */
    static Optional<Plan> meant(Plan national, String digits) {
        String code = String.valueOf(national.number().getCountryCode());
        String own = national.e164().substring(1 + code.length());
        if (!own.startsWith(code) || MOBILE.contains(Canonical.of(national).lineType())) {
            return Optional.empty();
        }
        return Plan.find("+" + own)
                .map(Canonical::of)
                .filter(Plan::isValid)
                .filter(plus -> isLikelier(plus, own, digits.startsWith(own), national.hasTrunkPrefix()));
    }

    /**
     * @param bare whether no 0, or what the country has in its place, was typed before the number
     * @param trunk whether people there type one
     */
    private static boolean isLikelier(Plan plus, String own, boolean bare, boolean trunk) {
        boolean mobile = MOBILE.contains(plus.lineType());
        return bare ? mobile || trunk : mobile && own.length() > LONGEST_AT_HOME;
    }
}
