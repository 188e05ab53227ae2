package dev.ringlock.law;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import dev.ringlock.ledger.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Year;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of holidays are Jollyday's. {@code -Dholidays=write -Dfull} writes them anew. */
class HolidayTablesTest {

    private static final Path TABLES = Path.of("src/main/resources/law/holidays");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMdd", Locale.ROOT);
    private static final String HEAD = "# Public holidays, made by HolidayTablesTest from Jollyday. Do not edit.\n";

    @Test
    void theTablesThatLawRowsNeedAreThoseOfTheLibrary() throws IOException {
        for (String country : Set.of("US", "FR")) {
            assertEquals(table(country), Files.readString(file(country)), "write them with -Dholidays=write -Dfull");
        }
    }

    @Test
    void theListHasTheHashOfEachTable() throws IOException {
        assertEquals(countries(), listed(), "the library knows others; write them with -Dholidays=write -Dfull");
        StringBuilder list = new StringBuilder(HEAD);
        for (String country : countries()) {
            list.append(country)
                    .append(',')
                    .append(Sha256.hex(Files.readString(file(country))))
                    .append('\n');
        }
        assertEquals(list.toString(), Files.readString(file("countries")));
    }

    @Test
    @Tag("full")
    void allTablesAreThoseOfTheLibrary() throws IOException {
        boolean writes = System.getProperty("holidays", "").equals("write");
        StringBuilder list = new StringBuilder(HEAD);
        for (String country : countries()) {
            String table = table(country);
            list.append(country).append(',').append(Sha256.hex(table)).append('\n');
            if (writes) {
                Files.writeString(file(country), table);
            }
            assertEquals(table, Files.readString(file(country)), country);
        }
        if (writes) {
            Files.writeString(file("countries"), list);
        }
    }

    private static Path file(String name) {
        return TABLES.resolve(name + ".csv");
    }

    private static SortedSet<String> countries() {
        return HolidayManager.getSupportedCalendarCodes().stream()
                .filter(code -> code.length() == 2)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedSet<String> listed() throws IOException {
        try (Stream<Path> files = Files.list(TABLES)) {
            return files.map(file -> file.getFileName().toString().replace(".csv", ""))
                    .filter(name -> !name.equals("countries"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** A state's lines have only the days that its country does not have. */
    private static String table(String country) {
        HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create(country));
        StringBuilder table = new StringBuilder(HEAD);
        Map<String, CalendarHierarchy> states =
                new TreeMap<>(manager.getCalendarHierarchy().getChildren());
        for (int year = Holidays.FIRST.getYear(); year < Holidays.END.getYear(); year++) {
            SortedSet<LocalDate> all = days(manager, year);
            append(table, country, year, all);
            for (String state : states.keySet()) {
                SortedSet<LocalDate> more = days(manager, year, state);
                more.removeAll(all);
                append(table, country + "-" + state.toUpperCase(Locale.ROOT), year, more);
            }
        }
        return table.toString();
    }

    private static void append(StringBuilder table, String jurisdiction, int year, SortedSet<LocalDate> days) {
        if (!days.isEmpty()) {
            table.append(jurisdiction).append(',').append(year).append(',');
            table.append(days.stream().map(DAY::format).collect(Collectors.joining(" ")))
                    .append('\n');
        }
    }

    /** The day itself, and the day on which it is kept. */
    private static SortedSet<LocalDate> days(HolidayManager manager, int year, String... state) {
        SortedSet<LocalDate> days = new TreeSet<>();
        for (Holiday holiday : manager.getHolidays(Year.of(year), state)) {
            if (holiday.getType() == HolidayType.PUBLIC_HOLIDAY) {
                days.add(holiday.getDate());
                days.add(holiday.getActualDate());
                holiday.getObservedDate().ifPresent(days::add);
            }
        }
        days.removeIf(day -> day.getYear() != year);
        return days;
    }

    @ParameterizedTest
    @CsvSource({
        "US,    2026-07-04, true",
        "US,    2026-07-03, true", // kept on the Friday
        "US,    2026-11-26, true",
        "US,    2026-11-27, false",
        "US-AL, 2026-11-26, true",
        "US-AL, 2027-10-11, true", // Columbus Day
        "US-FL, 2027-10-11, false",
        "FR,    2026-05-14, true", // Ascension
        "FR,    2026-07-14, true",
        "FR,    2028-02-29, false",
        "DE,    2026-10-03, true",
        "DE-BY, 2026-01-06, true",
        "DE-BE, 2026-01-06, false",
        "XX,    2026-12-25, false",
        "US,    2019-12-25, false",
        "US,    2100-01-04, true",
    })
    void daysThatAnybodyMayCheck(String jurisdiction, LocalDate day, boolean isHoliday) {
        assertEquals(isHoliday, Holidays.isHoliday(jurisdiction, day));
    }

    @Test
    void aHolidayOfOneStateIsOneSomewhereInItsCountry() {
        assertTrue(Holidays.isHolidaySomewhere("US", LocalDate.of(2027, 10, 11)));
        assertFalse(Holidays.isHolidaySomewhere("FR", LocalDate.of(2027, 10, 11)));
    }
}
