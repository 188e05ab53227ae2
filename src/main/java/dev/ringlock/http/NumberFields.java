package dev.ringlock.http;

import dev.ringlock.phone.Countries;
import dev.ringlock.phone.NumberReading;
import dev.ringlock.phone.NumberReading.AcceptedNumber;
import dev.ringlock.phone.NumberReading.RefusedNumber;
import dev.ringlock.phone.NumberRefusal;
import dev.ringlock.phone.PhoneNumber;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A number as it was typed, and the country beside it: the fields {@code number} and {@code region} of a request.
 *
 * @param region may be empty
 */
public record NumberFields(String number, String region) {

    /** The fields in JSON, where the number has to be there. */
    public static NumberFields read(Fields fields) {
        return new NumberFields(fields.typed("number"), fields.optionalTyped("region"));
    }

    /** The fields in JSON. The number is empty if it is absent. */
    public static NumberFields optional(Fields fields) {
        return new NumberFields(fields.optionalTyped("number"), fields.optionalTyped("region"));
    }

    /** A number that metadata knows. Empty, with an error noted, if it is none. */
    public Optional<PhoneNumber> known(List<FieldError> errors) {
        return accepted(PhoneNumber.read(number, region), errors);
    }

    /**
     * A number, whether or not metadata knows it: its person may have sent an opt-out, or want one. Empty if there are
     * errors, with its own noted.
     */
    public Optional<PhoneNumber> any(List<FieldError> errors) {
        return errors.isEmpty() ? accepted(PhoneNumber.readKnownOrNot(number, region), errors) : Optional.empty();
    }

    /** The code of the country that was taken. Null if none was named. */
    public @Nullable String country() {
        return Countries.find(region).map(Countries.Country::code).orElse(null);
    }

    /** The number that was probably meant, in clear: only for who typed it. Empty if that is not known. */
    public String suggestion() {
        return PhoneNumber.read(number, region) instanceof RefusedNumber refused
                ? refused.suggestion().orElse("")
                : "";
    }

    private Optional<PhoneNumber> accepted(NumberReading reading, List<FieldError> errors) {
        if (reading instanceof AcceptedNumber accepted) {
            return Optional.of(accepted.number());
        }
        RefusedNumber refused = (RefusedNumber) reading;
        String code = refused.reason().code();
        errors.add(
                refused.reason() == NumberRefusal.REGION_UNKNOWN
                        ? new FieldError("/region", code, Countries.unknown(region))
                        : new FieldError("/number", code, refused.detail()));
        return Optional.empty();
    }

    /** Without the number, which a record would print. */
    @Override
    public String toString() {
        return "NumberFields";
    }
}
