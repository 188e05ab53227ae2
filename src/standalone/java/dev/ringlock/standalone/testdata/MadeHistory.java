package dev.ringlock.standalone.testdata;

import dev.ringlock.standalone.testdata.MadePerson.MadeSignup;
import dev.ringlock.terms.Purpose;
import java.time.LocalDate;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How a person's history goes: first the signups, then the same yeses anew, as at each order, and a no on the way. Each row is
 * later than the one before, so that it is a decision of its own. It has the next row alone, and not those before it.
 */
final class MadeHistory {

    private final MadePerson person;
    private final Season yeses;
    private final Season noes;
    private long rowsLeft;
    private int signupsSaid;
    private boolean noSaid;
    /** Of all that happens: how much has happened before the next row. */
    private double share;

    /** If the first row may not lie anywhere: the share before which it lies. */
    private double firstUntil;

    private @Nullable MadeRow next;

    /** @param rows how many rows tell of the person, at least one */
    MadeHistory(MadePerson person, long rows, Season yeses, Season noes) {
        this.person = person;
        this.yeses = yeses;
        this.noes = noes;
        this.rowsLeft = rows;
        this.share = yeses.before(person.from());
        LocalDate until = person.signedUpUntil();
        this.firstUntil = until == null ? 0 : yeses.before(until);
    }

    /**
     * A row's decision.
     *
     * @param second of the epoch
     * @param share of all that happens before it
     * @param signup null for a no
     */
    record MadeRow(long second, double share, @Nullable MadeSignup signup, SortedSet<Purpose> purposes) {}

    MadePerson person() {
        return person;
    }

    @Nullable
    MadeRow next() {
        return next;
    }

    /** More rows of the person. */
    void add(long rows) {
        rowsLeft += rows;
    }

    /** Goes on to the next row; whether there is one. */
    boolean advance(Random random) {
        long before = next == null ? Long.MIN_VALUE : next.second();
        if (rowsLeft == 0) {
            next = null;
            return false;
        }
        // the smallest of as many numbers as there are rows left, drawn without drawing the others
        double part = 1 - StrictMath.pow(1 - random.nextDouble(), 1.0 / rowsLeft);
        share += firstUntil > share ? (firstUntil - share) * random.nextDouble() : (1 - share) * part;
        firstUntil = 0;
        MadeSignup signup = signup(random);
        Season season = signup == null ? noes : yeses;
        long second = season.second(share, CountryHabits.of(person.country()).hoursAhead());
        next = new MadeRow(
                Math.max(second, before + 1), share, signup, signup == null ? person.left() : purposes(signup, random));
        rowsLeft--;
        return true;
    }

    /** The purposes of the next yes; null if the next row is a no. */
    private @Nullable MadeSignup signup(Random random) {
        if (signupsSaid < person.signups().size()) {
            return person.signups().get(signupsSaid++);
        }
        boolean leaves = !person.left().isEmpty() && !noSaid && random.nextDouble() * rowsLeft < 1;
        if (leaves || person.onlyLeaves()) {
            noSaid = true;
            return null;
        }
        signupsSaid++;
        return person.signups().get(random.nextInt(person.signups().size()));
    }

    /** All of them the first time, then some of them. */
    private SortedSet<Purpose> purposes(MadeSignup signup, Random random) {
        if (signupsSaid <= person.signups().size() || signup.purposes().size() == 1) {
            return signup.purposes();
        }
        SortedSet<Purpose> some = new TreeSet<>(signup.purposes());
        some.removeIf(purpose -> random.nextInt(3) == 0);
        return some.isEmpty() ? signup.purposes() : some;
    }
}
