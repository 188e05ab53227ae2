package dev.ringlock.standalone.staff;

import dev.ringlock.UnavailableException;
import dev.ringlock.access.Limit;
import dev.ringlock.keys.Index;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.store.Counter;
import dev.ringlock.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Failed tries to sign in, on the ledger: the first of an hour, the tenth, the hundredth and so on, each with its count. So a
 * flood leaves a few lines. Names that nobody has are counted together, and are not written down: somebody may have typed
 * a password there.
 */
final class FailedSignIns {

    static final String WRONG = "wrong_sign_in";
    static final String TOO_MANY = "too_many_tries";

    private static final Limit HOURS = new Limit(1, Duration.ofHours(1));
    private static final int TEN = 10;

    private final Store store;
    private final Index index;
    private final StaffEntries entries;

    FailedSignIns(Store store, Index index, StaffEntries entries) {
        this.store = store;
        this.index = index;
        this.entries = entries;
    }

    /**
     * Counts one. It is counted after the answer has left, so the answer does not wait, whatever the name.
     *
     * @param name empty if nobody has the name that was given
     * @param reason {@link #WRONG} or {@link #TOO_MANY}
     */
    void count(String name, String reason, String network) {
        try {
            Instant now = entries.now();
            String guard = index.guardName("sign-in-failed", name, reason, String.valueOf(HOURS.window(now)));
            long count =
                    store.count(List.of(new Counter(guard, HOURS.end(now)))).get(0);
            if (isPowerOfTen(count)) {
                TreeMap<String, String> fields =
                        new TreeMap<>(Map.of("count", String.valueOf(count), "reason", reason, "network", network));
                store.append(() -> List.of(entry(name, fields)));
            }
        } catch (UnavailableException e) {
            // the store says so itself; nobody got in
        }
    }

    private Entry entry(String name, Map<String, String> fields) {
        return name.isEmpty()
                ? entries.aboutNobody(Event.SIGN_IN_FAILED, fields)
                : entries.byPerson(name, Event.SIGN_IN_FAILED, fields);
    }

    private static boolean isPowerOfTen(long count) {
        long rest = count;
        while (rest % TEN == 0) {
            rest /= TEN;
        }
        return rest == 1;
    }
}
