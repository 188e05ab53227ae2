package dev.ringlock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that stands still until it is moved. It begins years ahead of the machine's: an engine deletes rows by the machine's
 * clock once their time to live is over, and no test's row is.
 */
public final class TestClock extends Clock {

    private volatile Instant now = Instant.parse("2046-11-23T10:00:00.000Z");

    public void advance(Duration by) {
        now = now.plus(by);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
