package dev.ringlock.preferences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.TooManyTriesException;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.form.AskPages;
import dev.ringlock.http.PublicUrl;
import dev.ringlock.http.Request;
import dev.ringlock.keys.TestSigner;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.steps.AskFrames;
import dev.ringlock.steps.ConsentReceipts;
import dev.ringlock.steps.HouseSignature;
import dev.ringlock.steps.PreferenceLinks;
import dev.ringlock.steps.record.RecordAnswers;
import dev.ringlock.steps.record.SubjectRecords;
import dev.ringlock.store.ChangePlan;
import dev.ringlock.store.Commit;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.Store;
import dev.ringlock.store.StoreUnavailableException;
import dev.ringlock.store.UnwritableStore;
import dev.ringlock.subject.SubjectClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person who gave a code gets all that is held about them; a link alone gets none of it. The same on every store. */
public abstract class OwnRecordContract {

    private static final String PHONE = "+12025550123";
    private static final String TOKEN = "tokentokentoken";

    protected final TestClock clock = new TestClock();

    private @Nullable Engines engines;

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    private Engines on() {
        if (engines == null) {
            engines = new Engines(store(), clock);
            new CaptureClient(engines).signUp(PHONE, "marketing", "service");
        }
        return engines;
    }

    private ContactId id() {
        return on().index.contactId(PhoneNumber.ofCanonical(PHONE));
    }

    private void link(boolean byCode) {
        link(TOKEN, byCode);
    }

    private void link(String token, boolean byCode) {
        var until = clock.instant().plus(Duration.ofHours(1));
        GuardRow row = byCode
                ? PreferenceLinks.rowByCode(token, List.of(id()), until)
                : PreferenceLinks.row(token, List.of(id()), until);
        store().change(() -> ChangePlan.write(Commit.ofRows(List.of(row)), true));
    }

    private OwnRecord record(Store store) {
        return new OwnRecord(
                on().policy,
                store,
                on().arrivals,
                new SubjectRecords(store, on().arrivals),
                new RecordAnswers(on().policy));
    }

    private APIGatewayV2HTTPResponse ask(String format) {
        return ask(format, TOKEN);
    }

    private APIGatewayV2HTTPResponse ask(String format, String token) {
        HouseSignature house = new HouseSignature(new TestSigner(), store(), on().arrivals);
        PreferencesFunction function = new PreferencesFunction(
                store(),
                new Preferences(on().policy, store(), on().arrivals),
                new PreferencesPage(on().policy, new AskFrames(on().policy)),
                new AskFrames(on().policy),
                new AskPages(),
                PublicUrl.of("https://harbour-books.example"),
                record(store()),
                house,
                new StateReceipts(
                        on().policy,
                        new ConsentReceipts(
                                on().policy, house, PublicUrl.of("https://harbour-books.example"), on().arrivals)));
        return function.preferences(event(format, token));
    }

    private static APIGatewayV2HTTPEvent event(String format, String token) {
        return APIGatewayV2HTTPEvent.builder()
                .withRawPath(OwnRecord.PATH)
                .withRouteKey("POST " + OwnRecord.PATH)
                .withHeaders(Map.of("content-type", "application/x-www-form-urlencoded", "accept-language", "en-US"))
                .withCookies(List.of("ringlock_link=" + token))
                .withRequestContext(RequestContext.builder()
                        .withHttp(RequestContext.Http.builder()
                                .withMethod("POST")
                                .withPath(OwnRecord.PATH)
                                .withSourceIp("203.0.113.9")
                                .build())
                        .build())
                .withBody("language=en&format=" + format)
                .build();
    }

    private long accesses() {
        return store().history(id().value(), null, 50).items().stream()
                .filter(entry -> entry.event() == Event.ACCESSED)
                .count();
    }

    @ParameterizedTest
    @CsvSource({"pdf, application/pdf", "jsonld, application/ld+json"})
    void whoGaveACodeGetsItAndTheLedgerSaysSoFirst(String format, String mediaType) {
        link(true);
        APIGatewayV2HTTPResponse answer = ask(format);
        assertEquals(200, answer.getStatusCode());
        assertEquals(mediaType, answer.getHeaders().get("Content-Type"));
        assertEquals("no-store", answer.getHeaders().get("Cache-Control"));
        Entry accessed = store().newest(id().value()).orElseThrow();
        assertEquals(Event.ACCESSED, accessed.event());
        assertEquals(format, accessed.fields().get("format"));
        assertFalse(accessed.previous().isEmpty(), "it is in the contact's chain");
    }

    @Test
    void itIsWrittenDownOnceAnHourForEachFormatAndALinkGivesItTwentyTimesAnHour() {
        link(true);
        for (int i = 0; i < 10; i++) {
            assertEquals(200, ask("jsonld").getStatusCode());
            assertEquals(200, ask("pdf").getStatusCode());
        }
        assertEquals(2, accesses());
        assertThrows(TooManyTriesException.class, () -> record(store()).countTry(TOKEN));
        clock.advance(Duration.ofHours(1).plusSeconds(1));
        link("tokentokentoken2", true);
        assertEquals(200, ask("jsonld", "tokentokentoken2").getStatusCode());
        assertEquals(3, accesses());
    }

    /** The number may be somebody else's by now. */
    @Test
    void ofWhoWasErasedTheNextHolderSeesTheOptOutsAlone() {
        link(true);
        String before = ask("jsonld").getBody();
        assertTrue(before.contains("\"ringlock:event\":\"given\""), before);
        assertEquals(200, new SubjectClient(on()).erase(PHONE).getStatusCode());
        long written = accesses();
        String record = ask("jsonld").getBody();
        assertTrue(record.contains("ringlock:OptOut"), record);
        assertTrue(record.contains("\"ringlock:histories_withheld\":true"), record);
        for (String hidden : List.of("ringlock:Entry", "record_id", "notice_id", "ringlock:due_at")) {
            assertFalse(record.contains(hidden), hidden + " is in " + record);
        }
        assertEquals(written, accesses(), "nothing was told that a thief could use");
    }

    @Test
    void itsOwnEntryIsInTheRecordAndTheNumberIsNot() {
        link(true);
        String record = ask("jsonld").getBody();
        assertTrue(record.contains("\"ringlock:event\":\"accessed\""), record);
        assertTrue(record.contains("dpv:ConsentRecord"), record);
        assertFalse(record.contains("2025550123"), record);
    }

    @Test
    void aLinkAloneIsLedToTheFormThatAsksForACode() {
        link(false);
        for (String format : List.of("html", "pdf", "jsonld")) {
            APIGatewayV2HTTPResponse answer = ask(format);
            assertEquals(303, answer.getStatusCode());
            assertEquals("/v1/preferences?ask=code", answer.getHeaders().get("Location"));
            assertEquals("", answer.getBody());
        }
        assertEquals(0, accesses());
    }

    @Test
    void whatCannotBeWrittenDownIsNotShown() {
        on();
        UnwritableStore down = new UnwritableStore(store()).down();
        assertThrows(
                StoreUnavailableException.class,
                () -> record(down).answer(store().load(List.of(id())), "pdf", "en", Request.of(event("pdf", TOKEN))));
        assertEquals(0, accesses());
    }

    @Test
    void paperIsLetterWhereItIsUsed() {
        link(true);
        String pdf = new String(Base64.getDecoder().decode(ask("pdf").getBody()), StandardCharsets.ISO_8859_1);
        assertTrue(pdf.contains("/MediaBox [0 0 612.00 792.00]"), "the browser's country is the USA");
    }
}
