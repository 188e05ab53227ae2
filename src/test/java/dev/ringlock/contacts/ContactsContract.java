package dev.ringlock.contacts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.Withdrawal;
import dev.ringlock.http.Json;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.ContactFilter;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.Page;
import dev.ringlock.store.Store;
import dev.ringlock.store.UnwritableStore;
import dev.ringlock.terms.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What staff see and do of contacts, on every store: only who may, only masked, and never without a trace. */
public abstract class ContactsContract {

    private static final String PHONE = "+12025550123";
    private static final String ALL = "+12025550101";
    private static final Purpose MARKETING = new Purpose("marketing");
    private static final Purpose SERVICE = new Purpose("service");
    private static final String LOOK_UP = "{\"number\": \"+1 202 555 0123\"}";
    private static final String WITHDRAW_ALL = "{\"all\": true, \"reason\": \"wants no more\", \"asked\": \"phone\"}";
    private static final String RELEASE = "{\"decision\": \"release\", \"reason\": \"asked about an order\"}";
    private static final String OPT_OUT = "{\"decision\": \"opt_out\", \"reason\": \"it was a no\"}";

    protected final TestClock clock = new TestClock();

    private Store store;
    private Engines engines;
    private ContactsClient door;

    /** @param empty the store under test */
    protected final void begin(Store empty) {
        store = empty;
        engines = new Engines(store, clock);
        door = new ContactsClient(engines);
    }

    @Test
    void aContactIsFoundByItsNumberMaskedWithAllThatIsKnown() {
        new CaptureClient(engines).signUp(PHONE, "marketing", "service");
        clock.advance(Duration.ofHours(1));
        new InboundClient(engines).text("SM1", PHONE, "+12025550100", "STOP", null);
        APIGatewayV2HTTPResponse answer = door.call("support:service", "POST", "/lookup", LOOK_UP);
        assertEquals("no-store", answer.getHeaders().get("Cache-Control"));
        JsonNode shown = read(200, answer);
        assertEquals(id(), shown.path("contactId").asText());
        assertEquals("+1 ••• ••• ••23", shown.path("masked").asText());
        assertEquals("US", shown.path("country").asText());
        assertEquals(
                List.of("marketing withdrawn 2046-11-23T11:00:00.000Z", "service granted 2046-11-23T10:00:00.000Z"),
                Stream.of(0, 1)
                        .map(shown.path("consents")::get)
                        .map(consent -> consent.path("purpose").asText() + " "
                                + consent.path("state").asText() + " "
                                + consent.path("since").asText())
                        .toList());
        JsonNode service = shown.path("consents").get(1);
        assertEquals("signup 1 en", String.join(" ", texts(service.path("notice"))));
        assertTrue(service.path("expiresAt").asText().startsWith("20"), service.toString());
        assertEquals(
                "[{\"purpose\":\"marketing\",\"at\":\"2046-11-23T11:00:00.000Z\"}]",
                shown.path("suppressions").toString());
        assertEquals("2046-11-23T11:00:00.000Z", shown.at("/quality/activeAt").asText());
        assertEquals(2, shown.path("version").asInt());
        assertTrue(shown.path("dueAt").isTextual());
        assertFalse(answer.getBody().contains("2025550123"));
        JsonNode byId = read(200, door.call("support:service", "GET", "/" + id(), ""));
        assertEquals(shown.path("consents"), byId.path("consents"));
        JsonNode byIdInTheBody =
                read(200, door.call("privacy", "POST", "/lookup", "{\"contactId\": \"" + id() + "\"}"));
        assertEquals(byId, byIdInTheBody);
    }

