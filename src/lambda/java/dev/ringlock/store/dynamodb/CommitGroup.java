package dev.ringlock.store.dynamodb;

import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.StoreUnavailableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Commits that have nothing to do with each other, sent some at a time. What DynamoDB has no capacity for is sent again after
 * a pause, and then fewer are sent at once. Each time that all get through it is one more again.
 */
final class CommitGroup {

    private static final int MOST_AT_ONCE = 16;
    /** So many times in a row nothing gets through before it is given up, which takes some seconds. */
    private static final int MOST_VAIN = 8;

    private static final int FIRST_PAUSE_MILLIS = 50;
    private static final int LONGEST_PAUSE_MILLIS = 5_000;
    private static final Set<String> TOO_MUCH =
            Set.of("ThrottlingError", "ProvisionedThroughputExceeded", "RequestLimitExceeded");

    private final List<Commit> commits;
    private final Function<Commit, CommitResult> write;
    private final CommitResult[] results;

    /** @param write one of them, by one transaction */
    CommitGroup(List<Commit> commits, Function<Commit, CommitResult> write) {
        this.commits = commits;
        this.write = write;
        this.results = new CommitResult[commits.size()];
    }

    /** In the order of the commits. */
    List<CommitResult> results() {
        Deque<Integer> left = new ArrayDeque<>();
        for (int place = 0; place < commits.size(); place++) {
            left.add(place);
        }
        int atOnce = MOST_AT_ONCE;
        int throttled = 0;
        int vain = 0;
        while (!left.isEmpty()) {
            List<Integer> sent = new ArrayList<>();
            while (sent.size() < atOnce && !left.isEmpty()) {
                sent.add(left.remove());
            }
            List<Integer> refused = send(sent);
            refused.forEach(left::addFirst);
            vain = refused.size() == sent.size() ? vain + 1 : 0;
            throttled = refused.isEmpty() ? 0 : throttled + 1;
            atOnce = refused.isEmpty() ? Math.min(MOST_AT_ONCE, atOnce + 1) : Math.max(1, atOnce / 2);
            if (vain == MOST_VAIN) {
                throw new StoreUnavailableException("DynamoDB had no capacity for a long time");
            }
            if (throttled > 0) {
                pause(throttled);
            }
        }
        return List.of(results);
    }

    /** The places of those that there was no capacity for. */
    private List<Integer> send(List<Integer> places) {
        List<Optional<CommitResult>> answers = ParallelRequests.each(places, place -> written(commits.get(place)));
        List<Integer> refused = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            int place = places.get(i);
            answers.get(i).ifPresentOrElse(result -> results[place] = result, () -> refused.add(place));
        }
        return refused;
    }

    private Optional<CommitResult> written(Commit commit) {
        try {
            return Optional.of(write.apply(commit));
        } catch (StoreUnavailableException e) {
            if (isTooMuch(e.getCause())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean isTooMuch(@Nullable Throwable cause) {
        if (cause instanceof TransactionCanceledException cancelled) {
            return cancelled.cancellationReasons().stream().anyMatch(reason -> TOO_MUCH.contains(reason.code()));
        }
        return cause instanceof AwsServiceException refused && refused.isThrottlingException();
    }

    private static void pause(int times) {
        int longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(times, 10));
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(longest / 2, longest));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted before all was written", e);
        }
    }
}
