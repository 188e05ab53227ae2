package dev.ringlock.imports.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringlock.imports.rows.JunkSigns.JunkCounts;
import dev.ringlock.imports.rows.JunkSigns.JunkFlag;
import dev.ringlock.imports.rows.JunkSigns.JunkSign;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JunkSignsTest {

    private static final List<String> AREAS =
            List.of("202", "212", "213", "303", "305", "312", "404", "415", "503", "512", "602", "617", "702");

    private static final MappedFile FILE = new MappedFile("""
            source: list
            number: {column: Phone}
            decisions:
              - {purpose: marketing, answer: yes, decidedAt: {column: When}, evidence: {column: Proof}}
            """);

    @Test
    void anHonestListHasNoSigns() {
        assertEquals(Set.of(), signs(100, i -> scattered(i) + "," + date(i) + ",T-" + i));
    }

    @Test
    void numbersThatAreCountedThroughShow() {
        assertEquals(
                Set.of(JunkSign.SEQUENTIAL_NUMBERS, JunkSign.ONE_RANGE),
                signs(100, i -> number(i) + "," + date(i) + ",T-" + i));
    }

    @Test
    void oneInstantAndOneEvidenceForEverybodyShow() {
        assertEquals(
                Set.of(JunkSign.ONE_INSTANT, JunkSign.ONE_EVIDENCE),
                signs(100, i -> scattered(i) + "," + date(i < 90 ? 1 : i) + ",the form"));
    }

    @Test
    void datesThatCannotBeShow() {
        assertEquals(
                Set.of(JunkSign.IMPOSSIBLE_DATES),
                signs(100, i -> scattered(i) + "," + (i < 10 ? "2024-02-30" : date(i)) + ",T-" + i));
    }

    @Test
    void theCountsOfPartsAddUp() {
        JunkSigns part = fed(15, i -> number(i) + "," + date(i) + ",T-" + i);
        assertEquals(List.of(), part.flags(), "too few to say anything");
        JunkCounts both = part.counts().plus(part.counts());
        assertEquals(
                List.of(new JunkFlag(JunkSign.SEQUENTIAL_NUMBERS, 28, 30), new JunkFlag(JunkSign.ONE_RANGE, 30, 30)),
                both.flags());
    }

    @Test
    void theMostFrequentIsFoundAmongAnyNumberOfOthers() {
        FrequentValues<Integer> values = new FrequentValues<>();
        IntStream.range(0, 100_000).forEach(i -> values.add(i % 2 == 0 ? -1 : i));
        long found = values.most();
        assertEquals(true, found <= 50_000 && found >= 50_000 - 100_000 / 64, String.valueOf(found));
    }

    private static Set<JunkSign> signs(int rows, IntFunction<String> row) {
        return fed(rows, row).flags().stream().map(JunkFlag::sign).collect(Collectors.toSet());
    }

    private static JunkSigns fed(int rows, IntFunction<String> row) {
        String text =
                IntStream.range(0, rows).mapToObj(row).collect(Collectors.joining("\n", "Phone,When,Proof\n", ""));
        JunkSigns signs = new JunkSigns();
        FILE.rows(text).forEach(signs::add);
        return signs;
    }

    private static String number(int i) {
        return String.format("+120255501%02d", i % 100);
    }

    private static String scattered(int i) {
        return String.format("+1%s55501%02d", AREAS.get(i % AREAS.size()), i * 37 % 100);
    }

    private static String date(int i) {
        return String.format("2024-03-%02dT10:%02d:%02dZ", 1 + i % 28, i % 60, i % 59);
    }
}