    @Test
    void aNoThatIsStoredUnderAnOlderFormOfTheNumberIsFound() {
        PhoneNumber number = PhoneNumber.ofCanonical(mexican());
        List<ContactId> ids = engines.index.contactIds(number).all();
        String body = "{\"number\": \"" + mexican() + "\"}";
        noOf(ids.get(1));
        JsonNode older = read(200, door.call("privacy", "POST", "/lookup", body));
        assertEquals(ids.get(1).value(), older.path("contactId").asText());
        assertEquals("[]", older.path("olderForms").toString());
        noOf(ids.get(0));
        JsonNode both = read(200, door.call("privacy", "POST", "/lookup", body));
        assertEquals(ids.get(0).value(), both.path("contactId").asText());
        assertEquals("[\"" + ids.get(1).value() + "\"]", both.path("olderForms").toString());
    }

    private void noOf(ContactId id) {
        Withdrawal no = new Withdrawal(
                clock.instant(),
                engines.arrivals.ulid(clock.instant()),
                "r",
                Set.of(MARKETING),
                false,
                Withdrawal.WithdrawalMethod.SMS_REPLY,
                Map.of());
        store.commit(Commit.of(engines.policy.rules().withdraw(Contact.unknown(id), no), List.of(), null));
    }

    /** One that libphonenumber gives as an example: numbers of its plan had another form before 2019. */
    private static String mexican() {
        PhoneNumberUtil util = PhoneNumberUtil.getInstance();
        return util.format(util.getExampleNumberForType("MX", PhoneNumberType.MOBILE), PhoneNumberFormat.E164);
    }

    @Test
    void everyReadIsOnTheLedgerUnderWhoReadBeforeItIsAnswered() {
        new CaptureClient(engines).signUp(PHONE, "marketing");
        door.call("support:service", "POST", "/lookup", LOOK_UP);
        door.call("support:service", "GET", "/" + id(), "");
        door.call("support:service", "GET", "/" + id() + "/ledger", "");
        door.call("support:service", "GET", "", "");
        door.call("support:service", "POST", "/lookup", "{\"number\": \"+1 202 555 0199\"}");
        List<Entry> trace = trace();
        assertEquals(
                List.of("list 1", "look_up false", "look_up true", "look_up true", "see_history true"),
                trace.stream()
                        .map(entry -> entry.fields().get("action") + " "
                                + entry.fields()
                                        .getOrDefault("found", entry.fields().get("count")))
                        .sorted()
                        .toList());
        assertEquals(
                Set.of(Event.READ),
                new HashSet<>(trace.stream().map(Entry::event).toList()));
        trace.forEach(
                entry -> assertEquals(ContactsClient.PERSON, entry.fields().get("actor")));
        assertEquals(
                3,
                trace.stream()
                        .filter(entry -> id().equals(entry.fields().get("contact")))
                        .count());
        assertEquals(
                List.of(id(), id()),
                trace.stream()
                        .filter(entry -> entry.fields().containsKey("first"))
                        .flatMap(entry -> Stream.of(
                                entry.fields().get("first"), entry.fields().get("last")))
                        .toList());
    }

    private static final List<String> ORDER = List.of("look_up true", "see_history true", "list 1", "look_up false");

    @Test
    void whatCannotBeWrittenDownIsNotShownAndNotDone() {
        new CaptureClient(engines).signUp(PHONE, "marketing");
        ContactsClient broken = new ContactsClient(new Engines(new UnwritableStore(store).down(), clock));
        List<APIGatewayV2HTTPResponse> answers = List.of(
                broken.call("privacy", "POST", "/lookup", LOOK_UP),
                broken.call("privacy", "GET", "", ""),
                broken.call("privacy", "GET", "/" + id(), ""),
                broken.call("privacy", "GET", "/" + id() + "/ledger", ""),
                broken.call("privacy", "POST", "/" + id() + "/withdraw", WITHDRAW_ALL),
                broken.call("privacy", "POST", "/withdraw", of(PHONE)));
        for (APIGatewayV2HTTPResponse answer : answers) {
            assertEquals(503, answer.getStatusCode());
            assertFalse(answer.getBody().contains("c1_"), answer.getBody());
        }
        assertEquals(State.GRANTED, state(MARKETING));
    }

