package dev.ringlock.standalone.backup;

import dev.ringlock.keys.CannotOpenException;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.Opener;
import dev.ringlock.steps.KeyCheck;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import java.time.Clock;
import java.util.Set;

/**
 * A few numbers of each purpose, opened to see whether that works. There is at least one of each purpose that has any.
 *
 * @param opened how many could be opened
 * @param unopened how many could not
 * @param strange how many of the opened ones are another contact's
 */
public record OpenedSample(int opened, int unopened, int strange) {

    private static final int OF_EACH = 25;

    public static OpenedSample of(Store store, Set<Purpose> purposes, Keys keys, Clock clock) {
        Index index = new Index(keys, new KeyCheck(store, clock));
        OpenedSample sample = new OpenedSample(0, 0, 0);
        try (Opener opener = new Opener(keys, new Envelope())) {
            for (Purpose purpose : purposes) {
                for (Compartment each :
                        store.audience(purpose, clock.instant(), null, OF_EACH).items()) {
                    sample = sample.with(opener, index, purpose, each);
                }
            }
        }
        return sample;
    }

    private OpenedSample with(Opener opener, Index index, Purpose purpose, Compartment each) {
        try {
            boolean own = index.contactIds(opener.open(each.contact(), purpose, each.sealed(), each.wrappedKey()))
                    .all()
                    .contains(each.contact());
            return new OpenedSample(opened + 1, unopened, strange + (own ? 0 : 1));
        } catch (CannotOpenException e) {
            return new OpenedSample(opened, unopened + 1, strange);
        }
    }
}
