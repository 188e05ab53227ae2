package dev.ringlock.standalone.testdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.ringlock.phone.NumberReading.AcceptedNumber;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.standalone.testdata.FictitiousNumbers.NumberBlock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FictitiousNumbersTest {

    private static final Path FACTS = Path.of("src/test/resources/facts/test_numbers.csv");
    private static final Path TABLE = Path.of("src/standalone/resources/testdata/fictitious_numbers.csv");
    private static final Set<String> ANSWERED = Set.of("MOBILE", "FIXED_LINE", "FIXED_LINE_OR_MOBILE");
    private static final Pattern RANGE = Pattern.compile("(\\+[0-9]+)\\.\\.\\+?([0-9]+)|(\\+[0-9]+)");

    /** Those that are confirmed, valid, and of a kind of line that a person answers. */
    @Test
    void theTableHasTheConfirmedRangesOfTheFactsAndNoOthers() throws IOException {
        Set<String> facts = rows(FACTS)
                .filter(row -> row.getField("libphonenumber_isValid").startsWith("yes"))
                .filter(row ->
                        ANSWERED.contains(row.getField("libphonenumber_type").split("[ ,]")[0]))
                .filter(row -> row.getFields().stream().noneMatch(cell -> cell.contains("UNCONFIRMED")))
                .flatMap(row -> ranges(row.getField("range")))
                .collect(Collectors.toCollection(TreeSet::new));
        // one area code of the row above it
        assertTrue(facts.remove("+12025550100-+12025550199"), facts::toString);
        Set<String> table = rows(TABLE)
                .map(row -> row.getField("first") + "-" + row.getField("last"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(facts, table);
    }

    private static Stream<NamedCsvRecord> rows(Path file) throws IOException {
        return CsvReader.builder().commentStrategy(CommentStrategy.SKIP).ofNamedCsvRecord(file).stream();
    }

    /** {@code +46701740605..740699}, {@code +1 NPA 555 0100..0199}, or numbers one by one. */
    private static Stream<String> ranges(String cell) {
        String text = cell.replaceAll("\\(.*\\)", "").strip();
        if (text.contains("NPA")) {
            String[] ends = text.replace(" ", "").split("\\.\\.");
            return Stream.of(ends[0] + "-" + ends[0].substring(0, ends[0].length() - ends[1].length()) + ends[1]);
        }
        return RANGE.matcher(text).results().map(FictitiousNumbersTest::range);
    }

    private static String range(MatchResult found) {
        if (found.group(3) != null) {
            return found.group(3) + "-" + found.group(3);
        }
        String first = found.group(1);
        return first + "-" + first.substring(0, first.length() - found.group(2).length()) + found.group(2);
    }

    @Test
    void eachNumberIsValidAndOfThePlaceAndLineOfItsBlock() {
        List<NumberBlock> blocks = FictitiousNumbers.all();
        long areaCodes =
                blocks.stream().filter(block -> block.country().equals("US")).count();
        // metadata gains and loses some
        assertTrue(areaCodes > 340 && areaCodes <= 380, () -> areaCodes + " area codes");
        for (NumberBlock block : blocks) {
            for (int i = 0; i < block.size(); i++) {
                String e164 = "+" + (block.first() + i);
                assertTrue(
                        PhoneNumber.read(e164, "") instanceof AcceptedNumber read
                                && read.number().place().equals(block.place())
                                && read.number().olderForms().isEmpty(),
                        e164);
            }
        }
    }

    @Test
    void eachNumberIsTakenOnceAndTheOwnersNever() {
        Set<Long> own = Set.of(12025550100L, 12025550150L, 12025550199L);
        List<NumberBlock> washington = FictitiousNumbers.all().stream()
                .filter(block -> block.first() == 12025550100L)
                .toList();
        FictitiousNumbers numbers = FictitiousNumbers.of(washington, own);
        Set<Long> taken = new HashSet<>();
        while (numbers.free() > 0) {
            assertTrue(taken.add(numbers.take(List.of(), new Random(1)).digits()));
        }
        assertEquals(97, taken.size());
        assertTrue(taken.stream().noneMatch(own::contains));
    }
}
