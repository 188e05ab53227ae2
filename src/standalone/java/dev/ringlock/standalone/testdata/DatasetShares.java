package dev.ringlock.standalone.testdata;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.ringlock.policy.Policy;
import dev.ringlock.standalone.testdata.WantedPerson.PersonState;
import dev.ringlock.standalone.testdata.WantedPerson.SignupDays;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Terms;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many people of a guarded dataset are of which kind. Pseudonyms are not kept. */
final class DatasetShares implements WantedPeople {

    private static final String STATE = "state.";
    private static final String PEOPLE = "people";
    private static final Set<String> COLUMNS =
            Set.of("pseudonym", PEOPLE, "country", "area", "line_type", "signup_week", "form", "language");
    private static final String ANY = "*";

    private final List<WantedPerson> kinds = new ArrayList<>();
    /** For each kind, how many people it and those before it have. */
    private final List<Long> sums = new ArrayList<>();

    private DatasetShares(Map<WantedPerson, Long> counted) {
        long sum = 0;
        for (Map.Entry<WantedPerson, Long> kind : counted.entrySet()) {
            sum += kind.getValue();
            kinds.add(kind.getKey());
            sums.add(sum);
        }
    }

    /** Whether a file is a dataset of people, by its first line. */
    static boolean isDataset(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String header = lines.readLine();
            List<String> columns =
                    header == null ? List.of() : Arrays.asList(header.strip().split(","));
            if (columns.contains("event") && columns.contains(PEOPLE)) {
                throw new TestDataRefusedException(
                        file + " counts events. Name a dataset of people: one of the kind rows or counts.");
            }
            return columns.size() > 1
                    && columns.stream().allMatch(name -> COLUMNS.contains(name) || name.startsWith(STATE));
        }
    }

    /**
     * Reads a dataset.
     *
     * @throws TestDataRefusedException if it has nobody of whom a file of this policy can tell
     */
    static DatasetShares read(Path file, Policy policy) throws IOException {
        Map<WantedPerson, Long> counted = new LinkedHashMap<>();
        long line = 1;
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : rows) {
                line = row.getStartingLineNumber();
                if (row.getFieldCount() != row.getHeader().size()) {
                    throw unreadable(file, line);
                }
                WantedPerson kind = kind(row, policy);
                if (!kind.isSilent(policy.purposes())) {
                    counted.merge(kind, Long.valueOf(row.findField(PEOPLE).orElse("1")), Long::sum);
                }
            }
        } catch (CsvParseException | NumberFormatException | DateTimeException e) {
            throw unreadable(file, line);
        }
        counted.values().removeIf(people -> people <= 0);
        if (counted.isEmpty()) {
            throw new TestDataRefusedException(file + " has nobody who decided anything about the policy's purposes.");
        }
        return new DatasetShares(counted);
    }

    private static TestDataRefusedException unreadable(Path file, long line) {
        return new TestDataRefusedException(
                file + " cannot be read in line " + line
                        + ", or behind it: it needs as many cells as the header, weeks such as 2026-W12, and counts of people.");
    }

    @Override
    public WantedPerson next(Random random) {
        long place = (long) (random.nextDouble() * sums.get(sums.size() - 1));
        int low = 0;
        int high = sums.size() - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (sums.get(middle) > place) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return kinds.get(low);
    }

    private static WantedPerson kind(NamedCsvRecord row, Policy policy) {
        SortedMap<Purpose, PersonState> states = new TreeMap<>();
        policy.purposes()
                .values()
                .forEach(terms -> row.findField(STATE + terms.purpose().id())
                        .filter(state -> !state.equals(ANY))
                        .ifPresent(state -> states.put(terms.purpose(), state(state, terms))));
        String week = cell(row, "signup_week");
        return new WantedPerson(
                cell(row, "country"),
                cell(row, "area"),
                cell(row, "line_type"),
                cell(row, "form"),
                cell(row, "language"),
                week.isEmpty() ? null : days(week),
                states);
    }

    /** A consent that has ended cannot be imported, nor can one that waits for a proof that nobody wants. */
    private static PersonState state(String text, Terms terms) {
        return switch (text) {
            case "granted" -> PersonState.GRANTED;
            case "withdrawn" -> PersonState.WITHDRAWN;
            case "requested" -> terms.doubleOptIn() ? PersonState.REQUESTED : PersonState.NONE;
            default -> PersonState.NONE;
        };
    }

    private static String cell(NamedCsvRecord row, String column) {
        return row.findField(column).filter(text -> !text.equals(ANY)).orElse("");
    }

    /** Those of a week, a month or a year. */
    private static SignupDays days(String week) {
        if (week.contains("W")) {
            LocalDate monday = LocalDate.parse(week + "-1", DateTimeFormatter.ISO_WEEK_DATE);
            return new SignupDays(monday, monday.plusWeeks(1));
        } else if (week.contains("-")) {
            LocalDate first = YearMonth.parse(week).atDay(1);
            return new SignupDays(first, first.plusMonths(1));
        }
        LocalDate first = Year.parse(week).atDay(1);
        return new SignupDays(first, first.plusYears(1));
    }
}
