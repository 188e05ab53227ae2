package dev.ringlock.phone;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A way in which people write a number, and the country that they choose beside it. */
record Habit(String name, Writing writing, boolean international) {

    static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();

    /** Writes a number down. */
    interface Writing {

        /** @param country the number's own */
        String of(Phonenumber.PhoneNumber number, String country);
    }

    /** All habits. Some have a country of their own, others begin with the plus. */
    static final List<Habit> ALL = all();

    private static List<Habit> all() {
        List<Habit> all = new ArrayList<>();
        all.add(abroad("in one piece", text -> text.replace(" ", "")));
        all.add(abroad("with spaces", text -> text));
        all.add(abroad("with dots", between(".")));
        all.add(abroad("with dashes", between("-")));
        all.add(abroad("with slashes", between("/")));
        all.add(abroad("with double spaces", between("  ")));
        all.add(abroad("with the code in brackets", text -> text.replaceFirst("^(\\+\\d+)", "($1)")));
        all.add(abroad("with the code in square brackets", text -> text.replaceFirst("^(\\+\\d+)", "[$1]")));
        all.add(abroad("with the plus before brackets", text -> text.replaceFirst("^\\+(\\d+)", "+($1)")));
        all.add(abroad("all in brackets", text -> "(" + text + ")"));
        all.add(abroad("with a space after the plus", text -> text.replace("+", "+ ")));
        all.add(abroad("with plus and 00", text -> text.replace("+", "+00")));
        all.add(new Habit("with the trunk prefix in brackets", Habit::withTrunk, true));
        for (String space : List.of("\u00a0", "\u202f", "\u2009", "\u2002", "\u2007", "\u3000", "\t")) {
            all.add(abroad("with the space " + code(space), between(space)));
        }
        for (String dash : List.of("‐", "‑", "‒", "–", "—", "―", "−", "ー", "－")) {
            all.add(abroad("with the dash " + code(dash), between(dash)));
        }
        all.add(abroad("in full-width characters", text -> digits(text, '０').replace("+", "＋")));
        all.add(abroad("as a link", text -> "tel:" + text.replace(" ", "-")));
        all.add(abroad("with tabs and newlines around", text -> "\t\n " + text + "\r\n"));
        all.add(abroad("with marks of direction", text -> "\u202a\u200e" + text + "\u202c"));
        all.add(abroad("with invisible marks", text -> "\ufeff" + text.replace(" ", "\u2060")));
        all.add(abroad("with a full stop", text -> text + "."));
        all.add(abroad("with a label", text -> "p: " + text));
        all.add(home(
                "with 00",
                (number, country) ->
                        "00" + PLANS.format(number, PhoneNumberFormat.E164).substring(1)));
        all.add(home("as at home", Habit::national));
        all.add(home(
                "as at home, in one piece",
                (number, country) -> national(number, country).replaceAll("\\D", "")));
        all.add(home(
                "as at home, with dashes",
                (number, country) -> national(number, country).replace(' ', '-')));
        all.add(home(
                "as at home, with brackets",
                (number, country) -> national(number, country).replaceFirst("^(\\d+)\\b", "($1)")));
        all.add(home("without the trunk prefix", (number, country) -> PLANS.getNationalSignificantNumber(number)));
        all.add(home("in Arabic digits", (number, country) -> digits(national(number, country), '٠')));
        all.add(home("in Indian digits", (number, country) -> digits(national(number, country), '०')));
        all.add(home(
                "with the code and no plus",
                (number, country) ->
                        PLANS.format(number, PhoneNumberFormat.E164).substring(1)));
        return List.copyOf(all);
    }

    private static Habit abroad(String name, UnaryOperator<String> change) {
        return new Habit(
                name,
                (number, country) -> change.apply(
                        PLANS.format(number, PhoneNumberFormat.INTERNATIONAL).replaceAll("[^+\\d]+", " ")),
                true);
    }

    private static Habit home(String name, Writing writing) {
        return new Habit(name, writing, false);
    }

    private static UnaryOperator<String> between(String separator) {
        return text -> text.replace(" ", separator);
    }

    private static String national(Phonenumber.PhoneNumber number, String country) {
        return PLANS.format(number, PhoneNumberFormat.NATIONAL);
    }

    private static String withTrunk(Phonenumber.PhoneNumber number, String country) {
        String trunk = PLANS.getNddPrefixForRegion(country, true);
        return "+" + number.getCountryCode() + (trunk == null ? " " : " (" + trunk + ") ")
                + PLANS.getNationalSignificantNumber(number);
    }

    private static String digits(String text, char zero) {
        StringBuilder digits = new StringBuilder();
        text.chars().forEach(c -> digits.append((char) (c >= '0' && c <= '9' ? zero + c - '0' : c)));
        return digits.toString();
    }

    private static String code(String character) {
        return String.format("U+%04X", (int) character.charAt(0));
    }

    @Override
    public String toString() {
        return name;
    }
}
