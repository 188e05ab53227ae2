package dev.ringlock.purge;

import static dev.ringlock.purge.People.MARKETING;
import static dev.ringlock.purge.People.SERVICE;

import dev.ringlock.consent.FailureKind;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.terms.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** What one person does in three years, by chance from a seed of their own. */
record Life(int person, PhoneNumber number, List<LifeAct> acts) {

    enum Kind {
        YES,
        PROVED_YES,
        NO,
        REPLY,
        HARD_FAILURE,
        SOFT_FAILURE
    }

    /** Something that was done or that happened. */
    record LifeAct(Instant at, Kind kind, Set<Purpose> purposes) {}

    private static final int DAYS = 1_096;

    static Life of(int person, Instant begin) {
        Random chance = new Random(person);
        Story story = new Story(chance, begin);
        int day = chance.nextInt(DAYS - 60);
        Set<Purpose> purposes = chance.nextInt(10) < 4 ? Set.of(MARKETING, SERVICE) : Set.of(MARKETING);
        story.add(day, Kind.YES, purposes);
        switch (chance.nextInt(10)) {
            case 0, 1, 2 -> {}
            case 3, 4 -> story.every(day, 100 + chance.nextInt(150), Kind.REPLY, Set.of());
            case 5 -> story.every(day, 300 + chance.nextInt(400), Kind.YES, purposes);
            case 6 -> story.add(day + chance.nextInt(600), Kind.NO, purposes);
            case 7 -> {
                int no = day + chance.nextInt(300);
                story.add(no, Kind.NO, Set.of(MARKETING));
                story.add(no + 1 + chance.nextInt(100), Kind.YES, purposes);
            }
            case 8 -> {
                int no = day + chance.nextInt(300);
                story.add(no, Kind.NO, purposes);
                story.add(no + 1 + chance.nextInt(100), Kind.PROVED_YES, purposes);
            }
            default -> {
                Kind kind = chance.nextBoolean() ? Kind.HARD_FAILURE : Kind.SOFT_FAILURE;
                int failed = day + 1 + chance.nextInt(80);
                for (int i = 0; i < (kind == Kind.HARD_FAILURE ? 2 : 5); i++) {
                    story.add(failed + 5 * i, kind, Set.of());
                }
            }
        }
        List<LifeAct> acts = new ArrayList<>(story.acts);
        acts.sort(Comparator.comparing(LifeAct::at));
        return new Life(person, People.american(person), acts);
    }

    private record Story(Random chance, Instant begin, List<LifeAct> acts) {

        Story(Random chance, Instant begin) {
            this(chance, begin, new ArrayList<>());
        }

        void add(int day, Kind kind, Set<Purpose> purposes) {
            Duration within = Duration.ofMillis(1 + chance.nextInt(86_400_000 - 1));
            acts.add(new LifeAct(begin.plus(Duration.ofDays(day)).plus(within), kind, purposes));
        }

        void every(int from, int days, Kind kind, Set<Purpose> purposes) {
            for (int day = from + days; day < DAYS; day += days) {
                add(day, kind, purposes);
            }
        }
    }

    /** Does what falls into that time: after its begin, up to its end. */
    void live(People people, Instant from, Instant to) {
        acts.stream()
                .filter(act -> act.at().isAfter(from) && !act.at().isAfter(to))
                .forEach(act -> act(people, act));
    }

    private void act(People people, LifeAct act) {
        Purpose[] purposes = act.purposes().stream().sorted().toArray(Purpose[]::new);
        switch (act.kind()) {
            case YES -> people.yes(number, act.at(), purposes);
            case PROVED_YES -> people.provedYes(number, act.at(), purposes);
            case NO -> people.no(number, act.at(), purposes);
            case REPLY -> people.reply(number, act.at());
            case HARD_FAILURE -> people.failure(number, act.at(), FailureKind.FOR_GOOD);
            case SOFT_FAILURE -> people.failure(number, act.at(), FailureKind.FOR_NOW);
        }
    }

    Optional<LifeAct> lastYes(Purpose purpose, Instant until) {
        return last(until, purpose, Set.of(Kind.YES, Kind.PROVED_YES));
    }

    /** The last thing that a person did; messages that fail are none. */
    Instant lastSign(Instant until) {
        return acts.stream()
                .filter(act -> !act.at().isAfter(until))
                .filter(act -> act.kind() != Kind.HARD_FAILURE && act.kind() != Kind.SOFT_FAILURE)
                .map(LifeAct::at)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    Instant lastAct(Instant until) {
        return acts.stream()
                .map(LifeAct::at)
                .filter(at -> !at.isAfter(until))
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    /** Whether a no was said that no proved yes came after. */
    boolean isSuppressed(Purpose purpose, Instant until) {
        Optional<LifeAct> no = last(until, purpose, Set.of(Kind.NO));
        return no.isPresent()
                && last(until, purpose, Set.of(Kind.PROVED_YES))
                        .filter(yes -> yes.at().isAfter(no.get().at()))
                        .isEmpty();
    }

    private Optional<LifeAct> last(Instant until, Purpose purpose, Set<Kind> kinds) {
        return acts.stream()
                .filter(act -> !act.at().isAfter(until) && kinds.contains(act.kind()))
                .filter(act -> act.purposes().contains(purpose))
                .max(Comparator.comparing(LifeAct::at));
    }
}
