package dev.ringlock.restore;

import dev.ringlock.Engines;
import dev.ringlock.consent.Change;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.GivenConsent;
import dev.ringlock.consent.GivenConsent.ConsentMethod;
import dev.ringlock.consent.MaskedNumber;
import dev.ringlock.consent.Rules;
import dev.ringlock.consent.Upkeep.Move;
import dev.ringlock.consent.Withdrawal;
import dev.ringlock.consent.Withdrawal.WithdrawalMethod;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.ShownNotice;
import dev.ringlock.terms.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** Made-up people of whom a backup was made, and what they do afterwards. */
public final class PeopleOfBackup {

    private final Engines on;
    private final Store copy;
    private final List<Terms> terms;

    /**
     * In the store of these engines.
     *
     * @param copy gets the same people, as a backup would
     */
    public PeopleOfBackup(Engines on, Store copy) {
        this.on = on;
        this.copy = copy;
        this.terms = List.copyOf(on.policy.purposes().values());
    }

    Rules rules() {
        return on.policy.rules();
    }

    /** The country code is one that nobody has. */
    public static PhoneNumber number(int person) {
        return PhoneNumber.ofCanonical("+999" + (100_000_000 + person));
    }

    public ContactId id(int person) {
        return on.index.contactId(number(person));
    }

    Contact stored(Store store, int person) {
        return store.load(List.of(id(person))).get(0);
    }

    void signUpInBoth(int person) {
        inBoth(yes(stored(on.store, person), person));
    }

    void eraseInBoth(int person) {
        inBoth(Commit.of(rules().erase(stored(on.store, person), no(terms.get(0).purpose(), true))));
    }

    void stopInBoth(int person) {
        inBoth(Commit.of(
                rules().withdraw(stored(on.store, person), no(terms.get(0).purpose(), true))));
    }

    private void inBoth(Commit commit) {
        on.store.change(() -> ChangePlan.write(commit, true));
        copy.change(() -> ChangePlan.write(commit, true));
    }

    /** A yes that is proved from the phone, in the one alone. */
    public void signUp(int person) {
        on.store.change(List.of(id(person)), contacts -> ChangePlan.write(yes(contacts.get(0), person), true));
    }

    ContactId withdraw(int person, Purpose purpose, boolean everything) {
        return change(person, contact -> rules().withdraw(contact, no(purpose, everything)));
    }

    /** A STOP to everything. */
    public void stop(int person) {
        withdraw(person, terms.get(0).purpose(), true);
    }

    /** All that is held about them goes. */
    public void erase(int person) {
        change(person, contact -> rules().erase(contact, no(terms.get(0).purpose(), true)));
    }

    void hold(int person) {
        change(person, contact -> rules().hold(contact, List.of(), now(), on.arrivals.ulid(now()), Map.of()));
    }

    void release(int person) {
        change(person, contact -> rules().release(contact, now(), on.arrivals.ulid(now()), Map.of()));
    }

    void purge(int person) {
        change(person, contact -> on.policy.upkeep().change(contact, now(), on.arrivals.ulid(now()), null));
    }

    private void imported(int person, Random random) {
        Instant said = now().minusSeconds(random.nextInt(2_000_000));
        Withdrawal no = new Withdrawal(
                said,
                on.arrivals.ulid(now()),
                on.arrivals.recordId(),
                Set.of(terms.get(random.nextInt(terms.size())).purpose()),
                random.nextBoolean(),
                WithdrawalMethod.IMPORTED,
                Map.of());
        change(person, contact -> rules().importNo(contact, no, now()).change());
    }

    /** One of all acts. */
    void some(int person, Random random) {
        Purpose purpose = terms.get(random.nextInt(terms.size())).purpose();
        switch (random.nextInt(9)) {
            case 0, 1 -> withdraw(person, purpose, false);
            case 2 -> withdraw(person, purpose, true);
            case 3 -> erase(person);
            case 4 -> hold(person);
            case 5 -> release(person);
            case 6 -> signUp(person);
            case 7 -> imported(person, random);
            default -> change(person, contact -> rules().withdrawHeld(contact, heldNo(purpose, contact)));
        }
    }

    private Withdrawal heldNo(Purpose purpose, Contact contact) {
        Map<String, String> details = contact.hold() == null
                ? Map.of()
                : Map.of("held", contact.hold().entry().value());
        return new Withdrawal(
                now(),
                on.arrivals.ulid(now()),
                on.arrivals.recordId(),
                Set.of(purpose),
                false,
                WithdrawalMethod.STAFF,
                details);
    }

    /** The index key has another version, and the contact went on under it. */
    ContactId rekey(int person) {
        Contact before = stored(on.store, person);
        ContactId to = on.index.contactId(number(person), 2);
        Move move =
                on.policy.upkeep().rekey(before, to, now(), on.arrivals.ulid(now()), MaskedNumber.of(number(person)));
        List<Compartment> rows = before.compartments().stream()
                .flatMap(purpose -> on.store.compartments(purpose, List.of(before.id())).stream())
                .toList();
        Commit came = Commit.of(move.to(), on.seals.rekeyed(to, number(person), rows), null);
        on.store.change(() -> ChangePlan.write(Commit.of(move.from()).and(came), true));
        return to;
    }

    /** A STOP of the contact with that id. */
    void withdraw(ContactId id, Purpose purpose) {
        change(id, contact -> rules().withdraw(contact, no(purpose, false)));
    }

    private ContactId change(int person, Function<Contact, Change> rule) {
        return change(id(person), rule);
    }

    private ContactId change(ContactId id, Function<Contact, Change> rule) {
        on.store.change(List.of(id), contacts -> {
            Change change = rule.apply(contacts.get(0));
            return change.isNothing() ? ChangePlan.answer(true) : ChangePlan.write(Commit.of(change), true);
        });
        return id;
    }

    private Withdrawal no(Purpose purpose, boolean everything) {
        return new Withdrawal(
                now(),
                on.arrivals.ulid(now()),
                on.arrivals.recordId(),
                Set.of(purpose),
                everything,
                WithdrawalMethod.SMS_REPLY,
                Map.of());
    }

    private Instant now() {
        return on.arrivals.now();
    }

    private Commit yes(Contact before, int person) {
        Instant now = now();
        PhoneNumber number = number(person);
        Notice notice = on.policy.notices().get(0);
        GivenConsent given = new GivenConsent(
                now,
                now,
                on.arrivals.ulid(now),
                on.arrivals.recordId(),
                ConsentMethod.SMS_CODE,
                terms,
                new ShownNotice(notice, notice.wording("en").orElseThrow()),
                MaskedNumber.of(number),
                number.country(),
                on.arrivals.evidence("203.0.113.0/24", "Firefox"),
                Map.of(),
                null,
                null);
        Change change = rules().give(before, List.of(), given);
        return Commit.of(
                change,
                on.seals.make(before.id(), number, terms, given.evidence()).of(change),
                null);
    }
}
