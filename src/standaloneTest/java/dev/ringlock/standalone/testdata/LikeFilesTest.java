package dev.ringlock.standalone.testdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LikeFilesTest {

    private static final Path EXAMPLE = Path.of("src/main/resources/policy/harbour-books.yaml");
    private static final LocalDate TO = LocalDate.of(2026, 11, 30);
    private static final String HEADER =
            "pseudonym,country,area,line_type,signup_week,form,language,state.marketing,state.service";

    private final Path folder;

    LikeFilesTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void theSharesOfADatasetComeOutAndItsPseudonymsDoNot() throws IOException {
        List<String> dataset = new ArrayList<>(List.of(HEADER));
        dataset.addAll(times(50, "US,US-FL,FIXED_LINE_OR_MOBILE,2026-W12,signup,es,granted,granted"));
        dataset.addAll(times(30, "US,US,FIXED_LINE_OR_MOBILE,2026-03,signup,en,withdrawn,granted"));
        dataset.addAll(times(15, "US,*,*,2026,signup,de,withdrawn,withdrawn"));
        dataset.addAll(times(5, "SE,SE,MOBILE,*,*,*,granted,none"));
        List<String[]> rows = rows(2_000, dataset(dataset));
        Map<String, List<String[]>> people = byNumber(rows);
        assertNear(.05, people, one -> cell(one, 1).equals("SE"));
        assertNear(.95, people, one -> cell(one, 1).equals("US"));
        assertNear(.15, people, one -> one.stream().allMatch(row -> row[4].equals("no")));
        assertNear(.50, people, one -> one.stream().anyMatch(row -> row[9].equals("es")));
        assertNear(
                .30,
                people,
                one -> one.stream().anyMatch(row -> row[4].equals("no"))
                        && one.stream().anyMatch(row -> row[4].equals("yes")));
        LocalDate monday = LocalDate.of(2026, 3, 16);
        assertNear(
                .50,
                people,
                one -> cell(one, 9).equals("es")
                        && !day(one.get(0)).isBefore(monday)
                        && !day(one.get(0)).isAfter(monday.plusWeeks(1)));
        assertTrue(rows.stream().noneMatch(row -> String.join(",", row).contains("p_")));
    }

    @Test
    void countsOfPeopleWeighAsManyRowsAndColumnsMayBeMissing() throws IOException {
        Path dataset = dataset(List.of("country,state.service,people", "US,granted,90", "SE,granted,10"));
        Map<String, List<String[]>> people = byNumber(rows(1_000, dataset));
        assertNear(.9, people, one -> cell(one, 1).equals("US"));
    }

    @Test
    void aDatasetThatSaysNothingIsRefused() throws IOException {
        for (List<String> lines : List.of(
                List.of("week,event,people", "2026-W10,signup,20"),
                List.of(HEADER),
                List.of(HEADER, "p_a,US,*,*,*,*,*,none,expired"),
                List.of("country,signup_week,people", "US,soon,20"),
                List.of("country,people", "US,many"),
                List.of("country,people", "US,5,6"))) {
            Path file = dataset(lines);
            assertThrows(TestDataRefusedException.class, () -> rows(10, file), lines::toString);
        }
    }

    @Test
    void aYearLooksLikeOneOfAShop() throws IOException {
        List<String[]> rows = rows(20_000);
        Map<String, List<String[]>> people = byNumber(rows);
        assertTrue(people.size() > 6_000, () -> people.size() + " people");
        long leaving = count(people, one -> one.stream().anyMatch(row -> row[4].equals("no")));
        long fromAll = count(people, one -> one.stream().anyMatch(row -> row[3].equals("*")));
        assertTrue(fromAll > 0 && fromAll * 5 < leaving, fromAll + " of " + leaving);
        Map<DayOfWeek, Integer> noes = new HashMap<>();
        rows.stream()
                .filter(row -> row[4].equals("no"))
                .forEach(row -> noes.merge(day(row).getDayOfWeek(), 1, Integer::sum));
        assertTrue(noes.get(DayOfWeek.TUESDAY) > 2 * noes.get(DayOfWeek.MONDAY), noes::toString);
        // in the order in which they were decided
        for (int i = 1; i < rows.size(); i++) {
            assertFalse(OffsetDateTime.parse(rows.get(i)[5]).isBefore(OffsetDateTime.parse(rows.get(i - 1)[5])));
        }
        assertTrue(day(rows.get(rows.size() - 1)).isBefore(TO));
    }

    @Test
    void nobodyHasAYesAndANoOfOnePurpose() throws IOException {
        byNumber(rows(5_000)).values().forEach(one -> {
            List<String> yes = purposes(one, "yes");
            List<String> no = purposes(one, "no");
            assertTrue(no.stream().noneMatch(yes::contains) && (!no.contains("*") || yes.isEmpty()), no::toString);
        });
    }

    private static List<String> purposes(List<String[]> one, String answer) {
        return one.stream()
                .filter(row -> row[4].equals(answer))
                .flatMap(row -> Stream.of(row[3].split(";")))
                .toList();
    }

    private List<String[]> rows(int count, Path... datasets) throws IOException {
        Policy policy = PolicyFile.read(EXAMPLE);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        LikeFiles.of(List.of(datasets), () -> policy).data(count, 3, null, TO).write(file, rows -> {});
        List<String[]> rows = file.toString(StandardCharsets.US_ASCII)
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
        assertEquals(count, rows.size());
        return rows;
    }

    private static Map<String, List<String[]>> byNumber(List<String[]> rows) {
        Map<String, List<String[]>> people = new HashMap<>();
        rows.forEach(row ->
                people.computeIfAbsent(row[2], number -> new ArrayList<>()).add(row));
        return people;
    }

    private static String cell(List<String[]> person, int column) {
        return person.get(0)[column];
    }

    private static LocalDate day(String[] row) {
        return OffsetDateTime.parse(row[5]).toLocalDate();
    }

    private static void assertNear(double share, Map<String, List<String[]>> people, Predicate<List<String[]>> wanted) {
        assertEquals(share, (double) count(people, wanted) / people.size(), .04);
    }

    private static long count(Map<String, List<String[]>> people, Predicate<List<String[]>> wanted) {
        return people.values().stream().filter(wanted).count();
    }

    private static List<String> times(int count, String row) {
        return IntStream.range(0, count).mapToObj(i -> "p_" + i + "," + row).toList();
    }

    private Path dataset(List<String> lines) throws IOException {
        return Files.write(Files.createTempFile(folder, "dataset", ".csv"), lines);
    }
}
