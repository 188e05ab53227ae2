package dev.ringlock.audience;

import dev.ringlock.audience.numbers.AudienceNumbers;
import dev.ringlock.audience.numbers.KeptOpener;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Keys;
import dev.ringlock.store.Compartment;
import dev.ringlock.terms.Purpose;
import java.time.Clock;
import java.util.List;

/**
 * The path from an audience's compartments to its answer, built as in the server, for the benchmarks. It is in the
 * room's package, to reach package-private types.
 */
public final class AudiencePath {

    private final KeptOpener opener;

    public AudiencePath(Keys keys, Clock clock) {
        this.opener = new KeptOpener(keys, new Envelope(), clock);
    }

    /** Opens a page's numbers. Returns how many. */
    public int open(Purpose purpose, List<Compartment> page) {
        return opener.with(keys -> AudienceNumbers.open(keys, purpose, page))
                .numbers()
                .size();
    }
}
