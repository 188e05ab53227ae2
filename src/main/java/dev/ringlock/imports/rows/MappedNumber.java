package dev.ringlock.imports.rows;

import dev.ringlock.phone.Countries;
import dev.ringlock.phone.NumberReading;
import dev.ringlock.phone.NumberReading.AcceptedNumber;
import dev.ringlock.phone.NumberReading.RefusedNumber;
import dev.ringlock.phone.NumberRefusal;
import dev.ringlock.phone.PhoneNumber;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

    /**
     * The numbers of a row.
     *
     * @param all of those that a no binds; the first of the row comes first, if it can be read
     * @param first the one that a yes counts for; null if it cannot be read, or can be read as two
     * @param wrong what keeps a yes from it; null if nothing does
     */
    record RowNumbers(
            List<PhoneNumber> all,
            @Nullable PhoneNumber first,
            @Nullable RowFault wrong) {

        static RowNumbers of(Collection<PhoneNumber> all, List<PhoneNumber> first, List<RowFault> wrong) {
            return new RowNumbers(
                    List.copyOf(all), first.isEmpty() ? null : first.get(0), wrong.isEmpty() ? null : wrong.get(0));
        }
    }

    /** A no binds every possible number, valid or not, of each column, and both if one can be read as two. */
    RowNumbers ofNo(FileRow row, List<RowFault> faults) {
        Set<PhoneNumber> all = new LinkedHashSet<>();
        Map<String, String> filled = from.filled(row);
        filled.forEach((column, cell) -> all.addAll(numbers(row, cell, column, true, faults)));
        if (filled.isEmpty()) {
            return ofYes(row, faults);
        }
        Map.Entry<String, String> first = filled.entrySet().iterator().next();
        List<RowFault> wrong = new ArrayList<>();
        return RowNumbers.of(all, numbers(row, first.getValue(), first.getKey(), false, wrong), wrong);
    }

    /** A yes is one number's: the first that is filled in. */
    RowNumbers ofYes(FileRow row, List<RowFault> faults) {
        String column = from.filled(row).keySet().stream().findFirst().orElse(from.column());
        List<PhoneNumber> said = numbers(row, from.of(row), column, false, faults);
        return RowNumbers.of(said, said, faults);
    }

    /** None with a fault. */
    private List<PhoneNumber> numbers(FileRow row, String cell, String column, boolean both, List<RowFault> faults) {
        String typed = CellText.whole(cell);
        if (CellText.isFormula(typed) || CellText.isScientific(typed)) {
            faults.add(new RowFault(
                    CellText.isFormula(typed) ? RowFaultKind.FORMULA : RowFaultKind.ROUNDED_NUMBER, column));
            return List.of();
        }
        String written = withCountryCode && NO_PLUS.matcher(typed).matches() ? "+" + typed : typed;
        NumberReading reading = read(written, region.of(row));
        if (reading instanceof AcceptedNumber accepted) {
            return List.of(accepted.number());
        }
        RefusedNumber refused = (RefusedNumber) reading;
        if (both && refused.reason() == NumberRefusal.AMBIGUOUS) {
            return refused.readings();
        }
        boolean country = refused.reason() == NumberRefusal.REGION_UNKNOWN;
        faults.add(new RowFault(RowFaultKind.of(refused.reason()), country ? region.column() : column));
        return List.of();
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

    List<String> columns() {
        return Stream.of(from, region)
                .flatMap(value -> value.columns().stream())
                .toList();
    }
}
