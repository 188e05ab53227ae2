package dev.ringlock.standalone.testdata;

import dev.ringlock.standalone.testdata.FictitiousNumbers.NumberBlock;
import dev.ringlock.standalone.testdata.FictitiousNumbers.TakenNumber;
import dev.ringlock.standalone.testdata.MadePerson.MadeSignup;
import dev.ringlock.standalone.testdata.Offers.OfferedForm;
import dev.ringlock.standalone.testdata.TestData.DataOrder;
import dev.ringlock.standalone.testdata.WantedPerson.PersonState;
import dev.ringlock.standalone.testdata.WantedPerson.SignupDays;
import dev.ringlock.terms.Purpose;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes people, one after the other. What is not wanted of them is drawn with shares that are made up. */
final class MadePeople {

    /** Of the purposes that a form asks for. */
    private static final double TICKED = .8;

    /** Of the purposes of other forms. */
    private static final double ELSEWHERE = .1;

    private static final double NEVER_CONFIRMED = .15;
    private static final double LEAVES_ALL = .03;
    private static final double LEAVES_ONE = .1;

    private final Offers offers;
    private final FictitiousNumbers numbers;
    private final WantedPeople wanted;
    private final DataOrder order;
    private final Random random;

    MadePeople(Offers offers, FictitiousNumbers numbers, WantedPeople wanted, DataOrder order, Random random) {
        this.offers = offers;
        this.numbers = numbers;
        this.wanted = wanted;
        this.order = order;
        this.random = random;
    }

    MadePerson next() {
        WantedPerson wish = wanted.next(random);
        TakenNumber number = numbers.take(wishes(wish), random);
        SortedSet<Purpose> possible = offers.purposes(number.from());
        OfferedForm form = form(wish, possible);
        Map<Purpose, PersonState> states = states(wish, form, possible);
        SortedSet<Purpose> left = in(states, PersonState.WITHDRAWN);
        boolean everything =
                !left.isEmpty() && (offers.reachesAll(number.from()) || (offers.isAll(left) && random.nextBoolean()));
        List<MadeSignup> signups = everything ? List.of() : signups(form, states);
        LocalDate first = first(signups, number.from());
        SignupDays days = wish.days();
        // the last day is spare
        boolean kept = days != null && days.meet(first, order.to().minusDays(1));
        LocalDate from = days == null || !kept || days.from().isBefore(first) ? first : days.from();
        return new MadePerson(
                number,
                language(wish, number.from()),
                signups,
                left,
                everything,
                from,
                days == null || !kept ? null : days.until());
    }

    private String language(WantedPerson wish, NumberBlock block) {
        return offers.languages().contains(wish.language())
                ? wish.language()
                : CountryHabits.of(block.country()).language(offers.languages(), random);
    }

    /** The first day on which all of it may have been agreed to. */
    private LocalDate first(List<MadeSignup> signups, NumberBlock block) {
        return signups.stream()
                .flatMap(signup -> signup.purposes().stream())
                .map(purpose -> offers.earliest(purpose, block))
                .filter(order.from()::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(order.from());
    }

    /** The block that is wanted, and what comes next to it. */
    private static List<Predicate<NumberBlock>> wishes(WantedPerson wish) {
        Predicate<NumberBlock> country =
                block -> wish.country().isEmpty() || wish.country().equals(block.country());
        Predicate<NumberBlock> line = block -> wish.line().isEmpty()
                || wish.line().equalsIgnoreCase(block.line().name());
        Set<String> states = Arrays.stream(wish.area().split("[^A-Z0-9-]+"))
                .filter(state -> state.contains("-"))
                .collect(Collectors.toSet());
        Predicate<NumberBlock> area =
                block -> states.isEmpty() || states.equals(block.place().states());
        return List.of(country.and(area).and(line), country.and(area), country.and(line), country, line);
    }

    /** The wanted form. Else the first is signed by most people, the next by half as many, and so on. */
    private OfferedForm form(WantedPerson wish, SortedSet<Purpose> possible) {
        List<OfferedForm> usable = offers.forms().stream()
                .filter(form -> form.purposes().stream().anyMatch(possible::contains))
                .toList();
        return usable.stream()
                .filter(form -> form.id().equals(wish.form()))
                .findFirst()
                .orElseGet(() -> {
                    int place = 0;
                    while (place < usable.size() - 1 && random.nextInt(3) == 0) {
                        place++;
                    }
                    return usable.get(place);
                });
    }

    private Map<Purpose, PersonState> states(WantedPerson wish, OfferedForm form, SortedSet<Purpose> possible) {
        SortedMap<Purpose, PersonState> states = drawn(form, possible);
        states.putAll(wish.states());
        states.keySet().retainAll(possible);
        states.values().removeIf(state -> state == PersonState.NONE);
        return states.isEmpty() ? drawn(form, possible) : states;
    }

    private SortedMap<Purpose, PersonState> drawn(OfferedForm form, SortedSet<Purpose> possible) {
        SortedMap<Purpose, PersonState> drawn = new TreeMap<>();
        for (Purpose purpose : possible) {
            if (random.nextDouble() < (form.purposes().contains(purpose) ? TICKED : ELSEWHERE)) {
                boolean waits = offers.needsProof(purpose) && random.nextDouble() < NEVER_CONFIRMED;
                drawn.put(purpose, waits ? PersonState.REQUESTED : PersonState.GRANTED);
            }
        }
        if (drawn.isEmpty()) {
            form.purposes().stream()
                    .filter(possible::contains)
                    .limit(1)
                    .forEach(purpose -> drawn.put(purpose, PersonState.GRANTED));
        }
        double fate = random.nextDouble();
        if (fate < LEAVES_ALL) {
            possible.forEach(purpose -> drawn.put(purpose, PersonState.WITHDRAWN));
        } else if (fate < LEAVES_ALL + LEAVES_ONE) {
            List<Purpose> any = List.copyOf(drawn.keySet());
            drawn.put(any.get(random.nextInt(any.size())), PersonState.WITHDRAWN);
        }
        return drawn;
    }

    /** One for each form that it takes, the person's own form first. */
    private List<MadeSignup> signups(OfferedForm own, Map<Purpose, PersonState> states) {
        List<OfferedForm> forms =
                Stream.concat(Stream.of(own), offers.forms().stream()).toList();
        List<MadeSignup> signups = new ArrayList<>();
        for (PersonState state : List.of(PersonState.GRANTED, PersonState.REQUESTED)) {
            SortedSet<Purpose> open = in(states, state);
            for (OfferedForm form : forms) {
                SortedSet<Purpose> asked = new TreeSet<>(open);
                asked.retainAll(form.purposes());
                open.removeAll(asked);
                if (!asked.isEmpty()) {
                    boolean confirmed =
                            state == PersonState.GRANTED && asked.stream().anyMatch(offers::needsProof);
                    signups.add(new MadeSignup(form, asked, confirmed));
                }
            }
        }
        return signups;
    }

    private static SortedSet<Purpose> in(Map<Purpose, PersonState> states, PersonState wanted) {
        return states.entrySet().stream()
                .filter(one -> one.getValue() == wanted)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
