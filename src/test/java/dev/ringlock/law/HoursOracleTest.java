package dev.ringlock.law;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Deep;
import dev.ringlock.phone.LineType;
import dev.ringlock.phone.NumberPlace;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.PurposeKind;
import dev.ringlock.terms.Terms;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The hours, against a slow and obvious reading of the rules that walks from minute to minute. */
class HoursOracleTest {

    private static final Terms TERMS = new Terms(
            new Purpose("marketing"),
            Set.of(Channel.SMS),
            Period.ofYears(2),
            false,
            Set.of(LineType.MOBILE),
            PurposeKind.MARKETING,
            Set.of());
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2028-03-02T00:00:00Z");

    /** Zones with odd clocks: gaps at midnight, half hours, a day that is left out, none at all. */
    private static final List<String> ODD = List.of(
            "America/New_York",
            "Europe/Paris",
            "Australia/Lord_Howe",
            "America/St_Johns",
            "Asia/Kathmandu",
            "Africa/Casablanca",
            "Africa/Cairo",
            "America/Santiago",
            "Asia/Beirut",
            "America/Havana",
            "Pacific/Kiritimati",
            "Asia/Tehran");

    private static String said(LocalDate day, int secondOfDay, RuleContent.WeekHours week, boolean holiday) {
        DayHours hours =
                switch (day.getDayOfWeek()) {
                    case SATURDAY -> week.sat();
                    case SUNDAY -> week.sun();
                    default -> week.monFri();
                };
        boolean open = hours.spans().stream().anyMatch(span -> span.start() <= secondOfDay && secondOfDay < span.end());
        if (holiday && week.holidays() != null) {
            open &= week.holidays().spans().stream()
                    .anyMatch(span -> span.start() <= secondOfDay && secondOfDay < span.end());
        }
        return open ? "open" : "closed";
    }

    /** What the rule says in that zone at that instant. */
    private static boolean isOpen(LawRow row, String country, ZoneId zone, Instant at) {
        ZonedDateTime local = at.atZone(zone);
        LocalDate day = local.toLocalDate();
        LocalDate from = row.rule().from();
        LocalDate until = row.rule().until();
        if ((from != null && day.isBefore(from)) || (until != null && !day.isBefore(until))) {
            return true;
        }
        boolean holiday = Holidays.isHoliday(country, day);
        return said(day, local.toLocalTime().toSecondOfDay(), (RuleContent.WeekHours) row.content(), holiday)
                .equals("open");
    }

    private static boolean isOpen(List<LawRow> rows, NumberPlace place, Instant at) {
        return rows.stream()
                .allMatch(row ->
                        place.zones().stream().allMatch(zone -> isOpen(row, place.country(), ZoneId.of(zone), at)));
    }

    /** Walks through all minutes from one to another, and asks at each change and some other minutes. */
    private static void compare(List<LawRow> rows, NumberPlace place, Instant start, Instant end) {
        Laws laws = new Laws(rows, List.of(TERMS), null);
        Instant change = null;
        boolean before = isOpen(rows, place, start);
        List<Instant> asked = new ArrayList<>(List.of(start));
        for (Instant at = start; at.isBefore(end); at = at.plusSeconds(60)) {
            boolean open = isOpen(rows, place, at);
            if (open != before) {
                change = at;
                for (Instant earlier : asked) {
                    HoursAnswer answer = laws.hours(place, Channel.SMS, TERMS, earlier);
                    assertEquals(before, answer.isOpen(), () -> place + " at " + earlier);
                    assertEquals(change, answer.changesAt(), () -> place + " at " + earlier);
                }
                asked.clear();
                asked.add(at);
                before = open;
            } else if (at.getEpochSecond() % 40_260 == 0) {
                asked.add(at.plusMillis(59_999));
            }
        }
        for (Instant later : asked) {
            HoursAnswer answer = laws.hours(place, Channel.SMS, TERMS, later);
            assertEquals(before, answer.isOpen(), () -> place + " at " + later);
            Instant changesAt = answer.changesAt();
            assertTrue(changesAt == null || !changesAt.isBefore(end), () -> place + " at " + later);
        }
    }

    private static LawRow row(
            String id, RuleContent.WeekHours week, @Nullable LocalDate from, @Nullable LocalDate until) {
        return new LawRow(
                new LegalRule(id, "*", "", "", "", from, until),
                RuleOccasion.ALWAYS,
                Set.of(Channel.SMS),
                Set.of(PurposeKind.MARKETING),
                Set.of(),
                true,
                "",
                week);
    }

    private static NumberPlace place(String country, Set<String> zones) {
        return new NumberPlace(country, Set.of(), zones, LineType.MOBILE);
    }

    private static final RuleContent.WeekHours ODD_WEEK = new RuleContent.WeekHours(
            DayHours.parse("00:00-00:30;02:15-13:00;23:30-24:00"),
            DayHours.parse("00:00-24:00"),
            DayHours.parse("01:30-02:30"),
            DayHours.parse("02:00-12:00"));

    @Test
    void someZonesOverSomeMonths() {
        for (String zone : ODD) {
            Instant start = Instant.parse("2026-03-01T00:00:00Z");
            compare(
                    List.of(row("odd", ODD_WEEK, null, null)),
                    place("FR", Set.of(zone)),
                    start,
                    start.plus(Duration.ofDays(60)));
        }
    }

