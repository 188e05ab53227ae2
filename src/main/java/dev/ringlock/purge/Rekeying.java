package dev.ringlock.purge;

import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.MaskedNumber;
import dev.ringlock.consent.NumberFacts;
import dev.ringlock.consent.Upkeep;
import dev.ringlock.consent.Upkeep.Move;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.IndexVersions;
import dev.ringlock.keys.IndexVersions.Phase;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.CompartmentSeals;
import dev.ringlock.steps.IndexRotation;
import dev.ringlock.steps.IndexRotation.RotationState;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Moves contacts to the newest version of the index key, each in one transaction. A contact whose number is not here waits:
 * its request is proved or ends, and then it is a suppression, which stays where it is ({@code docs/decisions/0054}).
 */
@Singleton
final class Rekeying {

    private final Upkeep upkeep;
    private final Store store;
    private final Index index;
    private final NumberCheck look;
    private final CompartmentSeals seals;
    private final Arrivals arrivals;
    private final IndexRotation rotation;

    Rekeying(
            Policy policy,
            Store store,
            Index index,
            NumberCheck look,
            CompartmentSeals seals,
            Arrivals arrivals,
            IndexRotation rotation) {
        this.upkeep = policy.upkeep();
        this.store = store;
        this.index = index;
        this.look = look;
        this.seals = seals;
        this.arrivals = arrivals;
        this.rotation = rotation;
    }

    /** Begins a run: a rotation begins, or goes on to its next phase if its time has come. */
    void begin(boolean rotates) {
        if (rotates) {
            rotation.begin();
        }
        rotation.goOn();
    }

    /** Whether a run has to walk all contacts. */
    boolean isUnderWay() {
        return index.versions().phase() == Phase.MOVE;
    }

    /** Ends the rotation if the run met nothing that had to move. */
    void ended(Ulid run, Map<String, Long> counts) {
        RotationState state = rotation.state();
        if (state.versions().phase() == Phase.MOVE
                && state.isLearnt(run.at())
                && Stream.of(ContactOutcome.REKEYED, ContactOutcome.NOT_REKEYED, ContactOutcome.FAILED)
                        .noneMatch(counts::containsKey)) {
            rotation.end(run.at());
        }
    }

    /** Whether it has to move: it lives under an older version. */
    boolean wants(Contact contact) {
        IndexVersions versions = index.versions();
        return versions.phase() == Phase.MOVE
                && contact.id().version() < versions.newest()
                && contact.consents().values().stream().anyMatch(Consent::isOpen);
    }

    ChangePlan<ContactOutcome> plan(Contact before, DueContact.Step step, Instant now) {
        Optional<PhoneNumber> number = look.number(before, step)
                .filter(found -> index.contactId(found, before.id().version()).equals(before.id()));
        if (number.isEmpty()) {
            return ChangePlan.answer(ContactOutcome.notRekeyed());
        }
        ContactId to = index.contactId(number.get(), index.versions().newest());
        Contact into = store.load(List.of(to)).get(0);
        MaskedNumber masked = MaskedNumber.of(number.get())
                .withOlderForms(index.contactIds(number.get()).all().stream()
                        .filter(id -> !id.equals(to))
                        .toList());
        Ulid arrival = arrivals.ulid(now);
        boolean whole = into.version() == 0;
        Move move = whole
                ? upkeep.rekey(before, to, now, arrival, masked)
                : upkeep.move(
                        before,
                        into,
                        now,
                        arrival,
                        new NumberFacts(true, number.get().lineType(), to, masked, Set.of()));
        if (step.dryRun()) {
            return ChangePlan.answer(ContactOutcome.rekeyed());
        }
        return written(before, number.get(), move);
    }

    private ChangePlan<ContactOutcome> written(Contact before, PhoneNumber number, Move move) {
        Commit from = Commit.of(move.from());
        if (move.to().isNothing()) {
            return ChangePlan.write(from, ContactOutcome.rekeyed());
        }
        List<Compartment> sealed = seals.rekeyed(
                move.to().contact().id(), number, compartments(before, move.to().sealed()));
        Commit to = Commit.of(move.to(), sealed, null);
        return ChangePlan.write(from.and(to), ContactOutcome.rekeyed());
    }

    private List<Compartment> compartments(Contact before, Set<Purpose> purposes) {
        return purposes.stream()
                .flatMap(purpose -> store.compartments(purpose, List.of(before.id())).stream())
                .toList();
    }
}
