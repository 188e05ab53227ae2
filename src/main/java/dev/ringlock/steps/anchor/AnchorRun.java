package dev.ringlock.steps.anchor;

import dev.ringlock.steps.anchor.TimeAuthority.NoStampException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run: an anchor if one is due, and the newest anchor shown outside of the house if it was not. */
public final class AnchorRun {

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
     * Does what is due. An anchor that could not be shown is shown by the next run. If there is a newer one by then, that one
     * stands for both.
     *
     * @return why it could not be shown, for the log; empty if it was
     */
    public List<String> run() {
        @Nullable Anchor newest = anchors.newest().orElse(null);
        if (newest == null || !clock.instant().isBefore(newest.to().plus(every))) {
            newest = anchors.make().orElse(newest);
        }
        return newest == null ? List.of() : show(newest);
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
                place.show(newest);
            } catch (IOException e) {
                failures.add("The place for anchors cannot be written to: "
                        + e.getClass().getSimpleName());
            }
        }
        return failures;
    }
}
