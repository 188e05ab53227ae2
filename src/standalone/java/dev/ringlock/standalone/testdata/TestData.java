package dev.ringlock.standalone.testdata;

import dev.ringlock.standalone.testdata.MadeHistory.MadeRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.LongConsumer;

/** A file of test data, in the order of the decisions. It takes memory by people, not by rows. */
public final class TestData {

    /** As long as there are enough numbers. */
    private static final double ROWS_EACH = 2.2;

    /** With more of them the days are too full to tell the rows apart. */
    private static final long MOST_ROWS_EACH = 25_000;

    private final Offers offers;
    private final WantedPeople wanted;
    private final DataOrder order;
    private final FictitiousNumbers numbers;
    private final Random random;

    private TestData(Offers offers, WantedPeople wanted, DataOrder order, FictitiousNumbers numbers) {
        this.offers = offers;
        this.wanted = wanted;
        this.order = order;
        this.numbers = numbers;
        // its numbers are laid down by Java's specification, on every machine
        this.random = new Random(order.seed());
    }

    /**
     * The wish of the caller: what is to be written.
     *
     * @param from the first day of it
     * @param to the day before which everything is decided
     */
    public record DataOrder(long rows, long seed, LocalDate from, LocalDate to) {}

    /**
     * The result: what was written.
     *
     * @param latestImport the day until which it can be imported: then the oldest consents may end
     */
    public record WrittenData(long rows, int people, long yeses, long noes, LocalDate latestImport) {}

    /** @throws TestDataRefusedException if it cannot be written, with what to change */
    static TestData of(Offers offers, WantedPeople wanted, DataOrder order) {
        FictitiousNumbers numbers = offers.numbers();
        if (numbers.free() == 0) {
            throw new TestDataRefusedException(
                    "No purpose of the policy takes a number that is officially nobody's. Such"
                            + " numbers are of the kinds MOBILE, FIXED_LINE and FIXED_LINE_OR_MOBILE. A purpose needs a notice, too.");
        }
        if (order.rows() / numbers.free() > MOST_ROWS_EACH) {
            throw new TestDataRefusedException("So many rows are too many for " + numbers.free()
                    + " numbers: write at most " + numbers.free() * MOST_ROWS_EACH + ".");
        }
        return new TestData(offers, wanted, order, numbers);
    }

    /** The mapping with which an import reads it. */
    public static String mapping() {
        try (InputStream in = TestData.class.getResourceAsStream("/testdata/mapping.yaml")) {
            return new String(
                    Objects.requireNonNull(in, "the mapping is missing").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes the file.
     *
     * @param progress is told now and then how many rows are written
     */
    public WrittenData write(OutputStream file, LongConsumer progress) throws IOException {
        PriorityQueue<QueuedPerson> queue = new PriorityQueue<>();
        for (MadeHistory history : histories()) {
            if (history.advance(random)) {
                queue.add(new QueuedPerson(queue.size(), history));
            }
        }
        int people = queue.size();
        RowText text = new RowText(random);
        file.write(RowText.HEADER.getBytes(StandardCharsets.UTF_8));
        long rows = 0;
        long noes = 0;
        for (QueuedPerson first = queue.poll(); first != null; first = queue.poll()) {
            MadeRow decision = first.decision();
            rows++;
            noes += decision.signup() == null ? 1 : 0;
            file.write(text.line(rows, first.history.person(), decision).getBytes(StandardCharsets.UTF_8));
            progress.accept(rows);
            if (first.history.advance(random)) {
                queue.add(first);
            }
        }
        return new WrittenData(rows, people, rows - noes, noes, offers.latestImport());
    }

    private List<MadeHistory> histories() {
        // the last day is spare, as the day ends later in the west
        Season yeses = Season.ofYeses(order.from(), order.to().minusDays(1));
        Season noes = Season.ofNoes(order.from(), order.to().minusDays(1));
        MadePeople people = new MadePeople(offers, numbers, wanted, order, random);
        int most = (int) Math.min(numbers.free(), Math.max(1, Math.round(order.rows() / ROWS_EACH)));
        List<MadeHistory> histories = new ArrayList<>();
        long left = order.rows();
        for (int i = 0; i < most && left > 0; i++) {
            MadePerson person = people.next();
            long rows = Math.min(left, rows(person, (double) left / (most - i)));
            histories.add(new MadeHistory(person, rows, yeses, noes));
            left -= rows;
        }
        spread(histories, left);
        return histories;
    }

    /** A person who only leaves does so once or twice. The others have as many rows as it takes, some more and some fewer. */
    private long rows(MadePerson person, double mean) {
        int fewest = person.fewestRows();
        return person.onlyLeaves()
                ? fewest + random.nextInt(2)
                : fewest + Math.round(2 * random.nextDouble() * Math.max(0, mean - fewest));
    }

    private static void spread(List<MadeHistory> histories, long rows) {
        List<MadeHistory> staying =
                histories.stream().filter(one -> !one.person().onlyLeaves()).toList();
        List<MadeHistory> among = staying.isEmpty() ? histories : staying;
        for (int i = 0; i < among.size(); i++) {
            among.get(i).add(rows / among.size() + (i < rows % among.size() ? 1 : 0));
        }
    }

    /** In the order of their next decisions. */
    private record QueuedPerson(int place, MadeHistory history) implements Comparable<QueuedPerson> {

        private static final Comparator<QueuedPerson> ORDER = Comparator.<QueuedPerson>comparingLong(
                        one -> one.decision().second())
                .thenComparingInt(QueuedPerson::place);

        MadeRow decision() {
            return Objects.requireNonNull(history.next());
        }

        @Override
        public int compareTo(QueuedPerson other) {
            return ORDER.compare(this, other);
        }
    }
}
