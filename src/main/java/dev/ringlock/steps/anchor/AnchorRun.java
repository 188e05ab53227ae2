package dev.ringlock.steps.anchor;

import dev.ringlock.evidence.StampReader.NoStampException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run. It makes an anchor if one is due. It shows outside of the house those that were not shown yet. */
public final class AnchorRun {

    /** How many anchors that a place missed it gets later. */
    private static final int MOST_MISSED = 31;

    private final Anchors anchors;
    private final Clock clock;
    private final Duration every;
    private final @Nullable TimeAuthority authority;
    private final @Nullable AnchorPlace place;

    /**
     * @param every how old the newest anchor may be
     * @param authority null if no time stamps are asked for
     * @param place null if there is none
     */
    public AnchorRun(
            Anchors anchors,
            Clock clock,
            Duration every,
            @Nullable TimeAuthority authority,
            @Nullable AnchorPlace place) {
        this.anchors = anchors;
        this.clock = clock;
        this.every = every;
        this.authority = authority;
        this.place = place;
    }

    /**
     * Makes an anchor if one is due, and shows it. The next run tries again after a failure. A time stamp of a newer anchor
     * stands for the older ones too.
     *
     * @return the failures, for the log; empty if there was none
     */
    public List<String> run() {
        List<String> failures = new ArrayList<>();
        if (anchors.newest()
                .filter(anchor -> anchor.to().isAfter(clock.instant()))
                .isPresent()) {
            failures.add("The newest anchor is of a later time than the clock tells");
        }
        Instant end = anchors.end().orElse(Instant.MIN);
        if (!clock.instant().minus(every).isBefore(end)) {
            anchors.make();
        }
        anchors.newest().ifPresent(newest -> failures.addAll(show(newest)));
        return failures;
    }

    private List<String> show(Anchor newest) {
        List<String> failures = new ArrayList<>();
        if (authority != null && anchors.stamp(newest).isEmpty()) {
            try {
                anchors.keep(newest, authority.stamp(newest.digest()));
            } catch (NoStampException e) {
                failures.add("The time-stamping authority gave no time stamp: " + e.getMessage());
            }
        }
        if (place != null) {
            try {
                for (Anchor anchor : anchors.latest(MOST_MISSED)) {
                    place.show(anchor);
                }
            } catch (IOException e) {
                failures.add("The place for anchors cannot be written to: "
                        + e.getClass().getSimpleName());
            }
        }
        return failures;
    }
}
