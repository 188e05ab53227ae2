package dev.ringlock.consent;

import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.GivenConsent.ConsentMethod;
import dev.ringlock.consent.ImportedChange.ImportOutcome;
import dev.ringlock.consent.Withdrawal.WithdrawalMethod;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.LineType;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.ImportYes;
import dev.ringlock.terms.NoticeRef;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.PurposeKind;
import dev.ringlock.terms.Terms;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One phone under two forms of its number, whatever every writer does with it, and beside it what its owner said. What is said
 * is remembered by the phone, not by one form of its number.
 */
final class ActsOfPhone {

    static final Purpose MARKETING = new Purpose("marketing");
    static final Purpose SERVICE = new Purpose("service");
    private static final ContactId NEW = new ContactId("c1_" + "a".repeat(26));
    private static final ContactId OLD = new ContactId("c1_" + "b".repeat(26));
    private static final Map<Purpose, Terms> TERMS = Map.of(
            MARKETING, terms(MARKETING, true, Set.of()),
            SERVICE, terms(SERVICE, false, Set.of(new Purpose("orders"))));
    private static final Rules RULES = new Rules(Retentions.EXAMPLE, TERMS.keySet());
    private static final Upkeep UPKEEP = new Upkeep(Retentions.EXAMPLE, TERMS);
    private static final Instant BEGIN = Instant.parse("2024-02-29T10:00:00Z");

    /** Who writes: every act that changes a contact is one of these. */
    enum PhoneWriter {
        /** A form, ticked by whomever. */
        CAPTURE,
        /** The code that was sent to the phone. */
        CONFIRM,
        START,
        /** The answer to a question, on time or late. */
        YES,
        STOP,
        PREFERENCES,
        STAFF,
        HOLD,
        RELEASE,
        HELD_NO,
        IMPORT_YES,
        IMPORT_NO,
        RECONCILE,
        ERASE,
        MOVE,
        DELIVERY,
        PURGE;

        /** Whether it brings a proof from the phone. */
        boolean proves() {
            return this == CONFIRM || this == YES;
        }
    }

    /**
     * One act.
     *
     * @param minutes how long after the act before
     * @param back how many minutes before its arrival the person acted, if it is told late
     * @param choice of purposes, and of whatever else is chosen
     */
    record PhoneAct(PhoneWriter writer, int minutes, int back, int choice) {}

    private final @Nullable PhoneWriter faulty;
    private final boolean deafImport;
    private final Map<ContactId, Contact> contacts = new LinkedHashMap<>();
    /** By purpose, the newest no that was told, from when it counts. One to everything is under each. */
    private final Map<Purpose, Instant> noes = new HashMap<>();
    /** By purpose, when the newest proof began that came in. */
    private final Map<Purpose, Instant> proofs = new HashMap<>();

    private final Set<PhoneWriter> afterANo = new HashSet<>();
    private boolean renumbered;
    private Instant now = BEGIN;
    private int acts;

    /**
     * A phone of which nothing is known.
     *
     * @param faulty a writer with a planted fault: it ends the noes that it finds; null for none
     * @param deafImport whether the import's rule is a faulty one: it hears no noes of other forms, and none to everything
     */
    ActsOfPhone(@Nullable PhoneWriter faulty, boolean deafImport) {
        this.faulty = faulty;
        this.deafImport = deafImport;
        contacts.put(NEW, Contact.unknown(NEW));
        contacts.put(OLD, Contact.unknown(OLD));
    }

    /** Does it, and tells what is wrong then; empty if nothing is. */
    Optional<String> next(PhoneAct act) {
        acts++;
        now = now.plus(Duration.ofMinutes(1L + act.minutes()));
        boolean bound = noes.keySet().stream().anyMatch(this::isBound);
        act(act);
        if (bound) {
            afterANo.add(act.writer());
        }
        if (act.writer() == faulty) {
            contacts.replaceAll((id, contact) -> revived(contact));
        }
        for (Purpose purpose : TERMS.keySet()) {
            if (isGranted(purpose) && isBound(purpose)) {
                return Optional.of("act " + acts + ", " + act + ": " + purpose + " is granted, a no of "
                        + noes.get(purpose) + " was told, the last proof began " + proofs.get(purpose));
            }
        }
        return Optional.empty();
    }

    /** The writers that acted while a no bound. */
    Set<PhoneWriter> afterANo() {
        return afterANo;
    }

    private boolean isGranted(Purpose purpose) {
        return contacts.values().stream().anyMatch(contact -> contact.state(purpose) == State.GRANTED);
    }

