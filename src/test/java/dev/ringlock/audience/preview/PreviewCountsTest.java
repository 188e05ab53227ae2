package dev.ringlock.audience.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.audience.preview.PreviewAnswer.TimedContacts;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreviewCountsTest {

    @ParameterizedTest
    @CsvSource({"0, fewer than 10", "1, fewer than 10", "9, fewer than 10", "10, 10", "412, 412"})
    void aSmallCountIsNotTold(long count, String told) {
        assertEquals(told, words(ToldCount.of(count)));
        assertEquals(
                told,
                words(new PreviewCounts(Map.of("held", count)).reasons().get(0).contacts()));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 100, fewer than 10",
        "37, 100, 37",
        "90, 100, 90",
        "91, 100, at least 91",
        "99, 100, at least 91",
        "100, 100, 100",
        "3, 8, fewer than 10",
        "10, 12, at least 3"
    })
    void aPartDoesNotTellThatTheRestIsSmall(long part, long all, String told) {
        assertEquals(told, words(ToldCount.of(part, all)));
    }

    @Test
    void reasonsStandInTheOrderInWhichTheyCount() {
        assertEquals(
                List.of("held", "not_confirmed", "quiet_hours", "not_looked_at"),
                new PreviewCounts(Map.of(
                                "quiet_hours",
                                90L,
                                "not_looked_at",
                                11L,
                                "held",
                                2L,
                                "not_confirmed",
                                412L,
                                "allowed",
                                7L))
                        .reasons().stream()
                                .map(PreviewAnswer.CountedReason::code)
                                .toList());
    }

    /** What is left over of a reason, beside the times that are told, is nobody or is not small. */
    @Test
    void aSmallCountCannotBeComputedFromTheOthers() {
        Random random = new Random(7);
        int told = 0;
        for (int i = 0; i < 20_000; i++) {
            Map<String, Long> counts = new TreeMap<>();
            long all = random.nextInt(3) == 0 ? random.nextInt(12) : 0;
            for (int hour = 10; hour < 10 + random.nextInt(5); hour++) {
                long count = 1 + random.nextInt(random.nextBoolean() ? 12 : 40);
                counts.put("quiet_hours@2046-11-24T" + hour + ":00:00.000Z", count);
                all += count;
            }
            if (all == 0) {
                continue;
            }
            counts.put("quiet_hours", all);
            List<TimedContacts> times =
                    new PreviewCounts(counts).reasons().get(0).times();
            long left = all;
            for (TimedContacts each : times) {
                long count = each.contacts().count();
                assertTrue(
                        each.contacts().relation().equals(ToldCount.EXACTLY) && count >= ToldCount.LEAST,
                        () -> counts + " " + times);
                left -= count;
            }
            long rest = left;
            assertTrue(
                    rest == 0 || rest >= ToldCount.LEAST || times.isEmpty(), () -> counts + " " + times + " " + rest);
            told += times.size();
        }
        assertTrue(told > 10_000, "too few times were told: " + told);
    }

    private static String words(ToldCount told) {
        return told.relation().equals(ToldCount.EXACTLY)
                ? String.valueOf(told.count())
                : told.relation().replace('_', ' ') + " " + told.count();
    }
}
