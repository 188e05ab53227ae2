package dev.ringlock.law;

import dev.ringlock.phone.NumberPlace;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Terms;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules of law and of the owner's policy that bind decisions. Security codes are bound by none. */
public final class Laws {

    private static final int MOST_PLACES = 10_000;

    private final List<LawRow> rows;
    private final Map<Purpose, Terms> purposes;
    private final @Nullable LocalDate revocationReachesAll;
    /** What binds a kind of message to a kind of place: there are few, so that they are looked up once. */
    private final Map<AskedPlace, PlaceRules> places = new ConcurrentHashMap<>();

    private record AskedPlace(NumberPlace place, Channel channel, Purpose purpose) {}

    private record PlaceRules(PlaceHours hours, List<Cap> caps, List<Ceiling> ceilings, Set<ZoneId> zones) {}

    /** No rules at all. */
    public Laws() {
        this(List.of(), List.of(), null);
    }

    /**
     * The rules.
     *
     * @param rows in the order in which decisions name them, also those that are off
     * @param purposes of the policy: caps count some of them together
     * @param revocationReachesAll from that day on, a no from a number of the USA is one to everything; null if never
     */
    public Laws(List<LawRow> rows, List<Terms> purposes, @Nullable LocalDate revocationReachesAll) {
        this.revocationReachesAll = revocationReachesAll;
        this.rows = List.copyOf(rows);
        this.purposes = purposes.stream().collect(Collectors.toUnmodifiableMap(Terms::purpose, Function.identity()));
    }

    /** All rules, also those that are off. */
    public List<LawRow> rows() {
        return rows;
    }

    /** The rules that bind this policy on a day, and what begins and ends until then. */
    public RuleOutlook outlook(LocalDate today, LocalDate day) {
        return RuleOutlook.of(rows.stream().filter(this::isUsed).toList(), today, day);
    }

    /** Whether it is about any purpose of the policy. */
    private boolean isUsed(LawRow row) {
        return purposes.values().stream()
                .anyMatch(terms -> terms.channels().stream().anyMatch(channel -> row.binds(channel, terms)));
    }

    /** Whether that instant is within the allowed hours. Every zone of the place has to allow it. */
    public HoursAnswer hours(NumberPlace place, Channel channel, Terms terms, Instant at) {
        return rules(place, channel, terms).hours().at(at);
    }

    /** The day from which a no from a number of the USA is one to everything; null if never. */
    public @Nullable LocalDate revocationReachesAll() {
        return revocationReachesAll;
    }

    /**
     * Whether a no that counts from that instant is one to everything, whatever it names: the rule of the row {@code
     * us-scope}, once the owner has set its day. Counted by the earliest local date of the number, by UTC's if unknown.
     */
    public boolean reachesAll(PhoneNumber number, Instant at) {
        LocalDate from = revocationReachesAll;
        if (from == null) {
            return false;
        }
        NumberPlace place = number.place();
        return "US".equals(place.country()) && isReached(from, zones(place), at);
    }

    /** Whether it is that day or a later one in one zone at least. By UTC if none is known. */
    private static boolean isReached(LocalDate day, Set<ZoneId> zones, Instant at) {
        return zones.isEmpty()
                ? !LocalDate.ofInstant(at, ZoneOffset.UTC).isBefore(day)
                : zones.stream().anyMatch(zone -> !LocalDate.ofInstant(at, zone).isBefore(day));
    }

    private static Set<ZoneId> zones(NumberPlace place) {
        return place.zones().stream().map(ZoneId::of).collect(Collectors.toUnmodifiableSet());
    }

    /** As long as the longest cap counts. */
    public Duration longestCap() {
        return rows.stream()
                .filter(LawRow::on)
                .flatMap(row -> row.content() instanceof RuleContent.RollingQuota quota
                        ? Stream.of(quota.per())
                        : Stream.empty())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** The caps that bind at that instant. */
    public List<Cap> caps(NumberPlace place, Channel channel, Terms terms, Instant at) {
        PlaceRules rules = rules(place, channel, terms);
        return inForce(rules.caps(), Cap::rule, rules.zones(), at);
    }

    /** The ceilings on a consent's age that bind at that instant. */
    public List<Ceiling> ceilings(NumberPlace place, Channel channel, Terms terms, Instant at) {
        PlaceRules rules = rules(place, channel, terms);
        return inForce(rules.ceilings(), Ceiling::rule, rules.zones(), at);
    }

    private static <T> List<T> inForce(List<T> all, Function<T, LegalRule> rule, Set<ZoneId> zones, Instant at) {
        for (T each : all) {
            if (!inForce(rule.apply(each), zones, at)) {
                return all.stream()
                        .filter(one -> inForce(rule.apply(one), zones, at))
                        .toList();
            }
        }
        return all;
    }

    /** Whether it is in force on the day that it is there, in one zone at least. */
    private static boolean inForce(LegalRule rule, Set<ZoneId> zones, Instant at) {
        if (rule.from() == null && rule.until() == null) {
            return true;
        } else if (zones.isEmpty()) {
            return rule.inForce(LocalDate.ofInstant(at, ZoneOffset.UTC));
        }
        return zones.stream().anyMatch(zone -> rule.inForce(LocalDate.ofInstant(at, zone)));
    }

    private PlaceRules rules(NumberPlace place, Channel channel, Terms terms) {
        AskedPlace asked = new AskedPlace(place, channel, terms.purpose());
        PlaceRules known = places.get(asked);
        if (known == null) {
            known = find(place, channel, terms);
            if (places.size() >= MOST_PLACES) {
                places.clear();
            }
            places.put(asked, known);
        }
        return known;
    }

    private PlaceRules find(NumberPlace place, Channel channel, Terms terms) {
        List<LawRow> binding = rows.stream()
                .filter(row -> row.binds(channel, terms))
                .filter(row -> row.reaches(place)
                        || ((row.isOwners() || !(row.content() instanceof RuleContent.WeekHours))
                                && row.mayReach(place)))
                .toList();
        List<LawRow> hours = binding.stream()
                .filter(row -> row.content() instanceof RuleContent.WeekHours)
                .toList();
        return new PlaceRules(
                new PlaceHours(place, hours),
                binding.stream().flatMap(this::cap).toList(),
                binding.stream().flatMap(Laws::ceiling).toList(),
                zones(place));
    }

    private Stream<Cap> cap(LawRow row) {
        return row.content() instanceof RuleContent.RollingQuota quota
                ? Stream.of(new Cap(row.rule(), quota.most(), quota.per(), row.channels(), together(row)))
                : Stream.empty();
    }

    /** The purposes that count together for a cap, by the names that they had before too. */
    private Set<Purpose> together(LawRow row) {
        return purposes.entrySet().stream()
                .filter(each -> row.counts(each.getKey(), each.getValue().kind()))
                .flatMap(each -> Stream.concat(Stream.of(each.getKey()), each.getValue().formerly().stream()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<Ceiling> ceiling(LawRow row) {
        return row.content() instanceof RuleContent.ConsentAge age
                ? Stream.of(new Ceiling(row.rule(), age.age()))
                : Stream.empty();
    }
}
