package dev.ringlock.phone;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A phone number in canonical E.164.
 *
 * <p>It never shows itself: {@link #toString()} is masked. {@link #e164()} is the only way out, so a search for its
 * callers finds every place where a number is in clear. Numbers are equal when their canonical forms are.
 */
public final class PhoneNumber {

    private static final int SHORTEST = 8;
    private static final int LONGEST = 16;
    /** A number can be recognised by this many last digits. */
    private static final int TELLING_DIGITS = 7;

    private final String e164;
    /** Its place in the numbering plans, looked up when first needed: many numbers are only opened and shown. */
    private @Nullable Plan plan;

    private PhoneNumber(String e164) {
        this.e164 = e164;
    }

    /**
     * Reads a typed number strictly. {@link NumberRefusal} lists the reasons for a refusal.
     *
     * @param region the country of a national number, as {@link Countries#find} takes it. May be empty; then the number
     *     must begin with {@code +} or 00
     */
    public static NumberReading read(String typed, String region) {
        return TypedNumber.read(typed, region);
    }

    /**
     * Reads a number that staff typed to find a person. It is like {@link #read}, but accepts numbers that metadata
     * does not know: a message may have come from one all the same.
     */
    public static NumberReading readKnownOrNot(String typed, String region) {
        return TypedNumber.readAny(typed, region);
    }

    /**
     * A number that was canonical when it was sealed.
     *
     * @throws IllegalArgumentException if it is not of E.164's shape; the message does not repeat it
     */
    public static PhoneNumber ofCanonical(String e164) {
        if (!isE164(e164)) {
            throw new IllegalArgumentException("not of E.164's shape");
        }
        return new PhoneNumber(e164);
    }

    /**
     * The number that a message came from, as a provider writes it. Metadata must not lose an opt-out: a text that
     * begins with its country code is accepted even if there is no such number.
     *
     * @param from the number, with or without a kind of message before it, as in {@code whatsapp:+12025550123}
     * @param ours our own numbers; a number without a country code is read in their countries. Pass the number that
     *     the message came to, or all if that is not known
     * @param coded whether the provider always writes the country code, with or without a +
     * @return empty if it is not one phone's number: a name, a short code, an address, several numbers, a number
     *     with an extension
     */
    public static Optional<PhoneNumber> ofSender(String from, Collection<PhoneNumber> ours, boolean coded) {
        return SenderNumber.read(from, ours, coded).map(PhoneNumber::new);
    }

    /** A plus, and 7 to 15 digits of which the first is no zero. */
    static boolean isE164(String text) {
        if (text.length() < SHORTEST || text.length() > LONGEST || text.charAt(0) != '+' || text.charAt(1) == '0') {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** A number whose plan is known already. */
    static PhoneNumber of(Plan plan) {
        PhoneNumber number = ofCanonical(plan.e164());
        number.plan = plan;
        return number;
    }

    /** The number in clear, {@code +} and 7 to 15 digits. The caller holds personal data from here on. */
    public String e164() {
        return e164;
    }

    /** The number in clear, in the groups of its country. */
    String international() {
        return plan().international();
    }

    /** Its canonical form by today's metadata. It differs once a country has changed its numbers. */
    public PhoneNumber canonical() {
        Plan known = planIfAny();
        return known == null ? this : of(Canonical.of(known));
    }

    /**
     * A form that may be shown: the calling code and the last two digits, {@code +1 ••• ••• ••23}. {@code +•••} if no
     * country has it.
     */
    public String masked() {
        Plan known = planIfAny();
        return known == null ? "+•••" : known.masked();
    }

    /** The country (ISO 3166, two letters) whose numbering plan it belongs to; {@code ZZ} if none. */
    public String country() {
        Plan known = planIfAny();
        return known == null ? "ZZ" : known.country();
    }

    /** Whether today's metadata knows such a number. */
    public boolean isValid() {
        Plan known = planIfAny();
        return known != null && known.isValid();
    }

    /** Whether a text has its last digits, by which it can be recognised, whatever stands between them. */
    public boolean isToldBy(String text) {
        return NumberInText.digits(text).contains(e164.substring(e164.length() - TELLING_DIGITS));
    }

    /** Whether it is the other number and one more. */
    public boolean follows(PhoneNumber other) {
        return e164.length() == other.e164.length()
                && Long.parseLong(e164, 1, e164.length(), 10) - 1 == Long.parseLong(other.e164, 1, e164.length(), 10);
    }

    /** The number without its last four digits. Someone who buys numbers by the block has whole ranges. */
    public String range() {
        return e164.substring(0, e164.length() - 4);
    }

    /** The number without its last two digits. Someone who makes up numbers counts them through. */
    public String block() {
        return e164.substring(0, e164.length() - 2);
    }

    /** Its kind of line; {@link LineType#UNKNOWN} if no country has it. */
    public LineType lineType() {
        Plan known = planIfAny();
        return known == null ? LineType.UNKNOWN : known.lineType();
    }

    /** What the number tells of where its person may be. */
    public NumberPlace place() {
        Plan known = planIfAny();
        return known == null ? new NumberPlace(null, Set.of(), Set.of(), LineType.UNKNOWN) : Geography.of(known);
    }

    /**
     * Other E.164 forms that have reached the same phone. They may have been stored before metadata knew that they are
     * the same, and an old opt-out under one of them still binds.
     */
    public List<PhoneNumber> olderForms() {
        return Canonical.olderForms(e164).stream().map(PhoneNumber::new).toList();
    }

    /** Null if it has E.164's shape but belongs to no country. */
    private @Nullable Plan planIfAny() {
        if (plan == null) {
            plan = Plan.find(e164).orElse(null);
        }
        return plan;
    }

    /** @throws IllegalArgumentException if it belongs to no country */
    private Plan plan() {
        Plan known = plan;
        if (known == null) {
            known = Plan.of(e164);
            plan = known;
        }
        return known;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PhoneNumber number && number.e164.equals(e164);
    }

    @Override
    public int hashCode() {
        return e164.hashCode();
    }

    @Override
    public String toString() {
        return masked();
    }
}
