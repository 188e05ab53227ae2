package dev.ringlock.dataset.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Puts UCI's table {@code adult} through the guard, for {@code .ci/datasets/run}, which has the result judged from outside. The
 * quasi-identifiers are those that papers on k-anonymity use, and so is the sensitive column.
 */
final class AdultTable {

    private static final int K = 10;
    private static final int L = 2;
    private static final int PERCENT = 5;

    private static final Map<String, String> EDUCATION = tree(Map.of(
            "until-10th", List.of("Preschool", "1st-4th", "5th-6th", "7th-8th", "9th", "10th"),
            "high-school", List.of("11th", "12th", "HS-grad"),
            "some-college", List.of("Some-college", "Assoc-voc", "Assoc-acdm", "Prof-school"),
            "degree", List.of("Bachelors", "Masters", "Doctorate")));

    private static final List<String> HIGHER = List.of("some-college", "degree");

    private static final Map<String, String> MARRIED = tree(Map.of(
            "spouse",
            List.of("Married-civ-spouse", "Married-AF-spouse"),
            "no-spouse",
            List.of("Divorced", "Never-married", "Separated", "Widowed", "Married-spouse-absent")));

    private static final Map<String, String> WORK = tree(Map.of(
            "private", List.of("Private"),
            "self-employed", List.of("Self-emp-not-inc", "Self-emp-inc"),
            "government", List.of("Federal-gov", "Local-gov", "State-gov"),
            "none", List.of("Without-pay", "Never-worked", "?")));

    /** Each column of the file that is used, by its place there. */
    private static final Map<GuardedColumn, Integer> PLACES = places();

    private AdultTable() {}

    /** Takes the file as UCI gives it, and the folder that the guarded table goes to. */
    public static void main(String[] arguments) throws IOException {
        List<GuardedColumn> columns = List.copyOf(PLACES.keySet());
        PeopleTable table = read(Path.of(arguments[0]), columns);
        GuardResult result = new Guard(K, L, PERCENT).rows(table, columns, List.of());
        if (!(result instanceof Guarded guarded)) {
            throw new IllegalStateException("The guard says " + result);
        }
        System.out.printf(
                "adult: %d people, %d hidden; k %d, l %d; %s%n",
                table.people(), guarded.hiddenPeople(), guarded.k(), guarded.l(), guarded.columns());
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        List<String> lines = new ArrayList<>();
        lines.add(columns.stream().map(GuardedColumn::name).collect(Collectors.joining(",")));
        IntStream.range(0, table.rows())
                .filter(guarded::shows)
                .forEach(row -> lines.add(String.join(",", guarded.values(row))));
        Files.write(folder.resolve("adult.csv"), lines);
        Files.writeString(folder.resolve("adult.json"), """
                {"quasi": [%s], "sensitive": [%s], "k": %d, "l": %d, "leastRows": %d}
                """.formatted(
                names(columns, false), names(columns, true), K, L, table.rows() - table.rows() * PERCENT / 100));
    }

    private static PeopleTable read(Path file, List<GuardedColumn> columns) throws IOException {
        PeopleTable.Builder table =
                PeopleTable.of(columns.stream().map(GuardedColumn::name).toList());
        int person = 0;
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                String[] values = line.split(", ", -1);
                table.add(
                        person++,
                        0,
                        columns.stream()
                                .map(column -> values[PLACES.get(column)])
                                .toList());
            }
        }
        return table.build();
    }

    private static String names(List<GuardedColumn> columns, boolean sensitive) {
        return columns.stream()
                .filter(column -> column.sensitive() == sensitive)
                .map(column -> '"' + column.name() + '"')
                .collect(Collectors.joining(", "));
    }

    private static Map<GuardedColumn, Integer> places() {
        Map<GuardedColumn, Integer> places = new LinkedHashMap<>();
        places.put(quasi("age", band(5), band(10), band(20), band(40)), 0);
        places.put(quasi("workclass", WORK::get), 1);
        places.put(
                quasi(
                        "education",
                        EDUCATION::get,
                        school -> HIGHER.contains(EDUCATION.get(school)) ? "higher" : "lower"),
                3);
        places.put(quasi("marital-status", MARRIED::get), 5);
        places.put(quasi("race"), 8);
        places.put(quasi("sex"), 9);
        places.put(quasi("native-country", country -> country.equals("United-States") ? country : "elsewhere"), 13);
        places.put(new GuardedColumn("salary", true, Hierarchy.asIs()), 14);
        return places;
    }

    @SafeVarargs
    private static GuardedColumn quasi(String name, UnaryOperator<String>... steps) {
        return new GuardedColumn(name, false, Hierarchy.of(List.of(steps)));
    }

    /** Bands of so many years. The few who are older than 80 are in the last one. */
    private static UnaryOperator<String> band(int years) {
        return age -> {
            int begin = Integer.parseInt(age) / years * years;
            return begin + years >= 80 ? (80 - years) + "+" : begin + "-" + (begin + years - 1);
        };
    }

    private static Map<String, String> tree(Map<String, List<String>> groups) {
        return groups.entrySet().stream()
                .flatMap(group -> group.getValue().stream().map(value -> Map.entry(value, group.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
