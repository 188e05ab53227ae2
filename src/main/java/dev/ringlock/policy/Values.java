package dev.ringlock.policy;

import dev.ringlock.law.LawRow;
import dev.ringlock.phone.LineType;
import dev.ringlock.phone.NumberPlace;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.ImportYes;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.PurposeKind;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Turns texts of the file into values. A text that is not such a value throws; {@link Section} reports it as a mistake
 * with its line.
 */
final class Values {

    /** What {@link #period} reads. */
    static final String PERIOD = "a period from a day to 100 years (ISO 8601)";

    private static final int LONGEST_YEARS = 100;
    private static final int LONGEST_RECOVERY_DAYS = 35;
    private static final Duration LONGEST_CAP_WINDOW = Duration.ofDays(366);
    private static final Pattern MAIL_ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s]+");

    private static final Pattern REASON = Pattern.compile("[a-z][a-z0-9_]{0,31}");
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

    private Values() {}

    static String mailAddress(String text) {
        return require(text, MAIL_ADDRESS.matcher(text).matches());
    }

    static String language(String tag) {
        Locale locale = new Locale.Builder().setLanguageTag(tag).build();
        return require(tag, !tag.isEmpty() && locale.toLanguageTag().equals(tag));
    }

    /** A region's zone, or UTC. An offset would be wrong for half of the year. */
    static ZoneId timeZone(String id) {
        require(id, ZoneId.getAvailableZoneIds().contains(id));
        return ZoneId.of(id);
    }

    /** Of E.164's shape only: senders' numbers are the owner's own, and metadata does not know all of them. */
    static String senderNumber(String text) {
        return require(text, E164.matcher(text).matches());
    }

    static Purpose purpose(String text) {
        return new Purpose(text);
    }

    static String noticeId(String id) {
        return require(id, Purpose.isId(id));
    }

    static String reason(String id) {
        return require(id, REASON.matcher(id).matches());
    }

    static String webAddress(String text) {
        URI uri = URI.create(text);
        return require(text, uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme()));
    }

    static PurposeKind purposeKind(String id) {
        return Stream.of(PurposeKind.values())
                .filter(kind -> kind.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static ImportYes importYes(String id) {
        return Stream.of(ImportYes.values())
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Rules bind no codes. */
    static PurposeKind boundKind(String id) {
        PurposeKind kind = purposeKind(id);
        return require(kind, kind != PurposeKind.SECURITY);
    }

    /** A country or a state, or everywhere. */
    static String jurisdiction(String text) {
        boolean isPlace = Set.of(Locale.getISOCountries()).contains(text) || NumberPlace.isState(text);
        return require(text, isPlace || text.equals(LawRow.EVERYWHERE));
    }

    /** The time in which a cap counts. */
    static Duration capWindow(String text) {
        Duration window = Duration.parse(text);
        return require(
                window,
                window.getNano() == 0
                        && window.compareTo(Duration.ofHours(1)) >= 0
                        && window.compareTo(LONGEST_CAP_WINDOW) <= 0);
    }

    static Channel channel(String id) {
        return Stream.of(Channel.values())
                .filter(channel -> channel.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static LineType lineType(String name) {
        LineType type = LineType.valueOf(name);
        return require(type, type.acceptance() != LineType.Acceptance.NEVER);
    }

    static Period period(String text) {
        Period period = Period.parse(text);
        LocalDate latest = LocalDate.EPOCH.plusYears(LONGEST_YEARS);
        // No part of it is negative: a month minus thirty days can be a day or two backwards.
        return require(
                period,
                !period.isZero()
                        && !period.isNegative()
                        && !LocalDate.EPOCH.plus(period).isAfter(latest));
    }

    /**
     * Whether {@code one} is never longer than {@code other}, whenever they begin: 12 months are a year, but 30 days
     * are not always a month.
     */
    static boolean isWithin(Period one, Period other) {
        return LocalDate.EPOCH
                .datesUntil(LocalDate.EPOCH.plusYears(4))
                .noneMatch(start -> start.plus(one).isAfter(start.plus(other)));
    }

    static Duration duration(String text) {
        Duration duration = Duration.parse(text);
        return require(
                duration,
                duration.getNano() == 0 && duration.getSeconds() >= 1 && duration.compareTo(Duration.ofDays(1)) <= 0);
    }

    static boolean bool(String text) {
        return require(text, Set.of("true", "false").contains(text)).equals("true");
    }

    static boolean onOrOff(String text) {
        return require(text, Set.of("on", "off").contains(text)).equals("on");
    }

    static int positive(String text) {
        return wholeNumber(text, 1, Integer.MAX_VALUE);
    }

    static int wholeNumber(String text, int least, int most) {
        int number = Integer.parseInt(text);
        return require(number, number >= least && number <= most);
    }

    /** DynamoDB's longest recovery window. */
    static int recoveryDays(String text) {
        int days = positive(text);
        return require(days, days <= LONGEST_RECOVERY_DAYS);
    }

    private static <T> T require(T value, boolean good) {
        if (!good) {
            throw new IllegalArgumentException();
        }
        return value;
    }
}
