package dev.ringlock.standalone.testdata;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.ringlock.phone.LineType;
import dev.ringlock.phone.NumberPlace;
import dev.ringlock.phone.NumberReading.AcceptedNumber;
import dev.ringlock.phone.PhoneNumber;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Numbers that are officially nobody's, by blocks. Each is taken once. */
final class FictitiousNumbers {

    private static final String AREA_CODE = "NPA";
    private static final int FIRST_AREA_CODE = 200;
    private static final int LAST_AREA_CODE = 999;

    private final List<FreeBlock> blocks;

    private FictitiousNumbers(List<FreeBlock> blocks) {
        this.blocks = blocks;
    }

    /**
     * Numbers in a row, of one place and one kind of line.
     *
     * @param first the digits of the first one
     * @param example the first one too
     */
    record NumberBlock(long first, int size, PhoneNumber example, NumberPlace place) {

        String country() {
            return Objects.requireNonNull(place.country());
        }

        LineType line() {
            return place.line();
        }
    }

    /** A number and the block that it is from. */
    record TakenNumber(long digits, NumberBlock from) {}

    private static final class FreeBlock {

        private final NumberBlock block;
        private final Set<Long> left;
        private int next;
        private int free;

        FreeBlock(NumberBlock block, Set<Long> left) {
            this.block = block;
            this.left = left;
            this.free = (int) IntStream.range(0, block.size())
                    .filter(place -> !left.contains(block.first() + place))
                    .count();
        }

        TakenNumber take() {
            while (left.contains(block.first() + next)) {
                next++;
            }
            free--;
            return new TakenNumber(block.first() + next++, block);
        }
    }

    /**
     * The numbers of these blocks.
     *
     * @param left numbers that are the owner's own
     */
    static FictitiousNumbers of(List<NumberBlock> blocks, Set<Long> left) {
        return new FictitiousNumbers(
                blocks.stream().map(block -> new FreeBlock(block, left)).toList());
    }

    /** All blocks, in the order of the table. */
    static List<NumberBlock> all() {
        try (InputStream in = FictitiousNumbers.class.getResourceAsStream("/testdata/fictitious_numbers.csv")) {
            List<NumberBlock> all = new ArrayList<>();
            CsvReader.builder()
                    .commentStrategy(CommentStrategy.SKIP)
                    .ofNamedCsvRecord(Objects.requireNonNull(in, "the table of numbers is missing"))
                    .stream()
                    .flatMap(row -> blocks(row.getField("country"), row.getField("first"), row.getField("last")))
                    .forEach(all::add);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<NumberBlock> blocks(String country, String first, String last) {
        if (!first.contains(AREA_CODE)) {
            return block(country, first, last);
        }
        // an area code that no place has gives no valid number, or one of another country or kind
        return IntStream.rangeClosed(FIRST_AREA_CODE, LAST_AREA_CODE)
                .mapToObj(String::valueOf)
                .flatMap(code -> block(country, first.replace(AREA_CODE, code), last.replace(AREA_CODE, code)));
    }

    private static Stream<NumberBlock> block(String country, String first, String last) {
        if (!(PhoneNumber.read(first, "") instanceof AcceptedNumber accepted)) {
            return Stream.empty();
        }
        NumberPlace place = accepted.number().place();
        if (!country.equals(place.country()) || place.line().acceptance() == LineType.Acceptance.NEVER) {
            return Stream.empty();
        }
        long digits = digits(first);
        return Stream.of(new NumberBlock(digits, (int) (digits(last) - digits) + 1, accepted.number(), place));
    }

    /** The digits behind the plus. */
    static long digits(String e164) {
        return Long.parseLong(e164, 1, e164.length(), 10);
    }

    /** How many are free. */
    int free() {
        return free(blocks);
    }

    /** A number of a block of that kind; of any, if none of that kind is free. */
    TakenNumber take(List<Predicate<NumberBlock>> wishes, Random random) {
        for (Predicate<NumberBlock> wish : wishes) {
            List<FreeBlock> fitting = blocks.stream()
                    .filter(one -> one.free > 0 && wish.test(one.block))
                    .toList();
            if (!fitting.isEmpty()) {
                return takeAmong(fitting, random);
            }
        }
        return takeAmong(blocks, random);
    }

    /** The more of a block are free, the likelier it is. */
    private static TakenNumber takeAmong(List<FreeBlock> among, Random random) {
        int place = random.nextInt(free(among));
        for (FreeBlock one : among) {
            place -= one.free;
            if (place < 0) {
                return one.take();
            }
        }
        throw new IllegalStateException("no number is free");
    }

    private static int free(List<FreeBlock> among) {
        return among.stream().mapToInt(one -> one.free).sum();
    }
}
