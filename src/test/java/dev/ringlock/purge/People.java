package dev.ringlock.purge;

import dev.ringlock.Engines;
import dev.ringlock.consent.Change;
import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.FailureKind;
import dev.ringlock.consent.GivenConsent;
import dev.ringlock.consent.MaskedNumber;
import dev.ringlock.consent.NumberFacts;
import dev.ringlock.consent.OptOut;
import dev.ringlock.consent.PersonalEvidence;
import dev.ringlock.consent.Withdrawal;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.LineType;
import dev.ringlock.phone.NumberReading;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.ShownNotice;
import dev.ringlock.terms.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What people did at instants of a test's choice, by the rules and the store, below the doors. */
public final class People {

    public static final Purpose MARKETING = new Purpose("marketing");
    public static final Purpose SERVICE = new Purpose("service");

    private final Engines on;
    private final Policy policy;

    public People(Engines on, Policy policy) {
        this.on = on;
        this.policy = policy;
    }

    /** One of 38,000 numbers that are nobody's, in every US area code. */
    public static PhoneNumber american(int number) {
        int area = AREAS[number / 100];
        return PhoneNumber.ofCanonical("+1" + area + "55501" + String.format("%02d", number % 100));
    }

    private static final int[] AREAS = Stream.iterate(201, area -> area + 1)
            .limit(789)
            .mapToInt(area -> area)
            .filter(area -> PhoneNumber.read("+1" + area + "5550123", "") instanceof NumberReading.AcceptedNumber a
                    && a.number().country().equals("US")
                    && a.number().lineType() == LineType.FIXED_LINE_OR_MOBILE)
            .toArray();

    ContactId id(PhoneNumber number) {
        return on.index.contactId(number);
    }

    public void yes(PhoneNumber number, Instant at, Purpose... purposes) {
        say(id(number), number, at, GivenConsent.ConsentMethod.WEB_CHECKBOX, null, purposes);
    }

    /** A contact that said yes then, and is not due soon. */
    public Contact example(Instant at) {
        yes(american(30_000), at, MARKETING);
        return load(id(american(30_000)));
    }

    public void provedYes(PhoneNumber number, Instant at, Purpose... purposes) {
        say(id(number), number, at, GivenConsent.ConsentMethod.SMS_YES, null, purposes);
    }

    /** A yes of that contact, whatever number's id it is: as if the number had had another canonical form then. */
    void say(
            ContactId id,
            PhoneNumber number,
            Instant at,
            GivenConsent.ConsentMethod method,
            @Nullable String origin,
            Purpose... purposes) {
        List<Terms> terms = Stream.of(purposes).map(policy.purposes()::get).toList();
        Notice notice = policy.notices().get(0);
        GivenConsent yes = new GivenConsent(
                at,
                method == GivenConsent.ConsentMethod.SMS_CODE || method == GivenConsent.ConsentMethod.SMS_YES
                        ? at
                        : null,
                Ulid.of(at, new byte[10]),
                "record",
                method,
                terms,
                new ShownNotice(notice, notice.wording("en").orElseThrow()),
                MaskedNumber.of(number),
                number.country(),
                new PersonalEvidence("203.0.113.0/24", "Firefox", "00".repeat(16)),
                Map.of(),
                null,
                origin);
        on.seals.ready(terms);
        var sealed = on.seals.make(id, number, terms, yes.evidence());
        // of a number under its own id, what is stored under its older forms counts too
        List<ContactId> forms =
                id.equals(id(number)) ? on.index.contactIds(number).all() : List.of(id);
        change(
                id,
                before -> policy.rules().give(before, on.store.load(forms.subList(1, forms.size())), yes),
                change -> Commit.of(change, sealed.of(change), null));
    }

    public void no(PhoneNumber number, Instant at, Purpose... purposes) {
        Withdrawal no = new Withdrawal(
                at,
                Ulid.of(at, new byte[10]),
                "withdrawal",
                Set.of(purposes),
                false,
                Withdrawal.WithdrawalMethod.SMS_REPLY,
                Map.of("message_id", "SM1"));
        change(id(number), before -> policy.rules().withdraw(before, no), People::unsealed);
    }

    public void maybeNo(PhoneNumber number, Instant at) {
        change(
                id(number),
                before -> policy.rules().hold(before, List.of(), at, Ulid.of(at, new byte[10]), Map.of()),
                People::unsealed);
    }

    void reply(PhoneNumber number, Instant at) {
        policy.rules()
                .seen(load(id(number)), at)
                .ifPresent(change -> change(id(number), before -> change, People::unsealed));
    }

    public void failure(PhoneNumber number, Instant at, FailureKind kind) {
        change(id(number), before -> policy.rules().failed(before, at, kind).orElseThrow(), People::unsealed);
    }

    /** What a purge would have done then, without a look at the number or with this one. */
    void upkeep(PhoneNumber number, Instant at, @Nullable NumberFacts checked) {
        change(
                id(number),
                before -> policy.upkeep().change(before, at, Ulid.of(at, new byte[10]), checked),
                People::unsealed);
    }

    Contact load(ContactId id) {
        return on.store.load(List.of(id)).get(0);
    }

    /** Purposes that have a compartment, {@code maintenance} among them if it has one. */
    Set<String> compartments(ContactId id) {
        Set<String> found = new TreeSet<>();
        Stream.of(MARKETING, SERVICE, Purpose.MAINTENANCE)
                .filter(purpose -> !on.store.compartments(purpose, List.of(id)).isEmpty())
                .forEach(purpose -> found.add(purpose.id()));
        return found;
    }

    /** All that is written of a contact, but for what chance makes: ids, places, hashes. */
    String told(String who, ContactId id) {
        Contact contact = load(id);
        List<String> lines = new ArrayList<>();
        lines.add(who + ": masked " + (contact.masked() != null) + ", hold " + (contact.hold() != null) + ", due "
                + contact.dueAt() + ", " + contact.quality().toString().replaceAll("=c1_\\w+", "=another") + ", "
                + compartments(id));
        contact.sorted().forEach((purpose, consent) -> lines.add("  " + purpose + " " + told(consent)));
        history(id).forEach(entry -> lines.add("  > " + told(entry)));
        return String.join("\n", lines);
    }

    List<Entry> history(ContactId id) {
        return on.store.history(id.value(), null, 500).items();
    }

    private static String told(Consent consent) {
        OptOut no = consent.optOut();
        return consent.state() + " since " + consent.since() + " until " + consent.expiresAt() + ", no "
                + (no == null ? null : no.at()) + ", proved " + consent.provedAt() + ", announced "
                + consent.announced();
    }

    private static String told(Entry entry) {
        Map<String, String> fields = new TreeMap<>(entry.fields());
        fields.keySet().retainAll(Set.of("purpose", "reason", "before", "valid_until", "method"));
        return entry.event() + " " + entry.at() + " " + fields;
    }

    private void change(ContactId id, Function<Contact, Change> rule, Function<Change, Commit> commit) {
        CommitResult outcome = on.store.commit(commit.apply(rule.apply(load(id))));
        if (!(outcome instanceof CommitResult.Done)) {
            throw new AssertionError("a test's own change met another one");
        }
    }

    private static Commit unsealed(Change change) {
        return Commit.of(change, List.of(), null);
    }
}
