package dev.ringlock.standalone.testdata;

import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.standalone.testdata.TestData.DataOrder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The files that test data is to be like: a policy, and a guarded dataset of people. */
public final class LikeFiles {

    private static final int MOST_YEARS = 2;
    private static final int FEWEST_DAYS = 3;

    private final Policy policy;
    private final @Nullable Path dataset;

    private LikeFiles(Policy policy, @Nullable Path dataset) {
        this.policy = policy;
        this.dataset = dataset;
    }

    /**
     * Tells by their content which is what.
     *
     * @param usual the policy if none of them is one
     * @throws TestDataRefusedException if there are two of a kind
     */
    public static LikeFiles of(List<Path> files, Supplier<Policy> usual) throws IOException {
        Path policy = null;
        Path dataset = null;
        for (Path file : files) {
            boolean isDataset = DatasetShares.isDataset(file);
            if ((isDataset ? dataset : policy) != null) {
                throw new TestDataRefusedException("Name one policy and one dataset at most.");
            }
            dataset = isDataset ? file : dataset;
            policy = isDataset ? policy : file;
        }
        return new LikeFiles(policy == null ? usual.get() : PolicyFile.read(policy), dataset);
    }

    /**
     * Test data of that kind.
     *
     * @param from null for as long as a yes lasts, and two years at most
     * @throws TestDataRefusedException if it cannot be made
     */
    public TestData data(long rows, long seed, @Nullable LocalDate from, LocalDate to) throws IOException {
        Offers offers = new Offers(policy, to);
        LocalDate first = from == null ? offers.earliest(to.minusYears(MOST_YEARS)) : from;
        if (!first.isBefore(to.minusDays(FEWEST_DAYS - 1))) {
            throw new TestDataRefusedException("Name a --from that lies at least three days before " + to + ".");
        }
        WantedPeople wanted = dataset == null ? WantedPeople.ANY : DatasetShares.read(dataset, policy);
        return TestData.of(offers, wanted, new DataOrder(rows, seed, first, to));
    }
}