    @Test
    void aContactIsFoundByTheRecordOfWhateverItsPersonDecided() {
        new CaptureClient(engines).signUp(PHONE, "marketing");
        String record = last(id()).fields().getOrDefault("record_id", "");
        clock.advance(Duration.ofMinutes(1));
        new CaptureClient(engines).signUp(PHONE, "marketing");
        String renewed = last(id()).fields().getOrDefault("record_id", "");
        assertNotEquals(record, renewed);
        for (String decided : List.of(record, renewed, renewed.toUpperCase(Locale.ROOT))) {
            JsonNode shown = read(200, door.call("privacy", "POST", "/lookup", "{\"recordId\": \"" + decided + "\"}"));
            assertEquals(id(), shown.path("contactId").asText());
            assertEquals(renewed, shown.at("/consents/0/recordId").asText());
        }
        String none = "00000000-0000-4000-8000-000000000000";
        read(404, door.call("privacy", "POST", "/lookup", "{\"recordId\": \"" + none + "\"}"));
        assertEquals(
                Set.of(record + " true " + id(), renewed + " true " + id(), none + " false null"),
                new HashSet<>(trace().stream()
                        .map(Entry::fields)
                        .map(read -> read.get("record") + " " + read.get("found") + " " + read.get("contact"))
                        .toList()));
    }

    /** Whoever may not is told so in the same bytes whether anybody is there, and nothing is read. */
    @ParameterizedTest
    @CsvSource({"'', 401", "campaign:service, 403", "analyst, 403", "auditor, 403", "admin, 403"})
    void aRefusalDoesNotTellWhetherTheContactExists(String role, int status) {
        new CaptureClient(engines).signUp(PHONE, "marketing");
        String unknown =
                engines.index.contactId(PhoneNumber.ofCanonical("+12025550188")).value();
        ContactsClient unread = new ContactsClient(new Engines(new UnreadContacts(store), clock));
        for (String call :
                List.of("GET /ID", "POST /ID/withdraw", "POST /ID/hold", "POST /lookup", "POST /withdraw", "GET ")) {
            String[] parts = call.split(" ", 2);
            List<APIGatewayV2HTTPResponse> answers = Stream.of(id(), unknown, "not-an-id")
                    .map(id -> unread.call(role, parts[0], (parts.length > 1 ? parts[1] : "").replace("ID", id), "{"))
                    .toList();
            answers.forEach(answer -> assertEquals(status, answer.getStatusCode(), call));
            assertEquals(
                    1,
                    answers.stream()
                            .map(APIGatewayV2HTTPResponse::getBody)
                            .distinct()
                            .count());
            assertEquals(
                    1,
                    answers.stream()
                            .map(APIGatewayV2HTTPResponse::getHeaders)
                            .distinct()
                            .count());
        }
        assertEquals(List.of(), trace());
    }

    @Test
    void anAuditorSeesTheHistoryAndNothingElse() {
        new CaptureClient(engines).signUp(PHONE, "marketing");
        clock.advance(Duration.ofMinutes(1));
        new InboundClient(engines).text("SM42", PHONE, ALL, "STOP", null);
        JsonNode first = read(200, door.call("auditor", "GET", "/" + id() + "/ledger", "", Map.of("limit", "1")));
        assertEquals("given", first.at("/entries/0/event").asText());
        assertEquals("2046-11-23T10:00:00.000Z", first.at("/entries/0/at").asText());
        JsonNode rest = read(
                200,
                door.call(
                        "auditor",
                        "GET",
                        "/" + id() + "/ledger",
                        "",
                        Map.of("limit", "100", "cursor", first.path("next").asText())));
        assertEquals(2, rest.path("entries").size(), "a STOP there takes both purposes back");
        assertEquals("SM42", rest.at("/entries/1/fields/message_id").asText());
        assertTrue(rest.path("next").isMissingNode());
        assertEquals(
                404,
                door.call("auditor", "GET", "/c1_" + "a".repeat(26) + "/ledger", "")
                        .getStatusCode());
    }

