package dev.ringlock.contactability;

import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.Contact.Hold;
import dev.ringlock.consent.Failures;
import dev.ringlock.consent.OptOut;
import dev.ringlock.consent.PendingProof;
import dev.ringlock.consent.Quality;
import dev.ringlock.contactability.Budget.BudgetPlace;
import dev.ringlock.law.DayHours;
import dev.ringlock.law.LawRow;
import dev.ringlock.law.Laws;
import dev.ringlock.law.LegalRule;
import dev.ringlock.law.RuleContent;
import dev.ringlock.law.RuleContent.ConsentAge;
import dev.ringlock.law.RuleContent.RollingQuota;
import dev.ringlock.law.RuleContent.WeekHours;
import dev.ringlock.law.RuleOccasion;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.LineType;
import dev.ringlock.phone.NumberPlace;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.PurposeKind;
import dev.ringlock.terms.Retention;
import dev.ringlock.terms.Terms;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A phone in New York, what is stored of it, and the laws that bind it. It begins with a phone that may be contacted; a test
 * changes what it is about.
 */
final class DecisionWorld {

    static final Purpose MARKETING = new Purpose("marketing");
    static final Purpose SERVICE = new Purpose("service");
    static final Purpose NEWS = new Purpose("news");
    /** Friday, 23 November 2046, 10:00 in New York. */
    static final Instant NOW = Instant.parse("2046-11-23T15:00:00Z");

    static final Instant YES = NOW.minus(Duration.ofDays(30));
    static final Instant END = NOW.plus(Duration.ofDays(365));
    static final Ulid YES_ENTRY = Ulid.first(YES);
    static final Ulid NO_ENTRY = Ulid.first(YES.plusSeconds(1));
    static final Ulid HOLD_ENTRY = Ulid.first(YES.plusSeconds(2));
    static final ContactId ID = ContactId.ofMac(new byte[16]);
    static final NumberPlace NEW_YORK =
            new NumberPlace("US", Set.of("US-NY"), Set.of("America/New_York"), LineType.MOBILE);

    final Map<Purpose, Consent> consents = new HashMap<>(Map.of(MARKETING, granted(YES, END)));
    final List<Contact> olderForms = new ArrayList<>();
    final List<LawRow> rows = new ArrayList<>();
    final List<BudgetPlace> places = new ArrayList<>();

    @Nullable
    OptOut optOutOfEverything;

    @Nullable
    Hold hold;

    Failures failures = Failures.NONE;
    NumberPlace place = NEW_YORK;
    Purpose purpose = MARKETING;
    Channel channel = Channel.SMS;

    Decision decide(Instant at) {
        return rule().decide(forms(), budget(), place, purpose, channel, at);
    }

    DecisionRule rule() {
        Map<Purpose, Terms> purposes = Stream.of(MARKETING, SERVICE)
                .map(each -> new Terms(
                        each,
                        Set.of(Channel.SMS, Channel.VOICE),
                        Period.ofYears(1),
                        false,
                        Set.of(LineType.MOBILE),
                        PurposeKind.MARKETING,
                        each.equals(MARKETING) ? Set.of(NEWS) : Set.of()))
                .collect(Collectors.toMap(Terms::purpose, terms -> terms));
        Retention.Dead dead = new Retention.Dead(2, Period.ofDays(10), 9, Period.ofDays(10));
        return new DecisionRule(purposes, new Laws(rows, List.copyOf(purposes.values()), null), dead);
    }

    List<Contact> forms() {
        List<Contact> forms = new ArrayList<>(List.of(contact()));
        forms.addAll(olderForms);
        return forms;
    }

    Budget budget() {
        return new Budget(ID, 1, places);
    }

    Contact contact() {
        return contact(consents, optOutOfEverything, hold, new Quality(null, failures, null, null, null, null));
    }

    static Contact contact(
            Map<Purpose, Consent> consents, @Nullable OptOut everything, @Nullable Hold hold, Quality quality) {
        return new Contact(ID, 1, null, null, consents, everything, hold, PendingProof.NOTHING, quality, null);
    }

    static Consent granted(Instant since, Instant end) {
        return new Consent(State.GRANTED, since, YES_ENTRY, "record", end, null, since, null, false);
    }

    static Consent inState(State state, @Nullable OptOut optOut) {
        return new Consent(state, YES, YES_ENTRY, "record", null, optOut, null, null, false);
    }

    static Consent withdrawn() {
        OptOut no = new OptOut(YES.plusSeconds(1), NO_ENTRY);
        return new Consent(State.WITHDRAWN, no.at(), NO_ENTRY, "record", null, no, YES, null, false);
    }

    void taken(Instant at) {
        places.add(new BudgetPlace("d" + places.size(), at, MARKETING, Channel.SMS, ""));
    }

    /** The same hours on each day of the week. */
    LegalRule hours(String id, String hours, @Nullable LocalDate from) {
        DayHours all = DayHours.parse(hours);
        return law(id, from, new WeekHours(all, all, all, null));
    }

    LegalRule cap(String id, int most, Duration per) {
        return law(id, null, new RollingQuota(most, per));
    }

    LegalRule ceiling(String id, Period age, @Nullable LocalDate from) {
        return law(id, from, new ConsentAge(age));
    }

    private LegalRule law(String id, @Nullable LocalDate from, RuleContent content) {
        LegalRule rule = new LegalRule(id, "US", "", "", "", from, null);
        rows.add(new LawRow(
                rule,
                RuleOccasion.ALWAYS,
                Set.of(Channel.SMS, Channel.VOICE),
                Set.of(PurposeKind.MARKETING),
                Set.of(),
                true,
                "",
                content));
        return rule;
    }
}
