package dev.ringlock.links;

import dev.ringlock.http.PublicUrl;
import dev.ringlock.keys.Index;
import dev.ringlock.ledger.Entry;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.PreferenceLinks;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Store;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Makes links to a person's own page, for any number, on file or not. */
@Singleton
final class Links {

    private static final Duration LASTS = Duration.ofDays(7);

    private final Store store;
    private final Index index;
    private final Arrivals arrivals;
    private final PublicUrl publicUrl;

    Links(Store store, Index index, Arrivals arrivals, PublicUrl publicUrl) {
        this.store = store;
        this.index = index;
        this.arrivals = arrivals;
        this.publicUrl = publicUrl;
    }

    /**
     * Makes one.
     *
     * @param entries what the ledger says of it, in the same transaction
     */
    NewLink make(PhoneNumber number, List<Entry> entries) {
        Instant expiresAt = arrivals.now().plus(LASTS);
        String token = arrivals.token();
        Commit commit = Commit.ofRows(
                List.of(PreferenceLinks.row(token, index.contactIds(number).all(), expiresAt)));
        return store.change(() -> ChangePlan.write(
                commit.with(entries),
                new NewLink(publicUrl.value() + PreferenceLinks.PATH + "?t=" + token, expiresAt)));
    }
}
