package dev.ringlock.contacts;

import static dev.ringlock.openapi.Contract.conforms;
import static dev.ringlock.openapi.Contract.errors;
import static dev.ringlock.openapi.Contract.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.http.Json;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.ledger.Entry;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.store.sqlite.SqliteForTests;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A lawyer's question: was it allowed then? */
class PastDecisionsTest {

    private static final String CALL = "POST /v1/decisions/past";
    private static final String PHONE = "+12025550123";

    private final TestClock clock = new TestClock();

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    private Engines on;
    private ContactsClient door;
    private Instant begin;

    @BeforeEach
    void open() {
        // late morning in Washington: hours allow marketing
        clock.advance(Duration.ofHours(6));
        on = new Engines(sqlite.store(), clock);
        door = new ContactsClient(on);
        begin = clock.instant();
    }

    @Test
    void itIsAnsweredFromTheLedgerAsItStood() {
        new CaptureClient(on).signUp(PHONE, "marketing");
        clock.advance(Duration.ofHours(2));
        new InboundClient(on).text("SM1", PHONE, "+12025550100", "STOP", null);
        clock.advance(Duration.ofHours(2));
        assertEquals(
                "no_consent",
                asked(begin.minusSeconds(60)).at("/reasons/0/code").asText());
        JsonNode allowed = asked(begin.plusSeconds(60));
        assertEquals("allow", allowed.path("decision").asText());
        assertEquals(on.policy.version(), allowed.path("policyVersion").asText());
        assertEquals(
                "[\"cap_reached\",\"dead_number\"]",
                allowed.path("notConsidered").toString());
        JsonNode withdrawn = asked(begin.plus(Duration.ofHours(3)));
        assertEquals("withdrawn", withdrawn.at("/reasons/0/code").asText());
        String subject = on.index.contactId(PhoneNumber.ofCanonical(PHONE)).value();
        Entry no = on.store.newest(subject).orElseThrow();
        assertEquals(
                no.ulid().value(), withdrawn.at("/reasons/0/evidence/entry").asText());
    }

    @Test
    void theLedgerSaysWhoAsked() {
        asked(begin.minusSeconds(60));
        Entry read = on.store
                .recent("actor/" + ContactsClient.PERSON, null, 1)
                .items()
                .get(0);
        assertEquals("see_past_decision", read.fields().get("action"));
        assertEquals("marketing", read.fields().get("purpose"));
        assertFalse(read.fields().toString().contains("2025550123"));
    }

    @Test
    void onlyAnAuditorMayAskAndOnlyAboutThePast() {
        conforms(CALL, 401, door.past("", "{}"));
        for (String role : List.of("privacy", "support:service", "campaign:marketing", "analyst")) {
            conforms(CALL, 403, door.past(role, Json.write(body(begin))));
        }
        conforms(CALL, 422, door.past("auditor", Json.write(body(begin.plusSeconds(1)))));
        Map<String, Object> undated = body(begin);
        undated.remove("at");
        conforms(CALL, 422, door.past("auditor", Json.write(undated)));
        Map<String, Object> reserving = body(begin);
        reserving.put("reserve", true);
        conforms(CALL, 422, door.past("auditor", Json.write(reserving)));
        Map<String, Object> noPurpose = body(begin);
        noPurpose.put("purpose", "No Purpose!");
        assertEquals(
                "unknown_purpose",
                conforms(CALL, 200, door.past("auditor", Json.write(noPurpose)))
                        .at("/reasons/0/code")
                        .asText());
    }

    private JsonNode asked(Instant at) {
        String body = Json.write(body(at));
        assertEquals(Set.of(), errors("PastDecisionWanted", read(body)));
        return conforms(CALL, 200, door.past("auditor", body));
    }

    private static Map<String, Object> body(Instant at) {
        return new HashMap<>(Map.of("number", PHONE, "purpose", "marketing", "channel", "sms", "at", at.toString()));
    }
}