    private boolean isBound(Purpose purpose) {
        Instant no = noes.get(purpose);
        Instant proof = proofs.get(purpose);
        return no != null && (proof == null || !proof.isAfter(no));
    }

    private void act(PhoneAct act) {
        ContactId form = form();
        Contact before = at(form);
        Ulid arrival = Ulid.of(now, new byte[10]);
        Instant told = now.minus(Duration.ofMinutes(act.back()));
        Terms[] asked = asked(act);
        switch (act.writer()) {
            case CAPTURE -> store(RULES.give(before, older(), RulesTest.yes(now, asked)));
            case CONFIRM -> confirm(before, asked);
            case START -> {
                Question question = new Question(
                        "q" + acts,
                        new NoticeRef("signup", 1, "en"),
                        Set.of(asked[0].purpose()),
                        now,
                        now.plus(Question.OPEN),
                        Rules.begunAt(before, older(), now));
                store(RULES.ask(before, question, arrival, Map.of()));
            }
            case YES -> yes(before);
            case STOP -> no(act, WithdrawalMethod.SMS_REPLY, act.choice() % 3 == 0);
            case PREFERENCES -> no(act, WithdrawalMethod.PREFERENCE_PAGE, act.choice() % 5 == 0);
            case STAFF -> no(act, WithdrawalMethod.STAFF, act.choice() % 2 == 0);
            case RECONCILE -> no(act, WithdrawalMethod.PROVIDER_BLOCK_LIST, act.choice() % 2 == 0);
            case ERASE -> erase();
            case HOLD -> store(RULES.hold(before, List.of(), now, arrival, Map.of()));
            case RELEASE -> {
                if (before.hold() != null) {
                    store(RULES.release(before, now, arrival, Map.of()));
                }
            }
            case HELD_NO -> {
                if (before.hold() != null) {
                    Withdrawal no = withdrawal(now, WithdrawalMethod.STAFF, false, Set.of(asked[0].purpose()));
                    store(RULES.withdrawHeld(before, no));
                    said(no);
                }
            }
            case IMPORT_YES -> importYes(before, ImportedRows.yes(told, now, asked), act);
            case IMPORT_NO -> importNo(told, act.choice() % 3 == 0, asked);
            case MOVE -> move(arrival);
            case DELIVERY -> deliver(before, act);
            case PURGE -> contacts.keySet().forEach(id -> store(UPKEEP.change(at(id), now, arrival, null)));
        }
    }

    /** A code counts for what was asked for before it went out: here what waits for it. */
    private void confirm(Contact before, Terms... asked) {
        Code code = before.pending().code();
        if (code == null || !code.isOpen(now) || code.requests().isEmpty()) {
            return;
        }
        Set<Purpose> requested = code.requests().get(0).purposes();
        Terms[] proved =
                requested.stream().filter(TERMS::containsKey).map(TERMS::get).toArray(Terms[]::new);
        prove(
                before,
                RulesTest.provedYes(now, code.begunAt(), ConsentMethod.SMS_CODE, proved.length == 0 ? asked : proved));
    }

    private void yes(Contact before) {
        Question question = before.pending().question();
        if (question == null || !question.isOpen(now)) {
            return;
        }
        Terms[] proved = question.purposes().stream().map(TERMS::get).toArray(Terms[]::new);
        prove(before, RulesTest.provedYes(now, question.begunAt(), ConsentMethod.SMS_YES, proved));
    }

    private void prove(Contact before, GivenConsent given) {
        store(RULES.give(before, older(), given));
        Instant begun = given.begunAt();
        given.terms()
                .forEach(terms ->
                        proofs.merge(terms.purpose(), begun, (one, other) -> one.isAfter(other) ? one : other));
    }

    /** As a STOP is taken: for the number, and for each older form of it with a consent. */
    private void no(PhoneAct act, WithdrawalMethod method, boolean everything) {
        Withdrawal no =
                withdrawal(now, method, everything, everything ? TERMS.keySet() : Set.of(asked(act)[0].purpose()));
        older().stream()
                .filter(contact -> !contact.consents().isEmpty())
                .forEach(contact -> store(RULES.withdraw(contact, no)));
        store(RULES.withdraw(at(form()), no));
        said(no);
    }

    /** Of each contact that is on file, and of the number's in any case. */
    private void erase() {
        Withdrawal no = withdrawal(now, WithdrawalMethod.STAFF, true, TERMS.keySet());
        older().stream()
                .filter(contact -> !contact.consents().isEmpty())
                .forEach(contact -> store(RULES.erase(contact, no)));
        store(RULES.erase(at(form()), no));
        said(no);
    }