    @Test
    void theListLeafsThroughEveryContactOnce() {
        for (int i = 10; i < 15; i++) {
            new CaptureClient(engines).signUp("+120255501" + i, "marketing");
        }
        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            JsonNode page = read(
                    200,
                    door.call(
                            "privacy",
                            "GET",
                            "",
                            "",
                            cursor == null ? Map.of("limit", "2") : Map.of("limit", "2", "cursor", cursor)));
            page.path("contacts")
                    .forEach(contact -> seen.add(contact.path("contactId").asText()));
            cursor =
                    page.path("next").isMissingNode() ? null : page.path("next").asText();
        } while (cursor != null);
        assertEquals(5, seen.size());
        assertEquals(seen.stream().sorted().distinct().toList(), seen);
    }

    @ParameterizedTest
    @CsvSource({
        "status, granted, unknown_field",
        "limit, 0, size",
        "limit, 101, size",
        "limit, many, size",
        "cursor, c1_x, wrong_type",
        "cursor, '*', wrong_type"
    })
    void aQueryThatIsNotKnownIsRefusedRatherThanLeftOut(String name, String value, String code) {
        for (String path : List.of("", "/" + id() + "/ledger")) {
            JsonNode problem = read(422, door.call("privacy", "GET", path, "", Map.of(name, value)));
            assertEquals(code, problem.at("/errors/0/code").asText());
        }
    }

    @Test
    void theListShowsWhomAFilterAsksForAndTheLedgerSaysWhichFilter() {
        CaptureClient capture = new CaptureClient(engines);
        capture.signUp(PHONE, "marketing", "service");
        capture.signUp("+46701740605", "marketing");
        InboundClient inbound = new InboundClient(engines);
        inbound.text("SM1", PHONE, "+12025550100", "STOP", null);
        inbound.text("SM2", "+46701740605", ALL, "please don't stop", null);
        String swedish =
                engines.index.contactId(PhoneNumber.ofCanonical("+46701740605")).value();
        assertEquals(List.of(swedish), listed(Map.of("purpose", "marketing", "state", "granted")));
        assertEquals(List.of(id()), listed(Map.of("state", "withdrawn")));
        assertEquals(Set.of(id(), swedish), Set.copyOf(listed(Map.of("state", "granted"))));
        assertEquals(List.of(id()), listed(Map.of("country", "us")));
        assertEquals(List.of(swedish), listed(Map.of("country", "SE", "purpose", "marketing")));
        assertEquals(List.of(), listed(Map.of("country", "SE", "purpose", "service")));
        assertEquals(List.of(swedish), listed(Map.of("held", "true")));
        assertEquals(List.of(), listed(Map.of("held", "true", "country", "US")));
        Entry last = trace().stream()
                .filter(entry -> entry.fields().containsKey("state"))
                .filter(entry -> entry.fields().containsKey("purpose"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                List.of("list", "marketing", "granted", "1"),
                Stream.of("action", "purpose", "state", "count")
                        .map(last.fields()::get)
                        .toList());
        JsonNode shown = read(200, door.call("privacy", "GET", "", "", Map.of("country", "SE")));
        assertEquals("SE", shown.at("/contacts/0/country").asText());
    }

    @Test
    void aCursorOfAnotherFiltersListIsRefused() {
        for (int i = 10; i < 13; i++) {
            new CaptureClient(engines).signUp("+120255501" + i, "marketing", "service");
        }
        Map<String, String> american = Map.of("limit", "1", "country", "US");
        String next = read(200, door.call("privacy", "GET", "", "", american))
                .path("next")
                .asText();
        read(200, door.call("privacy", "GET", "", "", Map.of("limit", "1", "country", "US", "cursor", next)));
        for (Map<String, String> other : List.of(
                Map.of("cursor", next),
                Map.of("country", "SE", "cursor", next),
                Map.of("held", "true", "cursor", next),
                Map.of("purpose", "marketing", "country", "US", "cursor", next))) {
            JsonNode problem = read(422, door.call("privacy", "GET", "", "", other));
            assertEquals("/cursor", problem.at("/errors/0/pointer").asText());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "state, given, unknown_choice",
        "purpose, gifts, unknown_purpose",
        "purpose, maintenance, unknown_purpose",
        "country, XX, unknown_choice",
        "country, '', unknown_choice",
        "held, false, unknown_choice"
    })
    void aFilterForWhatIsNotThereIsRefused(String name, String value, String code) {
        JsonNode problem = read(422, door.call("privacy", "GET", "", "", Map.of(name, value)));
        assertEquals(code, problem.at("/errors/0/code").asText());
        assertEquals("/" + name, problem.at("/errors/0/pointer").asText());
    }

    private List<String> listed(Map<String, String> query) {
        List<String> ids = new ArrayList<>();
        read(200, door.call("privacy", "GET", "", "", query))
                .path("contacts")
                .forEach(contact -> ids.add(contact.path("contactId").asText()));
        return ids;
    }

    @Test
    void anOptOutOnRequestIsOneThatOnlyThePhoneTakesBack() {
        CaptureClient capture = new CaptureClient(engines);
        capture.signUp(PHONE, "marketing", "service");
        clock.advance(Duration.ofMinutes(1));
        String body = "{\"purposes\": [\"marketing\"], \"reason\": \"moved away\", \"asked\": \"letter\"}";
        JsonNode shown = read(200, door.call("support:service", "POST", "/" + id() + "/withdraw", body));
        assertEquals("withdrawn", shown.at("/consents/0/state").asText());
        assertEquals(List.of(State.WITHDRAWN, State.GRANTED), List.of(state(MARKETING), state(SERVICE)));
        assertEquals(List.of(), store.compartments(MARKETING, List.of(new ContactId(id()))));
        Entry entry = last(id());
        assertEquals(Event.WITHDRAWN, entry.event());
        assertEquals(
                List.of(ContactsClient.PERSON, "letter", "staff", "moved away"),
                Stream.of("actor", "asked", "method", "reason")
                        .map(entry.fields()::get)
                        .toList());
        Entry trace = trace().get(0);
        assertEquals(
                List.of(Event.ACTED, "withdraw", id()),
                List.of(
                        trace.event(),
                        trace.fields().get("action"),
                        trace.fields().get("contact")));
        clock.advance(Duration.ofMinutes(1));
        capture.signUp(PHONE, "marketing");
        assertEquals(State.REQUESTED, state(MARKETING), "a web form's yes does not undo it");
        InboundClient inbound = new InboundClient(engines);
        inbound.text("SM1", PHONE, "+12025550100", "START", null);
        clock.advance(Duration.ofSeconds(1));
        inbound.text("SM2", PHONE, "+12025550100", "YES", null);
        assertEquals(State.GRANTED, state(MARKETING), "a yes from the phone does");
    }

    @Test
    void aNoOfWhoeverIsNotOnFileIsASuppressionThatOnlyThePhoneTakesBack() {
        JsonNode shown = read(200, door.call("support:service", "POST", "/withdraw", of("+1 202 555 0123")));
        assertEquals(id(), shown.path("contactId").asText());
        assertEquals(2, shown.path("suppressions").size());
        assertTrue(shown.path("masked").isMissingNode());
        assertEquals(
                List.of(ContactsClient.PERSON, "letter", "staff", "wrote to us", "unknown"),
                Stream.of("actor", "asked", "method", "reason", "before")
                        .map(last(id()).fields()::get)
                        .toList());
        assertEquals(
                List.of(Event.ACTED, "withdraw", id()),
                List.of(
                        trace().get(0).event(),
                        trace().get(0).fields().get("action"),
                        trace().get(0).fields().get("contact")));
        clock.advance(Duration.ofMinutes(1));
        new CaptureClient(engines).signUp(PHONE, "marketing");
        assertEquals(State.REQUESTED, state(MARKETING), "a web form's yes does not undo it");
    }

    @Test
    void aNoByNumberIsTheSameAsOneOfAContactWhereTheNumberIsOnFile() {
        CaptureClient capture = new CaptureClient(engines);
        capture.signUp(PHONE, "marketing", "service");
        clock.advance(Duration.ofMinutes(1));
        String some = "{\"number\": \"202 555 0123\", \"region\": \"us\", \"purposes\": [\"marketing\"], "
                + "\"reason\": \"called\", \"asked\": \"phone\"}";
        JsonNode shown = read(200, door.call("privacy", "POST", "/withdraw", some));
        assertEquals(List.of(State.WITHDRAWN, State.GRANTED), List.of(state(MARKETING), state(SERVICE)));
        assertEquals(List.of(), store.compartments(MARKETING, List.of(new ContactId(id()))));
        String same = "{\"purposes\": [\"marketing\"], \"reason\": \"called\", \"asked\": \"phone\"}";
        JsonNode again = read(200, door.call("privacy", "POST", "/" + id() + "/withdraw", same));
        assertEquals(again.path("consents"), shown.path("consents"));
        assertEquals(
                texts(again.path("suppressions")).size(),
                texts(shown.path("suppressions")).size());
    }

    @Test
    void aNoByNumberIsTakenUnderEachFormThatIsOnFile() {
        List<ContactId> ids =
                engines.index.contactIds(PhoneNumber.ofCanonical(mexican())).all();
        noOf(ids.get(1));
        clock.advance(Duration.ofMinutes(1));
        JsonNode shown = read(200, door.call("privacy", "POST", "/withdraw", of(mexican())));
        assertEquals(ids.get(0).value(), shown.path("contactId").asText());
        for (ContactId id : ids.subList(0, 2)) {
            assertEquals(
                    State.WITHDRAWN,
                    Objects.requireNonNull(contact(id).consent(SERVICE)).state());
        }
    }

    /** A range that newer metadata will know, as of mobiles in the United Kingdom. */
    @Test
    void aNoOfANumberThatMetadataDoesNotKnowIsTaken() {
        String unknown = "+447700900177";
        assertFalse(PhoneNumber.ofCanonical(unknown).isValid());
        JsonNode shown = read(200, door.call("privacy", "POST", "/withdraw", of(unknown)));
        ContactId id = engines.index.contactId(PhoneNumber.ofCanonical(unknown));
        assertEquals(id.value(), shown.path("contactId").asText());
        assertEquals(1, contact(id).version());
    }

    private static String of(String number) {
        return "{\"number\": \"" + number + "\", \"all\": true, \"reason\": \"wrote to us\", \"asked\": \"letter\"}";
    }

    @Test
    void everythingMeansWhatWasNeverAskedForToo() {
        new CaptureClient(engines).signUp(PHONE, "marketing");
        clock.advance(Duration.ofMinutes(1));
        JsonNode shown = read(200, door.call("privacy", "POST", "/" + id() + "/withdraw", WITHDRAW_ALL));
        assertEquals(2, shown.path("suppressions").size());
        assertTrue(shown.path("country").isMissingNode());
        assertTrue(shown.path("masked").isMissingNode(), "nothing of the number is left to be shown");
    }

    @Test
    void aHoldIsDecidedOnceAndSaysByWhomAndWhy() {
        new CaptureClient(engines).signUp(PHONE, "marketing", "service");
        new InboundClient(engines).text("SM1", PHONE, ALL, "please don't stop", null);
        String held = last(id()).ulid().value();
        assertNotNull(contact(new ContactId(id())).hold());
        clock.advance(Duration.ofHours(1));
        JsonNode shown = read(200, door.call("support:service", "POST", "/" + id() + "/hold", RELEASE));
        assertTrue(shown.path("hold").isMissingNode());
        assertNull(contact(new ContactId(id())).hold());
        assertEquals(List.of(State.GRANTED, State.GRANTED), List.of(state(MARKETING), state(SERVICE)));
        Entry entry = last(id());
        assertEquals(Event.RELEASED, entry.event());
        assertEquals(
                Map.of("actor", ContactsClient.PERSON, "reason", "asked about an order", "held", held),
                Map.copyOf(entry.fields()));
        JsonNode again = read(409, door.call("support:service", "POST", "/" + id() + "/hold", RELEASE));
        assertEquals("urn:ringlock:problem:conflict", again.path("type").asText());
        assertEquals(1, trace().size(), "what was refused was not done");
    }

    @Test
    void aHoldThatWasANoTakesEverythingBackSinceTheMessageCame() {
        new CaptureClient(engines).signUp(PHONE, "marketing", "service");
        clock.advance(Duration.ofHours(1));
        new InboundClient(engines).text("SM1", PHONE, ALL, "please don't stop", null);
        clock.advance(Duration.ofHours(1));
        JsonNode shown = read(200, door.call("privacy", "POST", "/" + id() + "/hold", OPT_OUT));
        assertTrue(shown.path("hold").isMissingNode());
        assertEquals(List.of(State.WITHDRAWN, State.WITHDRAWN), List.of(state(MARKETING), state(SERVICE)));
        assertEquals("2046-11-23T11:00:00.000Z", shown.at("/suppressions/0/at").asText());
        for (Purpose purpose : List.of(MARKETING, SERVICE, Purpose.MAINTENANCE)) {
            assertEquals(List.of(), store.compartments(purpose, List.of(new ContactId(id()))));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/lookup        | {}                                                                        | required",
                "/lookup        | {\"number\":\"+12025550123\",\"contactId\":\"x\"}                         | required",
                "/lookup        | {\"number\":\"+1 202 555 01\"}                                            | invalid",
                "/lookup        | {\"number\":\"+98 9601\"}                                                 | too_short",
                "/lookup        | {\"number\":\"1 110\",\"region\":\"Austria\"}                              | too_short",
                "/lookup        | {\"number\":\"2025550123\",\"region\":\"Atlantis\"}                       | region_unknown",
                "/withdraw      | {\"number\":\"+98 9601\",\"all\":true,\"reason\":\"no\",\"asked\":\"mail\"}   | too_short",
                "/lookup        | {\"recordId\":\"x\",\"contactId\":\"x\"}                                  | required",
                "/lookup        | {\"recordId\":\"1234\"}                                                  | not_a_record_id",
                "/lookup        | {\"record\":\"x\",\"contactId\":\"x\"}                                    | unknown_field",
                "/ID/withdraw   | {\"purposes\":[\"gifts\"],\"reason\":\"no\",\"asked\":\"mail\"}           | unknown_purpose",
                "/ID/withdraw   | {\"purposes\":[\"maintenance\"],\"reason\":\"no\",\"asked\":\"mail\"}     | unknown_purpose",
                "/ID/withdraw   | {\"purposes\":[],\"reason\":\"no\",\"asked\":\"mail\"}                    | size",
                "/ID/withdraw   | {\"reason\":\"no\",\"asked\":\"mail\"}                                    | required",
                "/ID/withdraw   | {\"all\":true,\"reason\":\"\",\"asked\":\"mail\"}                         | empty",
                "/ID/withdraw   | {\"all\":true,\"reason\":\"no\",\"asked\":\"smoke\"}                      | unknown_choice",
                "/ID/withdraw   | {\"all\":true,\"reason\":\"now at 202 555-0123\",\"asked\":\"mail\"}      | holds_number",
                "/ID/withdraw   | {\"all\":true,\"reason\":\"٢٠٢٥٥٥٠١٢٣\",\"asked\":\"mail\"}               | holds_number",
                "/withdraw      | {\"all\":true,\"reason\":\"no\",\"asked\":\"mail\"}                       | required",
                "/withdraw      | {\"number\":\"0123\",\"all\":true,\"reason\":\"no\",\"asked\":\"mail\"}     | region_needed",
                "/withdraw      | {\"number\":\"+12025550123\",\"reason\":\"no\",\"asked\":\"mail\"}       | required",
                "/withdraw      | {\"number\":\"+12025550123\",\"all\":true,\"reason\":\"no\"}            | required",
                "/ID/hold       | {\"decision\":\"maybe\",\"reason\":\"no\"}                                | unknown_choice",
                "/ID/hold       | {\"decision\":\"release\"}                                                | required"
            })
    void whatIsWrongIsToldAndNothingIsDone(String path, String body, String code) {
        new CaptureClient(engines).signUp(PHONE, "marketing");
        Contact before = contact(new ContactId(id()));
        APIGatewayV2HTTPResponse answer = door.call("privacy", "POST", path.replace("ID", id()), body);
        JsonNode problem = read(422, answer);
        assertEquals(List.of(code), problem.path("errors").findValuesAsText("code"), answer.getBody());
        assertFalse(answer.getBody().contains("202 555"), "an error repeats nothing");
        assertEquals(before, contact(new ContactId(id())));
    }

    @Test
    void whoIsNotOnFileIsNotFoundAndWhatIsNoCallIsNone() {
        String unknown = "/c1_" + "a".repeat(26);
        List<Integer> statuses = Stream.of(
                        door.call("privacy", "POST", "/lookup", LOOK_UP),
                        door.call("privacy", "GET", unknown, ""),
                        door.call("privacy", "GET", unknown + "/ledger", ""),
                        door.call("privacy", "POST", unknown + "/withdraw", WITHDRAW_ALL),
                        door.call("privacy", "POST", unknown + "/hold", RELEASE),
                        door.call("privacy", "GET", unknown + "/number", ""),
                        door.call("privacy", "GET", "/12", ""))
                .map(APIGatewayV2HTTPResponse::getStatusCode)
                .toList();
        assertEquals(List.of(404, 404, 404, 404, 404, 404, 404), statuses);
        assertEquals(405, door.call("privacy", "GET", "/lookup", "").getStatusCode());
        assertEquals(405, door.call("privacy", "GET", "/withdraw", "").getStatusCode());
        assertEquals(405, door.call("privacy", "POST", unknown, "{}").getStatusCode());
        assertEquals(0, contact(new ContactId("c1_" + "a".repeat(26))).version(), "a no is not kept of nobody");
    }

    private static JsonNode read(int status, APIGatewayV2HTTPResponse answer) {
        assertEquals(status, answer.getStatusCode(), answer.getBody());
        return Json.read(answer.getBody().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static List<String> texts(JsonNode object) {
        List<String> texts = new ArrayList<>();
        object.forEach(value -> texts.add(value.asText()));
        return texts;
    }

    private List<Entry> trace() {
        return store.history("actor/" + ContactsClient.PERSON, null, 100).items();
    }

    private Entry last(String subject) {
        List<Entry> all = store.history(subject, null, 100).items();
        return all.get(all.size() - 1);
    }

    private String id() {
        return engines.index.contactId(PhoneNumber.ofCanonical(PHONE)).value();
    }

    private Contact contact(ContactId id) {
        return store.load(List.of(id)).get(0);
    }

    private State state(Purpose purpose) {
        var consent = contact(new ContactId(id())).consent(purpose);
        assertNotNull(consent);
        return consent.state();
    }

    /** A store that must not be asked. */
    private static final class UnreadContacts extends ForwardingStore {

        UnreadContacts(Store to) {
            super(to);
        }

        @Override
        public List<Contact> load(List<ContactId> ids) {
            throw new AssertionError("read before it was known who is calling");
        }

        @Override
        public Page<Contact> list(ContactFilter filter, @Nullable String cursor, int limit) {
            throw new AssertionError("read before it was known who is calling");
        }

        @Override
        public Optional<ContactId> recorded(String recordId) {
            throw new AssertionError("read before it was known who is calling");
        }

        @Override
        public CommitResult commit(Commit commit) {
            throw new AssertionError("written before it was known who is calling");
        }
    }
}