    /** Two years, with a leap day: an eighth of the zones that a number may be in, every one in {@code .ci/deep}. */
    @Test
    @Tag("full")
    void zonesOfNumbersOverTwoYears() throws IOException {
        List<String> zones = zonesOfNumbers().stream().sorted().toList();
        assertTrue(zones.size() > 270, () -> "only " + zones.size());
        int apart = Deep.of(8, 1);
        IntStream.range(0, zones.size())
                .filter(i -> i % apart == 0)
                .mapToObj(zones::get)
                .parallel()
                .forEach(zone ->
                        compare(List.of(row("odd", ODD_WEEK, null, null)), place("US", Set.of(zone)), START, END));
    }

    @Test
    void everyZoneOfEveryNumberOnTheDaysAroundItsNextChanges() throws IOException {
        for (String zone : zonesOfNumbers()) {
            var next = ZoneId.of(zone).getRules().nextTransition(START);
            Instant around = next == null ? Instant.parse("2028-02-29T00:00:00Z") : next.getInstant();
            compare(
                    List.of(row("odd", ODD_WEEK, null, null)),
                    place("US", Set.of(zone)),
                    around.minus(Duration.ofDays(1)),
                    around.plus(Duration.ofDays(1)));
        }
    }

    /** A day that was left out: there was no 2011-12-30 in Samoa. */
    @Test
    void aDayThatIsLeftOut() {
        compare(
                List.of(
                        row("odd", ODD_WEEK, LocalDate.of(2011, 12, 30), LocalDate.of(2011, 12, 31)),
                        row("b", ODD_WEEK, null, null)),
                place("FR", Set.of("Pacific/Apia")),
                Instant.parse("2011-12-25T00:00:00Z"),
                Instant.parse("2012-01-05T00:00:00Z"));
    }

    private static Set<String> zonesOfNumbers() throws IOException {
        try (InputStream in =
                HoursOracleTest.class.getResourceAsStream("/com/google/i18n/phonenumbers/timezones/data/map_data")) {
            assertNotNull(in);
            // the bytes are those of an object stream, which cuts them into blocks
            String text = new String(new ObjectInputStream(in).readAllBytes(), StandardCharsets.ISO_8859_1);
            Set<String> zones = new TreeSet<>();
            Matcher matcher = Pattern.compile(
                            "(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Za-z_/-]+")
                    .matcher(text);
            while (matcher.find()) {
                zones.add(matcher.group());
            }
            return zones;
        }
    }

    record HoursCase(List<LawRow> rows, NumberPlace place, Instant start) {}

    @Provide
    Arbitrary<HoursCase> cases() {
        Arbitrary<LawRow> rows = Combinators.combine(
                        days(),
                        days(),
                        days(),
                        days().injectNull(0.3),
                        dates().injectNull(0.6),
                        dates().injectNull(0.6))
                .as((monFri, sat, sun, holidays, from, until) ->
                        row("r" + from + until, new RuleContent.WeekHours(monFri, sat, sun, holidays), from, until));
        Arbitrary<Set<String>> zones = Arbitraries.of(ODD).set().ofMinSize(1).ofMaxSize(3);
        Arbitrary<String> countries = Arbitraries.of("US", "FR", "XX");
        Arbitrary<Integer> starts = Arbitraries.integers().between(0, 790);
        return Combinators.combine(rows.list().ofMinSize(1).ofMaxSize(3), zones, countries, starts)
                .as((some, where, country, days) ->
                        new HoursCase(some, place(country, where), START.plus(Duration.ofDays(days))));
    }

    private static Arbitrary<DayHours> days() {
        return Arbitraries.integers().between(0, 24 * 4).set().ofMaxSize(4).map(quarters -> {
            List<Integer> sorted = quarters.stream().sorted().toList();
            List<DayHours.Span> spans = new ArrayList<>();
            for (int i = 0; i + 1 < sorted.size(); i += 2) {
                spans.add(new DayHours.Span(sorted.get(i) * 900, sorted.get(i + 1) * 900));
            }
            return new DayHours(spans);
        });
    }

    private static Arbitrary<LocalDate> dates() {
        return Arbitraries.integers()
                .between(0, 800)
                .map(days -> LocalDate.of(2026, 1, 1).plusDays(days));
    }

    @Property(tries = 150)
    void anyRulesInAnyZones(@ForAll("cases") HoursCase some) {
        compare(some.rows(), some.place(), some.start(), some.start().plus(Duration.ofDays(9)));
    }

    /** The order of the questions does not matter: what is kept of one does not show in another. */
    @Test
    void theSameQuestionHasTheSameAnswer() {
        List<LawRow> rows = List.of(row("odd", ODD_WEEK, null, null));
        NumberPlace place = place("FR", Set.of("Europe/Paris", "America/Havana"));
        Laws laws = new Laws(rows, List.of(TERMS), null);
        Random random = new Random(18);
        Stream.generate(() -> START.plusSeconds(random.nextInt(40 * 86_400)))
                .limit(3_000)
                .forEach(at -> assertEquals(
                        new Laws(rows, List.of(TERMS), null).hours(place, Channel.SMS, TERMS, at),
                        laws.hours(place, Channel.SMS, TERMS, at)));
    }
}