    private void importYes(Contact before, GivenConsent given, PhoneAct act) {
        YesEvidence evidence = YesEvidence.values()[act.choice() % 3];
        if (!deafImport) {
            store(RULES.importYes(before, older(), given, evidence, now).change());
            return;
        }
        Contact heard = new Contact(
                before.id(),
                before.version(),
                before.masked(),
                before.head(),
                before.consents(),
                null,
                before.hold(),
                before.pending(),
                before.quality(),
                before.dueAt());
        store(RULES.importYes(heard, List.of(), given, evidence, now).change());
    }

    private void importNo(Instant at, boolean everything, Terms... asked) {
        Withdrawal no = ImportedRows.no(at, now, everything, everything ? all() : new Purpose[] {asked[0].purpose()});
        for (Contact contact : older()) {
            if (!contact.consents().isEmpty()) {
                store(RULES.importNo(contact, no, now).change());
            }
        }
        ImportedChange imported = RULES.importNo(at(form()), no, now);
        store(imported.change());
        imported.outcomes().forEach((purpose, outcome) -> {
            // one that is older than a yes that stands was answered by that yes
            if (outcome == ImportOutcome.ACCEPTED || !isGranted(purpose)) {
                said(purpose, no.at());
            }
        });
    }

    private void move(Ulid arrival) {
        renumbered = true;
        Upkeep.Move move = UPKEEP.move(
                at(OLD),
                at(NEW),
                now,
                arrival,
                new NumberFacts(true, LineType.MOBILE, NEW, new MaskedNumber("+1 23", "US"), Set.of()));
        contacts.put(OLD, move.from().contact());
        store(move.to());
    }

    private void deliver(Contact before, PhoneAct act) {
        Optional<Change> change =
                switch (act.choice() % 3) {
                    case 0 -> RULES.seen(before, now);
                    case 1 -> RULES.accepted(before, now);
                    default -> RULES.failed(before, now, FailureKind.FOR_GOOD);
                };
        change.ifPresent(told -> contacts.put(before.id(), told.contact()));
    }

    private void said(Withdrawal no) {
        (no.everything() ? TERMS.keySet() : no.purposes()).forEach(purpose -> said(purpose, no.at()));
    }

    private void said(Purpose purpose, Instant at) {
        noes.merge(purpose, at, (one, other) -> one.isAfter(other) ? one : other);
    }

    private Withdrawal withdrawal(Instant at, WithdrawalMethod method, boolean everything, Set<Purpose> purposes) {
        return new Withdrawal(at, Ulid.of(at, new byte[10]), "w" + acts, purposes, everything, method, Map.of());
    }

    /** The form that the number has by then: an older one until it is renumbered. */
    private ContactId form() {
        return renumbered ? NEW : OLD;
    }

    private List<Contact> older() {
        return renumbered ? List.of(at(OLD)) : List.of();
    }

    private Contact at(ContactId id) {
        return contacts.getOrDefault(id, Contact.unknown(id));
    }

    private void store(Change change) {
        if (!change.isNothing()) {
            contacts.put(change.contact().id(), change.contact());
        }
    }

    private static Terms[] asked(PhoneAct act) {
        return switch (act.choice() % 4) {
            case 0 -> new Terms[] {TERMS.get(MARKETING), TERMS.get(SERVICE)};
            case 1 -> new Terms[] {TERMS.get(SERVICE), TERMS.get(MARKETING)};
            case 2 -> new Terms[] {TERMS.get(MARKETING)};
            default -> new Terms[] {TERMS.get(SERVICE)};
        };
    }

    private static Purpose[] all() {
        return TERMS.keySet().toArray(Purpose[]::new);
    }

    /** A planted fault: what was taken back is given. */
    private static Contact revived(Contact contact) {
        Map<Purpose, Consent> consents = new HashMap<>(contact.consents());
        consents.replaceAll((purpose, consent) -> consent.state() == State.WITHDRAWN
                ? new Consent(
                        State.GRANTED,
                        consent.since(),
                        consent.entry(),
                        consent.recordId(),
                        consent.since().plus(Duration.ofDays(365)),
                        consent.optOut(),
                        null,
                        new NoticeRef("signup", 1, "en"),
                        false)
                : consent);
        return contact.with(consents);
    }

    private static Terms terms(Purpose purpose, boolean doubleOptIn, Set<Purpose> formerly) {
        return new Terms(
                purpose,
                Set.of(Channel.SMS),
                Period.ofYears(1),
                doubleOptIn,
                Set.of(LineType.MOBILE),
                PurposeKind.MARKETING,
                ImportYes.GRANTED,
                formerly);
    }
}
