package dev.ringlock.reconcile;

import dev.ringlock.keys.Index;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.phone.ContactId;
import dev.ringlock.steps.BlockedPerson;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.Store;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Whom a provider's list has. Each page becomes one row of {@code guard}: 64 bits of a hash for each person and sender. A step
 * that looks for ours reads all rows of its run: 8 bytes for each. They expire after two days.
 */
@Singleton
final class SeenPeople {

    private static final Duration KEPT = Duration.ofDays(2);
    private static final int HEX_OF_A_LONG = 16;

    private final Store store;
    private final Index index;

    SeenPeople(Store store, Index index) {
        this.store = store;
        this.index = index;
    }

    /** Keeps a page once, even if its step is repeated. */
    void keep(String run, String provider, int page, List<BlockedPerson> people, Instant now) {
        long[] all = people.stream().flatMapToLong(SeenPeople::hashes).toArray();
        ByteBuffer bytes = ByteBuffer.allocate(all.length * Long.BYTES);
        bytes.asLongBuffer().put(all);
        GuardRow row = new GuardRow(
                name(run, provider, page), "", Base64.getEncoder().encodeToString(bytes.array()), now.plus(KEPT));
        store.change(() -> ChangePlan.write(Commit.ofRows(List.of(row)), true));
    }

    /** All pages of a list. */
    ListedPeople all(String run, String provider, int pages) {
        long[][] each = new long[pages][];
        for (int page = 0; page < pages; page++) {
            GuardRow row = store.recall(name(run, provider, page))
                    .orElseThrow(() -> new IllegalStateException("a page of the run is gone: it took too long"));
            LongBuffer longs =
                    ByteBuffer.wrap(Base64.getDecoder().decode(row.answer())).asLongBuffer();
            each[page] = new long[longs.remaining()];
            longs.get(each[page]);
        }
        long[] all = Arrays.stream(each).flatMapToLong(Arrays::stream).toArray();
        Arrays.sort(all);
        return new ListedPeople(all);
    }

    /** Whom the list has, in memory. */
    static final class ListedPeople {

        private final long[] sorted;

        private ListedPeople(long[] sorted) {
            this.sorted = sorted;
        }

        boolean has(ContactId contact, String sender) {
            return Arrays.binarySearch(sorted, hash(contact, sender)) >= 0;
        }
    }

    private static LongStream hashes(BlockedPerson person) {
        return person.ids().all().stream()
                .flatMapToLong(id -> person.senders().stream().mapToLong(sender -> hash(id, sender)));
    }

    private static long hash(ContactId contact, String sender) {
        return Long.parseUnsignedLong(Sha256.hex(contact.value(), sender).substring(0, HEX_OF_A_LONG), HEX_OF_A_LONG);
    }

    private String name(String run, String provider, int page) {
        return index.guardName("reconcile", run, provider, String.valueOf(page));
    }
}
