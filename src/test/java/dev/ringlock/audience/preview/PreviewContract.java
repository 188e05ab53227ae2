package dev.ringlock.audience.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.audience.AudienceClient;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.FailureKind;
import dev.ringlock.consent.MaskedNumber;
import dev.ringlock.contactability.Budget;
import dev.ringlock.contactability.Budget.BudgetPlace;
import dev.ringlock.contactability.Decision;
import dev.ringlock.http.Json;
import dev.ringlock.http.Time;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.purge.People;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.ContactFilter;
import dev.ringlock.store.DecisionRows;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import dev.ringlock.terms.Channel;
import dev.ringlock.terms.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a preview keeps on every store: it says of everybody together what single decisions say of each. */
public abstract class PreviewContract {

    private static final Purpose MARKETING = People.MARKETING;
    private static final Purpose SERVICE = People.SERVICE;
    private static final String NOT_LOOKED_AT = "not_looked_at";

    protected final TestClock clock = new TestClock();

    private final List<PhoneNumber> everybody = new ArrayList<>();
    private final Set<PhoneNumber> older = new HashSet<>();
    private Engines engines;
    private People people;

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    @BeforeEach
    void open() {
        engines = new Engines(store(), clock);
        people = new People(engines, engines.policy);
    }

    @Test
    void countsEqualByReasonWhatSingleDecisionsSayOfEverybody() {
        stock();
        Instant hour = clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(27));
        int met = 0;
        for (Purpose purpose : List.of(MARKETING, SERVICE)) {
            for (Channel channel : List.of(Channel.SMS, Channel.VOICE)) {
                for (int hours = 0; hours < 24; hours += 8) {
                    Instant at = hour.plus(Duration.ofHours(hours));
                    Map<String, Long> wanted = decisions(purpose, channel, at);
                    assertEquals(told(wanted), told(preview(purpose, channel, at, 31)), purpose + " " + channel + at);
                    met += wanted.size();
                }
            }
        }
        assertTrue(met > 50, "too few reasons: " + met);
        Map<String, Long> now = decisions(MARKETING, Channel.SMS, clock.instant());
        assertTrue(
                now.keySet()
                        .containsAll(Set.of(
                                "expired",
                                "held",
                                "withdrawn",
                                "not_confirmed",
                                "dead_number",
                                "line_type",
                                NOT_LOOKED_AT)),
                now::toString);
        JsonNode answer = preview(MARKETING, Channel.SMS, null, 1_000);
        assertEquals(told(now), told(answer));
        assertEquals(told(endingSoon()), answer.path("ending").toString());
    }

    @Test
    void noPageButTheLastTellsMoreThanHowFarItIs() {
        stock();
        int last = -1;
        @Nullable String cursor = null;
        for (int pages = 1; ; pages++) {
            JsonNode page = read(post(new AudienceClient(paged(20)), body(Channel.SMS, null, cursor), "ann"));
            int percent = page.path("percent").asInt();
            assertTrue(percent >= last && percent <= 100, last + " " + percent);
            last = percent;
            cursor = page.path("next").textValue();
            if (cursor == null) {
                assertTrue(pages > 3 && percent == 100 && page.has("allowed"), page::toString);
                return;
            }
            Set<String> names = new TreeSet<>();
            page.fieldNames().forEachRemaining(names::add);
            assertEquals(Set.of("purpose", "channel", "at", "percent", "next"), names);
        }
    }

    @Test
    void noNumberIsOpenedAndNoCompartmentRead() {
        stock();
        Store closed = new ForwardingStore(store()) {
            @Override
            public List<Compartment> compartments(Purpose purpose, List<ContactId> contacts) {
                throw new AssertionError("a compartment is read");
            }

            @Override
            public Page<Compartment> audience(Purpose purpose, Instant now, @Nullable String cursor, int limit) {
                throw new AssertionError("compartments are read");
            }
        };
        Engines on = new Engines(closed, clock);
        on.keys.takeCalls();
        APIGatewayV2HTTPResponse answer = post(new AudienceClient(on), body(Channel.SMS, null, null), "ann");
        assertEquals(200, answer.getStatusCode());
        assertEquals(0, on.keys.takeCalls());
        assertFalse(answer.getBody().contains("c1_"), answer.getBody());
    }

    @Test
    void theLedgerSaysWhoAsksAndWhatForBeforeAnythingIsRead() {
        people.yes(People.american(1), clock.instant(), MARKETING);
        read(post(new AudienceClient(engines), body(Channel.SMS, null, null), "ann"));
        List<Entry> entries = store().history("actor/ann", null, 10).items();
        assertEquals(
                List.of(Event.AUDIENCE_PREVIEWED),
                entries.stream().map(Entry::event).toList());
        assertEquals(
                Map.of(
                        "actor", "ann",
                        "purpose", "marketing",
                        "channel", "sms",
                        "for", Time.rfc3339(clock.instant()),
                        "reason", "autumn news",
                        "campaign", "autumn.26"),
                entries.get(0).fields());
        List<String> read = new ArrayList<>();
        Engines down = new Engines(
                new ForwardingStore(store()) {
                    @Override
                    public CommitResult commit(Commit commit) {
                        throw new StoreUnavailableException("the ledger is down");
                    }

                    @Override
                    public Page<Contact> list(ContactFilter filter, @Nullable String cursor, int limit) {
                        read.add("list");
                        return super.list(filter, cursor, limit);
                    }
                },
                clock);
        assertEquals(
                503,
                post(new AudienceClient(down), body(Channel.SMS, null, null), "ann")
                        .getStatusCode());
        assertEquals(List.of(), read);
    }

    @Test
    void aPreviewGoesOnForItsPersonAndItsQuestionAloneAndForAnHour() {
        IntStream.range(0, 30).forEach(i -> people.yes(People.american(i), clock.instant(), MARKETING));
        AudienceClient door = new AudienceClient(paged(20));
        String cursor = read(post(door, body(Channel.SMS, null, null), "ann"))
                .path("next")
                .asText();
        assertEquals(422, post(door, body(Channel.SMS, null, cursor), "bob").getStatusCode());
        assertEquals(422, post(door, body(Channel.VOICE, null, cursor), "ann").getStatusCode());
        assertEquals(
                422, post(door, body(Channel.SMS, null, cursor + "x"), "ann").getStatusCode());
        JsonNode end = read(post(door, body(Channel.SMS, null, cursor), "ann"));
        assertTrue(end.toString().contains("\"exactly\",\"count\":30}"), end::toString);
        assertEquals(end, read(post(door, body(Channel.SMS, null, cursor), "ann")), "a page can be asked for again");
        clock.advance(Duration.ofHours(1));
        assertEquals(422, post(door, body(Channel.SMS, null, cursor), "ann").getStatusCode());
    }

    @Test
    void aBudgetIsLookedAtForThoseAloneWhoseConsentsCount() {
        stock();
        List<ContactId> asked = new ArrayList<>();
        Engines on = new Engines(
                new ForwardingStore(store()) {
                    @Override
                    public DecisionRows decisionRows(List<ContactId> contacts, List<ContactId> budgets) {
                        asked.addAll(budgets);
                        return super.decisionRows(contacts, budgets);
                    }
                },
                clock);
        read(post(new AudienceClient(on), body(Channel.SMS, null, null), "ann"));
        boolean capped = !engines.policy.laws().longestCap().isZero();
        assertEquals(capped, !asked.isEmpty());
        assertTrue(asked.size() < everybody.size() - 30, "too many are looked at: " + asked.size());
    }

    /** Some hundred people in every state. */
    private void stock() {
        Instant now = clock.instant();
        Instant lately = now.minus(Duration.ofDays(20));
        some(16, 0, number -> people.yes(number, now.minus(Duration.ofDays(800)), MARKETING));
        some(14, 1, number -> {
            people.yes(number, lately, MARKETING, SERVICE);
            people.no(number, now.minusSeconds(5), MARKETING);
        });
        some(13, 2, number -> {
            people.no(number, lately, MARKETING);
            people.yes(number, now.minusSeconds(5), MARKETING);
        });
        some(12, 3, number -> {
            people.yes(number, lately, MARKETING);
            people.maybeNo(number, now.minusSeconds(5));
        });
        some(11, 4, number -> {
            people.yes(number, lately, MARKETING, SERVICE);
            people.failure(number, now.minusSeconds(5), FailureKind.FOR_GOOD);
            people.failure(number, now.minusSeconds(4), FailureKind.FOR_GOOD);
        });
        some(40, 5, number -> people.yes(number, lately, MARKETING, SERVICE));
        some(12, 6, number -> people.yes(number, now.minus(Duration.ofDays(725)), MARKETING));
        some(12, 7, number -> {
            people.yes(number, lately, MARKETING);
            spend(number, now);
        });
        some(10, 8, number -> {
            people.yes(number, lately, MARKETING, SERVICE);
            forgetTraits(number);
        });
        foreign(lately);
    }

    /** Other zones, lines and law, and a phone with a no under the number's older form. */
    private void foreign(Instant lately) {
        for (String number : List.of(
                "+442079460123",
                "+442079460124",
                "+447400123456",
                "+33612345678",
                "+4915123456789",
                "+61412345678",
                "+64211234567",
                "+918123456789",
                "+393123456789",
                "+12042345678",
                "+18092345678",
                "+79123456789")) {
            add(PhoneNumber.ofCanonical(number), each -> people.yes(each, lately, MARKETING, SERVICE));
        }
        add(PhoneNumber.ofCanonical("+5511961234567"), number -> {
            people.yes(number, lately, MARKETING, SERVICE);
            people.no(number.olderForms().get(0), lately.plusSeconds(9), MARKETING);
        });
        add(PhoneNumber.ofCanonical("+5511961234568"), number -> {
            people.yes(number, lately, MARKETING, SERVICE);
            people.yes(number.olderForms().get(0), lately, SERVICE);
            people.maybeNo(number.olderForms().get(0), lately.plusSeconds(9));
            // nobody's canonical form: its consent is not asked about by a number
            people.no(number.olderForms().get(0), lately.plusSeconds(10), SERVICE);
        });
    }

    private void some(int count, int kind, Consumer<PhoneNumber> act) {
        IntStream.range(0, count).forEach(i -> add(People.american(kind * 3_000 + i * 97), act));
    }

    private void add(PhoneNumber number, Consumer<PhoneNumber> act) {
        everybody.add(number);
        act.accept(number);
    }

    private void spend(PhoneNumber number, Instant now) {
        Budget budget = Budget.unspent(engines.index.contactId(number));
        for (int i = 0; i < 5; i++) {
            budget = budget.with(
                    new BudgetPlace("d" + i, now.minusSeconds(i), MARKETING, Channel.SMS, ""), Instant.EPOCH);
            assertTrue(store().spend(budget, now.plus(Duration.ofDays(30))));
        }
    }

    private void forgetTraits(PhoneNumber number) {
        older.add(number);
        Contact contact = store().load(List.of(engines.index.contactId(number))).get(0);
        MaskedNumber masked = contact.masked();
        Contact without = new Contact(
                contact.id(),
                contact.version() + 1,
                new MaskedNumber(masked.digits(), masked.country()),
                contact.head(),
                contact.consents(),
                contact.optOutOfEverything(),
                contact.hold(),
                contact.pending(),
                contact.quality(),
                contact.dueAt());
        assertEquals(
                new CommitResult.Done(), store().commit(new Commit(without, List.of(), Set.of(), List.of(), null)));
    }

    private Map<String, Long> decisions(Purpose purpose, Channel channel, Instant at) {
        Map<String, Long> counts = new TreeMap<>();
        for (PhoneNumber number : everybody) {
            List<ContactId> ids = engines.index.contactIds(number).all();
            DecisionRows rows = store().decisionRows(ids, List.of(ids.get(0)));
            // a no under an older form is a contact of its own
            rows.contacts().stream()
                    .skip(1)
                    .filter(form -> form.consent(purpose) != null)
                    .forEach(form -> counts.merge("withdrawn", 1L, Long::sum));
            if (rows.contacts().get(0).consent(purpose) != null) {
                Decision decision = engines.policy
                        .decisions()
                        .decide(rows.contacts(), rows.budgets().get(0), number.place(), purpose, channel, at);
                String reason = older.contains(number)
                        ? NOT_LOOKED_AT
                        : decision.isAllowed()
                                ? "allowed"
                                : decision.reasons().get(0).refusal().id();
                counts.merge(reason, 1L, Long::sum);
            }
        }
        return counts;
    }

    private long endingSoon() {
        Instant soon = clock.instant().plus(Duration.ofDays(PreviewAnswer.DAYS));
        return everybody.stream()
                .filter(number -> !older.contains(number))
                .filter(number -> {
                    List<ContactId> ids = engines.index.contactIds(number).all();
                    DecisionRows rows = store().decisionRows(ids, List.of(ids.get(0)));
                    Contact contact = rows.contacts().get(0);
                    return engines.policy
                                    .decisions()
                                    .decide(
                                            rows.contacts(),
                                            rows.budgets().get(0),
                                            number.place(),
                                            MARKETING,
                                            Channel.SMS,
                                            clock.instant())
                                    .isAllowed()
                            && contact.consent(MARKETING).expiresAt().isBefore(soon);
                })
                .count();
    }

    private static String told(long count) {
        String relation = count < 10 ? "fewer_than" : "exactly";
        return "{\"relation\":\"" + relation + "\",\"count\":" + Math.max(10, count) + "}";
    }

    private static Map<String, String> told(Map<String, Long> counts) {
        Map<String, String> told = new TreeMap<>(Map.of("allowed", told(counts.getOrDefault("allowed", 0L))));
        counts.forEach((reason, count) -> told.put(reason, told(count)));
        return told;
    }

    private static Map<String, String> told(JsonNode answer) {
        Map<String, String> told =
                new TreeMap<>(Map.of("allowed", answer.path("allowed").toString()));
        answer.path("reasons")
                .forEach(each -> told.put(
                        each.path("code").asText(), each.path("contacts").toString()));
        return told;
    }

    /** Walks to the end with pages of so many contacts. */
    private JsonNode preview(Purpose purpose, Channel channel, @Nullable Instant at, int most) {
        AudienceClient door = new AudienceClient(paged(most));
        JsonNode page;
        @Nullable String cursor = null;
        do {
            page = read(door.send(
                    "POST",
                    "/v1/purposes/" + purpose + "/audience/preview",
                    "application/json",
                    Json.write(body(channel, at, cursor)),
                    door.claims("ann", "[campaign:" + purpose + "]")));
            cursor = page.path("next").textValue();
        } while (cursor != null);
        return page;
    }

    private Engines paged(int most) {
        return new Engines(
                new ForwardingStore(store()) {
                    @Override
                    public Page<Contact> list(ContactFilter filter, @Nullable String cursor, int limit) {
                        return super.list(filter, cursor, Math.min(limit, most));
                    }
                },
                clock);
    }

    private static Map<String, Object> body(Channel channel, @Nullable Instant at, @Nullable String cursor) {
        Map<String, Object> body =
                new TreeMap<>(Map.of("reason", "autumn news", "campaign", "autumn.26", "channel", channel.id()));
        if (at != null) {
            body.put("at", at.toString());
        }
        if (cursor != null) {
            body.put("cursor", cursor);
        }
        return body;
    }

    private static APIGatewayV2HTTPResponse post(AudienceClient door, Map<String, Object> body, String person) {
        return door.send(
                "POST",
                "/v1/purposes/marketing/audience/preview",
                "application/json",
                Json.write(body),
                door.claims(person, "[campaign:marketing]"));
    }

    private static JsonNode read(APIGatewayV2HTTPResponse answer) {
        assertEquals(200, answer.getStatusCode(), answer.getBody());
        return Json.read(answer.getBody(), JsonNode.class);
    }
}
