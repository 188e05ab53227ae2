package dev.ringlock.phone;

import java.util.Locale;

/** Why a typed number was refused. {@link #code()} is part of the API; {@link #detail()} is for people. */
public enum NumberRefusal {
    EMPTY("Give a phone number."),
    TOO_LONG("This is too long for one phone number."),
    SEVERAL_NUMBERS("Give one phone number, not several."),
    EXTENSION("Give the number without an extension: messages cannot reach one."),
    LETTERS("Give the number in digits, without letters."),
    MIXED_DIGITS("Write all digits in one script."),
    CHARACTERS("Use digits, spaces, dots, dashes, brackets and a leading + only."),
    REGION_NEEDED("Begin the number with + and its country code, or name its country."),
    REGION_UNKNOWN("Name the country by its name or its code (ISO 3166), such as US."),
    AMBIGUOUS("It can be read as two numbers. Write it with + and the code of its country."),
    TOO_SHORT("This number is too short for a phone that gets messages."),
    INVALID("No such phone number exists: look for a missing, wrong or extra digit.");

    private final String detail;

    NumberRefusal(String detail) {
        this.detail = detail;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String detail() {
        return detail;
    }
}
