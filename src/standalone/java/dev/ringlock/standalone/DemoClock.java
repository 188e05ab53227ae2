package dev.ringlock.standalone;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Demo mode's clock: the machine's clock plus all jumps so far. It never goes back, not even with a restart: stored
 * rows would lie in the future.
 */
final class DemoClock extends Clock {

    /** The longest jump. */
    static final Period FURTHEST = Period.ofYears(10);

    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Clock machine;
    private final Path file;
    private volatile Duration ahead;

    private DemoClock(Clock machine, Path file, Duration ahead) {
        this.machine = machine;
        this.file = file;
        this.ahead = ahead;
    }

    /**
     * Reads how far it is ahead.
     *
     * @param file the file with that duration
     * @throws ConfigurationException if it holds something else
     */
    static DemoClock read(Clock machine, Path file) {
        try {
            return new DemoClock(
                    machine,
                    file,
                    Files.exists(file) ? Duration.parse(Files.readString(file).strip()) : Duration.ZERO);
        } catch (DateTimeException | IOException e) {
            throw new ConfigurationException(
                    "The demo's clock cannot be read from " + file + ". To begin the demo anew, delete its folder.");
        }
    }

    /**
     * Jumps ahead. The new time is on the disk before it counts.
     *
     * @param by ISO 8601: a period on the UTC calendar, a time, or both, such as {@code P1M}, {@code PT12H}, {@code
     *     P1DT12H}
     * @return the new time; empty if {@code by} is not such a text, is not ahead, or is longer than {@link #FURTHEST}
     */
    synchronized Optional<Instant> jump(String by) {
        ZonedDateTime now = instant().atZone(ZoneOffset.UTC);
        Duration next;
        try {
            ZonedDateTime then = plus(now, by.strip().toUpperCase(Locale.ROOT));
            if (!then.isAfter(now) || then.isAfter(now.plus(FURTHEST))) {
                return Optional.empty();
            }
            next = ahead.plus(Duration.between(now, then));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
        keep(next);
        ahead = next;
        return Optional.of(instant());
    }

    private static ZonedDateTime plus(ZonedDateTime now, String by) {
        int time = by.indexOf('T');
        String days = time < 0 ? by : by.substring(0, time);
        Period period = time > 0 && days.equals("P") ? Period.ZERO : Period.parse(days);
        return now.plus(period).plus(time < 0 ? Duration.ZERO : Duration.parse("P" + by.substring(time)));
    }

    private void keep(Duration next) {
        try {
            Path written = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), next.toString());
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many whole days it is ahead of the machine's clock. */
    public long daysAhead() {
        return ahead.toDays();
    }

    public boolean isAhead() {
        return !ahead.isZero();
    }

    /** The time as pages show it. */
    public String shown() {
        return text(instant());
    }

    /** An instant as the demo's pages show it. */
    static String text(Instant instant) {
        return SHOWN.format(instant);
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(ahead);
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
