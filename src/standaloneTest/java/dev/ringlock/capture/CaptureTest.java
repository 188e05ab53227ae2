package dev.ringlock.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.OptOut;
import dev.ringlock.consent.SuppressedContacts;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.NoticeChangedException;
import dev.ringlock.steps.Notices;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.ForwardingStore;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import dev.ringlock.store.sqlite.RawRows;
import dev.ringlock.terms.Purpose;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureTest {

    private static final String NUMBER = "+12025550123";
    private static final Purpose MARKETING = new Purpose("marketing");
    private static final List<String> WARM = List.of("count", "count", "load", "commit", "message");

    @TempDir
    Path folder;

    private Fixture fixture;

    @BeforeEach
    void open() {
        fixture = Fixture.in(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aYesIsSealedAndOnTheLedger() throws Exception {
        APIGatewayV2HTTPResponse answer = fixture.post(Fixture.BODY);
        assertEquals(201, answer.getStatusCode());
        JsonNode body = new JsonMapper().readTree(answer.getBody());
        assertEquals("2046-11-23T10:00:00.000Z", body.get("decidedAt").textValue());
        assertEquals(
                "[{\"purpose\":\"marketing\",\"granted\":true}]",
                body.get("decisions").toString());
        Consent consent = fixture.contact(NUMBER).consent(MARKETING);
        assertNotNull(consent);
        assertEquals(State.GRANTED, consent.state());
        assertEquals(body.get("recordId").textValue(), consent.recordId());
        Entry entry = fixture.history(NUMBER).get(0);
        assertEquals(Event.GIVEN, entry.event());
        assertEquals(body.get("recordId").textValue(), entry.fields().get("record_id"));
    }

    @Test
    void theCompartmentOpensForItsPurposeAndHoldsTheEvidence() {
        fixture.post(Fixture.BODY);
        Map<String, Object> row =
                RawRows.all(folder.resolve("test.db")).getOrDefault("compartments", List.of()).stream()
                        .filter(r -> "marketing".equals(r.get("purpose")))
                        .findFirst()
                        .orElseThrow();
        var hex = java.util.HexFormat.of();
        var key = fixture.keys.unwrap(MARKETING, hex.parseHex(String.valueOf(row.get("wrapped_key"))));
        var opened = new dev.ringlock.keys.Envelope()
                .open(key, fixture.contactId(NUMBER), MARKETING, hex.parseHex(String.valueOf(row.get("sealed"))));
        assertEquals(NUMBER, opened.e164());
        assertEquals("203.0.113.0/24", row.get("evidence_address"));
        assertEquals("Firefox", row.get("evidence_browser"));
        String salt = String.valueOf(row.get("evidence_salt"));
        assertEquals(
                new dev.ringlock.consent.PersonalEvidence("203.0.113.0/24", "Firefox", salt).hash(),
                fixture.history(NUMBER).get(0).fields().get("evidence_sha256"));
    }

    @Test
    void aWarmCaptureIsOneReadAndOneCommitForANewAKnownAndASuppressedNumber() {
        fixture.post(Fixture.BODY.replace("0123", "0124"));
        withdraw("+12025550125");
        fixture.takeCalls();
        fixture.post(Fixture.BODY);
        assertEquals(WARM, fixture.takeCalls(), "new");
        fixture.post(Fixture.BODY);
        assertEquals(WARM, fixture.takeCalls(), "known");
        fixture.post(Fixture.BODY.replace("0123", "0125"));
        assertEquals(WARM, fixture.takeCalls(), "suppressed");
    }

    @Test
    void aColdCaptureAsksForTheSameKeysWhateverIsStored() {
        fixture.post(Fixture.BODY.replace("0123", "0124"));
        withdraw("+12025550125");
        for (String last : List.of("0123", "0124", "0125")) {
            fixture.clock.advance(Duration.ofMinutes(10));
            fixture.takeCalls();
            fixture.post(Fixture.BODY.replace("0123", last));
            assertEquals(
                    Stream.concat(Stream.of("generate", "generate"), WARM.stream())
                            .toList(),
                    fixture.takeCalls(),
                    last);
        }
    }

    @Test
    void aBrokenKeyEngineIsToldTheSameWhateverIsStored() {
        fixture.post(Fixture.BODY.replace("0123", "0124"));
        withdraw("+12025550125");
        fixture.clock.advance(Duration.ofMinutes(10));
        fixture.broken = true;
        for (String last : List.of("0123", "0124", "0125")) {
            assertUnavailable(fixture.post(Fixture.BODY.replace("0123", last)));
        }
        assertEquals(0, fixture.contact(NUMBER).version());
    }

    @Test
    void theAnswerIsTheSameInBytesForANewAKnownAndAWithdrawnNumber() {
        fixture.post(Fixture.BODY.replace("0123", "0124"));
        withdraw("+12025550125");
        fixture.clock.advance(Duration.ofSeconds(1));
        List<String> answers = List.of("0123", "0124", "0125").stream()
                .map(last -> fixture.post(Fixture.BODY.replace("0123", last)))
                .map(answer -> answer.getStatusCode() + " " + answer.getHeaders() + " "
                        + answer.getBody().replaceFirst("\"recordId\":\"[0-9a-f-]{36}\"", "\"recordId\":\"\""))
                .toList();
        assertEquals(1, Set.copyOf(answers).size(), () -> String.join("\n", answers));
        assertEquals(State.REQUESTED, state("+12025550125"));
        assertEquals(State.GRANTED, state("+12025550124"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"granted\": false",
                "\"granted\": null",
                "\"granted\": \"true\"",
                "\"granted\": 1",
                "\"granted\": \"\""
            })
    void nothingButALiteralTrueGrants(String granted) {
        fixture.post(Fixture.BODY.replace("\"granted\": true", granted));
        assertEquals(0, fixture.contact(NUMBER).version());
        assertEquals(List.of(), fixture.history(NUMBER));
    }

    @Test
    void aFalseChangesNothingThatIsStored() {
        fixture.post(Fixture.BODY);
        Contact before = fixture.contact(NUMBER);
        APIGatewayV2HTTPResponse answer = fixture.post(Fixture.BODY.replace("true", "false"));
        assertEquals(201, answer.getStatusCode());
        assertEquals(before, fixture.contact(NUMBER));
        assertEquals(1, fixture.history(NUMBER).size());
    }

    @Test
    void aPurposeWithDoubleOptInIsOnlyRequested(@TempDir Path other) {
        try (Fixture strict = Fixture.in(other, Map.of("doubleOptIn: false", "doubleOptIn: true"))) {
            assertEquals(201, strict.post(Fixture.BODY).getStatusCode());
            Consent consent = strict.contact(NUMBER).consent(MARKETING);
            assertNotNull(consent);
            assertEquals(State.REQUESTED, consent.state());
            assertEquals(List.of(), RawRows.all(other.resolve("test.db")).get("compartments"));
        }
    }

    @Test
    void theSameKeyWithTheSameRequestIsAnsweredOnceAndForAll() {
        Map<String, String> key = Map.of("Idempotency-Key", "k-1");
        String first = fixture.post(Fixture.BODY, key).getBody();
        fixture.clock.advance(Duration.ofHours(23));
        String second = fixture.post(Fixture.BODY.replace("\n", ""), key).getBody();
        assertEquals(first, second);
        assertEquals(1, fixture.history(NUMBER).size());
        assertNotEquals(
                first,
                fixture.post(Fixture.BODY, Map.of("Idempotency-Key", "k-2")).getBody());
    }

    @Test
    void theSameKeyWithAnotherRequestIsRefused() {
        Map<String, String> key = Map.of("Idempotency-Key", "k-1");
        fixture.post(Fixture.BODY, key);
        APIGatewayV2HTTPResponse answer = fixture.post(Fixture.BODY.replace("0123", "0124"), key);
        assertEquals(422, answer.getStatusCode());
        assertTrue(answer.getBody().contains("idempotency_key_reused"));
        assertEquals(0, fixture.contact("+12025550124").version());
    }

    @Test
    void aKeyIsKeptToItsRequestEvenIfNothingWasGranted() {
        Map<String, String> key = Map.of("Idempotency-Key", "k-1");
        String nothing = Fixture.BODY.replace("true", "false");
        assertEquals(
                fixture.post(nothing, key).getBody(), fixture.post(nothing, key).getBody());
        assertEquals(422, fixture.post(Fixture.BODY, key).getStatusCode());
        assertEquals(0, fixture.contact(NUMBER).version());
    }

    @Test
    void aKeyIsForgottenAfterADay() {
        Map<String, String> key = Map.of("Idempotency-Key", "k-1");
        String first = fixture.post(Fixture.BODY, key).getBody();
        fixture.clock.advance(Duration.ofHours(24));
        assertNotEquals(first, fixture.post(Fixture.BODY, key).getBody());
    }

    @Test
    void oneAddressHasItsTriesAndOthersHaveTheirs(@TempDir Path other) {
        try (Fixture tight = Fixture.in(other, Map.of("tries: 1000, per: PT1H", "tries: 3, per: PT1H"))) {
            for (int i = 0; i < 3; i++) {
                assertEquals(
                        201, tight.post(Fixture.BODY.replace("0123", "012" + i)).getStatusCode());
            }
            tight.clock.advance(Duration.ofMinutes(10));
            APIGatewayV2HTTPResponse refused = tight.post(Fixture.BODY);
            assertEquals(429, refused.getStatusCode());
            assertEquals("3000", refused.getHeaders().get("Retry-After"));
            assertEquals(
                    201,
                    tight.post(Fixture.BODY, Map.of("test-address", "203.0.113.78"))
                            .getStatusCode());
            tight.clock.advance(Duration.ofMinutes(50));
            assertEquals(201, tight.post(Fixture.BODY).getStatusCode());
        }
    }

    @Test
    void oneAddressHasFewerTriesForOneNumber(@TempDir Path other) {
        try (Fixture tight = Fixture.in(other, Map.of("tries: 100, per: PT1H", "tries: 2, per: PT1H"))) {
            tight.post(Fixture.BODY);
            tight.post(Fixture.BODY);
            assertEquals(429, tight.post(Fixture.BODY).getStatusCode());
            assertEquals(201, tight.post(Fixture.BODY.replace("0123", "0124")).getStatusCode());
        }
    }

    @Test
    void anIpV6CallerIsItsNetwork(@TempDir Path other) {
        try (Fixture tight = Fixture.in(other, Map.of("tries: 1000, per: PT1H", "tries: 1, per: PT1H"))) {
            tight.post(Fixture.BODY, Map.of("test-address", "2001:db8:1:2::1"));
            assertEquals(
                    429,
                    tight.post(Fixture.BODY, Map.of("test-address", "2001:db8:1:2:ffff::9"))
                            .getStatusCode());
            assertEquals(
                    201,
                    tight.post(Fixture.BODY, Map.of("test-address", "2001:db8:1:3::1"))
                            .getStatusCode());
        }
    }

    @Test
    void aLostRaceIsDecidedAgainFromAFreshRead() {
        int[] commits = {0};
        CaptureFunction racing = fixture.function(Fixture.example(Map.of()), new ForwardingStore(fixture.store) {
            @Override
            public CommitResult commit(Commit commit) {
                if (++commits[0] == 1) {
                    fixture.post(Fixture.BODY);
                }
                return super.commit(commit);
            }
        });
        assertEquals(201, racing.capture(Fixture.event(Fixture.BODY, Map.of())).getStatusCode());
        assertEquals(2, commits[0]);
        List<Entry> history = fixture.history(NUMBER);
        assertEquals(
                List.of(Event.GIVEN, Event.RENEWED),
                history.stream().map(Entry::event).toList());
        assertEquals(history.get(0).hash(), history.get(1).previous());
    }

    @Test
    void aRaceThatIsNeverWonIsToldAsUnavailable() {
        CaptureFunction losing = fixture.function(Fixture.example(Map.of()), alwaysInTheWay());
        assertUnavailable(losing.capture(Fixture.event(Fixture.BODY, Map.of())));
    }

    @Test
    void anEngineThatFailsIsToldAsUnavailableAndTheRetryIsSafe() {
        boolean[] lost = {true};
        CaptureFunction failing = fixture.function(Fixture.example(Map.of()), new ForwardingStore(fixture.store) {
            @Override
            public CommitResult commit(Commit commit) {
                CommitResult outcome = super.commit(commit);
                if (lost[0]) {
                    lost[0] = false;
                    throw new StoreUnavailableException("the answer was lost");
                }
                return outcome;
            }
        });
        Map<String, String> key = Map.of("Idempotency-Key", "k-1");
        assertUnavailable(failing.capture(Fixture.event(Fixture.BODY, key)));
        assertEquals(201, failing.capture(Fixture.event(Fixture.BODY, key)).getStatusCode());
        assertEquals(1, fixture.history(NUMBER).size());
    }

    @Test
    void claimsAreKeptWithoutWhatFollowsThePath() {
        fixture.post(Fixture.BODY.replace(
                "]}", "], \"evidence\": {\"url\": \"HTTPS://u:p@shop.example:8443/a/b?x=1#y\", \"form\": \"f\"}}"));
        Map<String, String> fields = fixture.history(NUMBER).get(0).fields();
        assertEquals("https://shop.example:8443/a/b", fields.get("claimed_url"));
        assertEquals("f", fields.get("claimed_form"));
        assertNull(fields.get("claimed_method"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"url\": \"https://shop.example/2025550123\"",
                "\"form\": \"f-202 555-0123\"",
                "\"url\": \"https://shop.example/of/1-303-555-0199\"",
                "\"method\": \"５５５０１２３\""
            })
    void claimsMustNotHoldTheNumber(String claim) {
        APIGatewayV2HTTPResponse answer = fixture.post(Fixture.BODY.replace("]}", "], \"evidence\": {" + claim + "}}"));
        assertEquals(422, answer.getStatusCode());
        assertTrue(answer.getBody().contains("holds_number"));
    }

    @Test
    void noticesAreRegisteredOnceAndKeptFromChanging() {
        var policy = Fixture.example(Map.of());
        notices(policy).register();
        notices(policy).register();
        List<Entry> entries = fixture.store.history("notice/signup/1", null, 10).items();
        assertEquals(4, entries.size());
        assertTrue(entries.stream()
                .allMatch(e -> dev.ringlock.ledger.Sha256.hex(e.fields().getOrDefault("notice_text", ""))
                        .equals(e.fields().get("notice_sha256"))));
        assertEquals(201, fixture.post(Fixture.BODY).getStatusCode());
        var changed = Fixture.example(Map.of("at most four a month", "every day"));
        var thrown = org.junit.jupiter.api.Assertions.assertThrows(
                NoticeChangedException.class, () -> notices(changed).register());
        assertTrue(String.valueOf(thrown.getMessage()).contains("notice signup version 1 (en)"));
        notices(Fixture.example(Map.of("at most four a month", "every day", "version: 1", "version: 2")))
                .register();
    }

    @Test
    void aNoticeThatMetAnotherChangeIsPutAgain() {
        int[] commits = {0};
        Policy policy = Fixture.example(Map.of());
        Store busy = new ForwardingStore(fixture.store) {
            @Override
            public CommitResult commit(Commit commit) {
                return ++commits[0] % 2 == 1 ? new CommitResult.Stale() : super.commit(commit);
            }
        };
        new Notices(policy, busy, fixture.clock).register();
        assertEquals(
                4, fixture.store.history("notice/signup/1", null, 10).items().size());
    }

    @Test
    void aNoticeThatCannotBePutIsNotTakenForRegistered() {
        Notices notices = new Notices(Fixture.example(Map.of()), alwaysInTheWay(), fixture.clock);
        for (int tries = 0; tries < 2; tries++) {
            org.junit.jupiter.api.Assertions.assertThrows(StoreUnavailableException.class, notices::register);
        }
    }

    @Test
    void aRefusalOfEverythingWhoseKeyCannotBeKeptIsToldAsUnavailable() {
        CaptureFunction losing = fixture.function(Fixture.example(Map.of()), alwaysInTheWay());
        Map<String, String> key = Map.of("Idempotency-Key", "k-1");
        assertUnavailable(losing.capture(Fixture.event(Fixture.BODY.replace("true", "false"), key)));
    }

    private Store alwaysInTheWay() {
        return new ForwardingStore(fixture.store) {
            @Override
            public CommitResult commit(Commit commit) {
                return new CommitResult.Stale();
            }
        };
    }

    private Notices notices(Policy policy) {
        return new Notices(policy, fixture.store, fixture.clock);
    }

    private State state(String e164) {
        Consent consent = fixture.contact(e164).consent(MARKETING);
        assertNotNull(consent);
        return consent.state();
    }

    /** As the opt-out will do it: a no is stored, and no compartment. */
    private void withdraw(String e164) {
        OptOut no = new OptOut(fixture.clock.instant(), Ulid.of(fixture.clock.instant(), new byte[10]));
        Consent consent = Consent.suppression(no);
        Contact contact = SuppressedContacts.of(fixture.contactId(e164), Map.of(MARKETING, consent));
        fixture.store.commit(new Commit(contact, List.of(), Set.of(), List.of(), null));
    }

    private static void assertUnavailable(APIGatewayV2HTTPResponse answer) {
        assertEquals(503, answer.getStatusCode());
        assertFalse(answer.getHeaders().get("Retry-After").isEmpty());
    }
}
