package planted.onlyhttpmakesaclock.capture;

/** Breaks: only the edge makes a clock. */
public class LooksAtTheClock {
    java.time.Instant now() {
        return java.time.Instant.now();
    }
}
