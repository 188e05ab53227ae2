package dev.ringlock.phone;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A phone number in canonical E.164.
 *
 * <p>It never shows itself: {@link #toString()} is masked, and {@link #e164()} is the one way out, so that a search for
 * its callers finds every place where a number is in clear. Numbers are equal when their canonical forms are.
 */
public final class PhoneNumber {

    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

    private final String e164;
    /** Its place in the numbering plans; looked up when first needed, since many numbers are only opened and shown. */
    private @Nullable Plan plan;

    private PhoneNumber(String e164) {
        this.e164 = e164;
    }

    /**
     * Reads what a person typed, as strictly as a form must: see {@link NumberRefusal} for what is refused.
     *
     * @param region ISO 3166 country (two letters, any case) to read a national number in; may be empty, then the number
     *     must begin with {@code +}
     */
    public static NumberReading read(String typed, String region) {
        return TypedNumber.read(typed, region);
    }

    /**
     * Reads what staff typed to find somebody: like {@link #read}, but a number that metadata does not know is taken as well.
     * A message may have come from it all the same.
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
     * The number that a message came from, as a provider writes it. An opt-out must not be lost to metadata: what begins with
     * its country code is taken whether or not there is such a number.
     *
     * @param from with the kind of message before it or not, as in {@code whatsapp:+12025550123}
     * @param ours numbers of ours: what has no country code is read in their country. The number that it came to, or
     *     all, if it is not known which
     * @param coded whether the provider always writes the country code, if only without a +
     * @return empty if it is no phone's number: a name, a short code, an address, several numbers, one with an extension
     */
    public static Optional<PhoneNumber> ofSender(String from, Collection<PhoneNumber> ours, boolean coded) {
        return SenderNumber.read(from, ours, coded).map(PhoneNumber::new);
    }

    static boolean isE164(String text) {
        return E164.matcher(text).matches();
    }

    /** A number whose place in the plans is known already. */
    static PhoneNumber of(Plan plan) {
        PhoneNumber number = ofCanonical(plan.e164());
        number.plan = plan;
        return number;
    }

    /** The number in clear, {@code +} and 7 to 15 digits. Whoever calls this holds personal data. */
    public String e164() {
        return e164;
    }

    /** Its canonical form by today's metadata: another one once a country has changed its numbers. */
    public PhoneNumber canonical() {
        Plan known = planIfAny();
        return known == null ? this : of(Canonical.of(known));
    }

    /** What may be shown: the country's calling code and the last two digits, {@code +1 ••• ••• ••23}. */
    public String masked() {
        Plan known = planIfAny();
        return known == null ? "+•••" : known.masked();
    }

    /** The country (ISO 3166, two letters) whose numbering plan it belongs to, {@code ZZ} if none does. */
    public String country() {
        Plan known = planIfAny();
        return known == null ? "ZZ" : known.country();
    }

    /** Whether today's metadata knows such a number. */
    public boolean isValid() {
        Plan known = planIfAny();
        return known != null && known.isValid();
    }

    /** The numbers that differ from it in their last four digits only: who buys numbers by the block has whole ranges. */
    public String range() {
        return e164.substring(0, e164.length() - 4);
    }

    /** The numbers that differ from it in their last two digits only: who makes numbers up counts them through. */
    public String block() {
        return e164.substring(0, e164.length() - 2);
    }

    public LineType lineType() {
        return plan().lineType();
    }

    /**
     * Other E.164 forms that have reached the same phone and may have been stored before they were known to be the same:
     * an old no under one of them still binds.
     */
    public List<PhoneNumber> olderForms() {
        return Canonical.olderForms(e164).stream().map(PhoneNumber::new).toList();
    }

    /** Null for what is of E.164's shape and in no country. */
    private @Nullable Plan planIfAny() {
        try {
            return plan();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

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
