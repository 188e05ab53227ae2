package planted.corehasnoclockandnoio.consent;

/** Breaks: core has no clock. */
public class AsksForTheTime {
    java.time.Instant now(java.time.Clock clock) {
        return clock.instant();
    }
}
