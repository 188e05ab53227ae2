package dev.ringlock.imports.rows;

import dev.ringlock.phone.Countries;
import dev.ringlock.phone.NumberReading;
import dev.ringlock.phone.NumberReading.AcceptedNumber;
import dev.ringlock.phone.NumberReading.RefusedNumber;
import dev.ringlock.phone.NumberRefusal;
import dev.ringlock.phone.PhoneNumber;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The place of a row's number.
 *
 * @param region the country of numbers that do not name theirs
 * @param withCountryCode whether each number begins with its country's code, with or without a plus
 */
record MappedNumber(MappedValue from, MappedValue region, boolean withCountryCode) {

    private static final Pattern NO_PLUS = Pattern.compile("[(\\s]*[1-9].*");

    /** {@code {column: Phone, region: US}}; the region may be {@code {column: Country}}. */
    static MappedNumber read(MappingFields fields) {
        Optional<MappingFields> found = fields.isText("number") ? Optional.empty() : fields.object("number");
        if (found.isEmpty()) {
            fields.missing("number", "Name the column of the number, such as `number: {column: Phone, region: US}`.");
            return new MappedNumber(MappedValue.NONE, MappedValue.NONE, false);
        }
        try (MappingFields own = found.get()) {
            MappedValue region = MappedValue.read(own, "region");
            if (!region.otherwise().isEmpty()
                    && Countries.find(region.otherwise()).isEmpty()) {
                own.mistake("region", "not_valid", Countries.unknown(region.otherwise()));
            }
            return new MappedNumber(MappedValue.ofColumns(own), region, own.isTrue("withCountryCode"));
        }
    }

    /** Every possible number, valid or not: a no binds it too. Empty with a fault. */
    Optional<PhoneNumber> of(FileRow row, List<RowFault> faults) {
        String typed = CellText.whole(from.of(row));
        if (CellText.isFormula(typed)) {
            return refused(RowFaultKind.FORMULA, from, faults);
        }
        if (CellText.isScientific(typed)) {
            return refused(RowFaultKind.ROUNDED_NUMBER, from, faults);
        }
        String written = withCountryCode && NO_PLUS.matcher(typed).matches() ? "+" + typed : typed;
        NumberReading reading = read(written, region.of(row));
        if (reading instanceof AcceptedNumber accepted) {
            return Optional.of(accepted.number());
        }
        NumberRefusal reason = ((RefusedNumber) reading).reason();
        return refused(RowFaultKind.of(reason), reason == NumberRefusal.REGION_UNKNOWN ? region : from, faults);
    }

    private static NumberReading read(String written, String country) {
        NumberReading reading = PhoneNumber.readKnownOrNot(written, country);
        // with a plus or 00 it does not matter what the column of the country has
        return reading instanceof RefusedNumber refused
                        && refused.reason() == NumberRefusal.REGION_UNKNOWN
                        && (written.indexOf('+') >= 0 || written.startsWith("00"))
                ? PhoneNumber.readKnownOrNot(written, "")
                : reading;
    }

    private static Optional<PhoneNumber> refused(RowFaultKind kind, MappedValue from, List<RowFault> faults) {
        faults.add(new RowFault(kind, from.column()));
        return Optional.empty();
    }

    List<String> columns() {
        return Stream.of(from, region)
                .flatMap(value -> value.columns().stream())
                .toList();
    }
}
