package dev.ringlock.law;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Public holidays by country and state, from {@code law/holidays}: one file for each country, which a test makes from
 * Jollyday. A country's file is loaded when a rule first needs it.
 */
final class Holidays {

    /** Which countries there are, with the hash of each one's file. */
    static final String LIST = "holidays/countries";
    /** The first day of the tables. */
    static final LocalDate FIRST = LocalDate.of(2020, 1, 1);
    /** The first day after the tables. */
    static final LocalDate END = LocalDate.of(2100, 1, 1);

    private static final Map<String, Map<String, BitSet>> COUNTRIES = new ConcurrentHashMap<>();

    private Holidays() {}

    /**
     * Whether that day is a public holiday of the country or the state. Days after the tables' end count as holidays: the
     * tables have to grow before. A country without a table has no holidays.
     */
    static boolean isHoliday(String jurisdiction, LocalDate day) {
        String country = LawRow.countryOf(jurisdiction);
        Map<String, BitSet> known = of(country);
        if (known.isEmpty() || day.isBefore(FIRST)) {
            return false;
        } else if (!day.isBefore(END)) {
            return true;
        }
        int bit = (int) (day.toEpochDay() - FIRST.toEpochDay());
        return has(known.get(country), bit) || has(known.get(jurisdiction), bit);
    }

    /** Whether it is a holiday anywhere in that country. */
    static boolean isHolidaySomewhere(String country, LocalDate day) {
        return of(country).keySet().stream().anyMatch(jurisdiction -> isHoliday(jurisdiction, day));
    }

    private static boolean has(@Nullable BitSet days, int bit) {
        return days != null && days.get(bit);
    }

    private static Map<String, BitSet> of(String country) {
        Map<String, BitSet> known = COUNTRIES.get(country);
        if (known == null) {
            known = load(country);
            COUNTRIES.put(country, known);
        }
        return known;
    }

    /** Lines are a country or a state, a year, and the days as month and day: {@code US-AL,2027,0426 0607}. */
    private static Map<String, BitSet> load(String country) {
        boolean isListed = LawTables.resource(LIST)
                .filter(text -> text.lines().anyMatch(line -> line.startsWith(country + ",")))
                .isPresent();
        Optional<String> table = isListed ? LawTables.resource("holidays/" + country) : Optional.empty();
        Map<String, BitSet> found = new ConcurrentHashMap<>();
        table.ifPresent(text -> text.lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> {
                    String[] cells = line.split(",", -1);
                    BitSet days = found.computeIfAbsent(cells[0], each -> new BitSet());
                    int year = Integer.parseInt(cells[1]);
                    for (String day : cells[2].split(" ", -1)) {
                        LocalDate date = LocalDate.of(
                                year, Integer.parseInt(day.substring(0, 2)), Integer.parseInt(day.substring(2)));
                        days.set((int) (date.toEpochDay() - FIRST.toEpochDay()));
                    }
                }));
        return found;
    }
}
