package dev.ringlock.subject;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.JsonLdOptions;
import com.apicatalog.jsonld.document.JsonDocument;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.capture.CaptureClient;
import dev.ringlock.confirm.ConfirmClient;
import dev.ringlock.contacts.ContactsClient;
import dev.ringlock.inbound.InboundClient;
import dev.ringlock.inbound.InboundLines;
import dev.ringlock.ledger.Claims;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.store.Store;
import dev.ringlock.store.UnwritableStore;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Handler;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person gets all that is held about them, and nothing that was opened for it. The same on every store. */
public abstract class AccessContract {

    private static final String PHONE = "+12025550123";
    private static final String MARKETING_SENDER = "+12025550100";
    private static final String ALL_SENDER = "+12025550101";
    private static final String OLD_WORDS = "and for nothing else. You are free";
    private static final Path POLICY = Path.of("src/main/resources/policy/harbour-books.yaml");

    protected final TestClock clock = new TestClock();

    private @Nullable Engines engines;

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    private Engines on() {
        if (engines == null) {
            engines = new Engines(store(), clock);
        }
        return engines;
    }

    /** A life with every kind of entry that a person's own acts make: yes, STOP, a yes with a code, STOP to all, a hold. */
    private void live() throws IOException {
        CaptureClient capture = new CaptureClient(on());
        InboundClient inbound = new InboundClient(on());
        capture.signUpClaiming(
                new Claims("https://harbour-books.example/join", "footer", "checkbox"), PHONE, "marketing", "service");
        later();
        inbound.text("SM1", PHONE, MARKETING_SENDER, "STOP", clock.instant());
        later();
        String record = capture.signUp(PHONE, "marketing");
        String code = on().messages.take().stream()
                .map(message -> Pattern.compile("\\b[0-9]{6}\\b").matcher(message.text()))
                .filter(Matcher::find)
                .map(Matcher::group)
                .reduce((one, other) -> other)
                .orElseThrow();
        later();
        assertTrue(new ConfirmClient(on()).confirms(record, PHONE, code));
        later();
        inbound.text("SM2", PHONE, ALL_SENDER, "please don't stop, call me at 202 555 0145", clock.instant());
    }

    @Test
    void thePageTellsConsentsWordsOptOutsHoldAndHistory() throws IOException {
        live();
        String sheet = body(ask("access", ",\"format\":\"json\",\"language\":\"en\""));
        for (String told : List.of(
                "News and offers",
                "Your orders",
                OLD_WORDS,
                "Consent withdrawn",
                "Consent given",
                "with the code that was sent",
                "A message of yours waits for a decision since",
                "https://harbour-books.example/join",
                "Harbour Messaging",
                "1 Quay Street",
                "5 years",
                "stored for this purpose",
                "Stands for the number",
                id().value())) {
            assertTrue(sheet.contains(told), told + " is not in " + sheet);
        }
        JsonNode sections = json(sheet).path("sections");
        assertEquals(11, sections.size());
        for (JsonNode section : sections) {
            assertTrue(section.path("items").size() > 0, section::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "es", "fr", "de"})
    void thePdfSaysWhatThePageSaysInEveryLanguageOfTheHouse(String language) throws IOException {
        live();
        JsonNode sheet = json(body(ask("access", ",\"format\":\"json\",\"language\":\"" + language + "\"")));
        APIGatewayV2HTTPResponse pdf = ask("access", ",\"format\":\"pdf\",\"language\":\"" + language + "\"");
        assertEquals("application/pdf", pdf.getHeaders().get("Content-Type"));
        byte[] bytes = Base64.getDecoder().decode(pdf.getBody());
        String text = plain(text(bytes));
        assertEquals(language, sheet.path("language").asText());
        assertFalse(text.contains("\ufffd"), "a character is a box");
        for (JsonNode section : sheet.path("sections")) {
            assertTrue(text.contains(plain(section.path("title").asText())), section::toString);
            for (JsonNode item : section.path("items")) {
                assertTrue(text.contains(plain(item.path("text").asText())) || isOverTwoPages(item), item::toString);
            }
        }
    }

    private static boolean isOverTwoPages(JsonNode item) {
        return item.path("kind").asText().equals("quote")
                || item.path("kind").asText().equals("row");
    }

    /** Without blanks: where lines are broken is the page's business. */
    private static String plain(String text) {
        return text.replaceAll("\\s", "");
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument read = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(read);
        }
    }

    @Test
    void theWordsAreThoseThatWereShownThoughThePolicySaysSomethingElseNow() throws IOException {
        live();
        String changed = Files.readString(POLICY)
                .replace("version: 1", "version: 2")
                .replace("and for nothing else. You are free", "and for more. You are free");
        engines = new Engines(store(), clock, PolicyFile.read("changed.yaml", changed));
        on().notices.register();
        assertTrue(body(ask("access", "")).contains(OLD_WORDS));
        List<JsonNode> notices = nodes(json(body(ask("export", ""))), "dpv:ConsentNotice");
        assertEquals(1, notices.size());
        String words = notices.get(0).path("ringlock:notice_text").asText();
        assertTrue(words.contains(OLD_WORDS), words);
        assertEquals(notices.get(0).path("ringlock:notice_sha256").asText(), Sha256.hex(words));
    }

    @Test
    void everyFieldOfTheConsentRecordsPageIsInTheExport() throws IOException {
        live();
        stopAll();
        Set<String> there = new HashSet<>();
        json(body(ask("export", "")))
                .path("@graph")
                .forEach(node -> node.fieldNames().forEachRemaining(there::add));
        String page = Files.readString(Path.of("docs/consent-record.md"));
        String table = page.substring(page.indexOf("| field |"), page.indexOf("## Method"));
        Set<String> missing = new TreeSet<>();
        int fields = 0;
        for (String row :
                table.lines().skip(2).filter(line -> line.startsWith("|")).toList()) {
            for (String name : row.split("\\|")[1].replaceAll("[`\\s]", "").split(",")) {
                fields++;
                if (!there.contains("ringlock:" + name)) {
                    missing.add(name);
                }
            }
        }
        assertTrue(fields > 30, "fields: " + fields);
        assertEquals(Set.of(), missing, there::toString);
    }

    @Test
    void theExportIsJsonLdThatNeedsNoNetworkAndHasWhatDpvsProfileWants() throws IOException, JsonLdError {
        live();
        JsonLdOptions options = new JsonLdOptions((uri, loading) -> {
            throw new JsonLdError(JsonLdErrorCode.LOADING_DOCUMENT_FAILED, uri.toString());
        });
        String export = body(ask("export", ""));
        JsonNode expanded = json(JsonLd.expand(JsonDocument.of(new StringReader(export)))
                .options(options)
                .get()
                .toString());
        String dpv = "https://w3id.org/dpv#";
        JsonNode consent = StreamSupport.stream(expanded.spliterator(), false)
                .filter(node -> node.path("@type").toString().contains(dpv + "ConsentRecord")
                        && node.path("@id").asText().endsWith(":marketing"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                "https://w3id.org/dpv/schema/dpv-27560#record",
                consent.at("/http:~1~1purl.org~1dc~1terms~1conformsTo/0/@id").asText());
        for (String name : List.of("hasDataSubject", "hasNotice", "hasProcess", "hasConsentStatus")) {
            assertTrue(consent.has(dpv + name), name);
        }
        JsonNode process = consent.path(dpv + "hasProcess").path(0);
        for (String name : List.of(
                "hasPurpose",
                "hasPersonalData",
                "hasStorageCondition",
                "hasDataController",
                "hasRecipient",
                "hasConsentControl",
                "hasJurisdiction",
                "hasRight",
                "hasLegalBasis")) {
            assertTrue(process.path(dpv + name).size() > 0, name);
        }
        assertEquals(
                "https://w3id.org/dpv/pd#TelephoneNumber",
                process.path(dpv + "hasPersonalData").path(0).path("@id").asText());
        List<String> states = new ArrayList<>();
        for (JsonNode status : consent.path(dpv + "hasConsentStatus")) {
            states.add(status.at("/@type/0").asText().replace(dpv, ""));
            for (String name : List.of("isIndicatedAtTime", "hasDuration", "isIndicatedBy")) {
                assertTrue(status.has(dpv + name), name);
            }
        }
        assertEquals(List.of("ConsentGiven", "ConsentWithdrawn", "ConsentRequested", "ConsentGiven"), states);
        assertFalse(export.contains("ISO"), "the guide is no standard");
    }

    @Test
    void aPolicyThatLeavesSomethingOutNamesNoProfile() throws IOException {
        String text = Files.readString(POLICY).replace("  storage: [US]\n", "");
        engines = new Engines(store(), clock, PolicyFile.read("less.yaml", text));
        live();
        String export = body(ask("export", ""));
        assertTrue(export.contains("dpv:ConsentRecord"));
        assertFalse(export.contains("conformsTo"));
        assertTrue(body(ask("access", ",\"language\":\"en\"")).contains("not stated"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"access", "export"})
    void whoAskedIsOnTheLedgerFirstOrNothingIsAnswered(String call) throws IOException {
        live();
        body(ask(call, ""));
        Entry read = store().newest("actor/" + SubjectClient.PERSON).orElseThrow();
        assertEquals(Event.READ, read.event());
        assertEquals("give_access", read.fields().get("action"));
        assertEquals(id().value(), read.fields().get("contact"));
        UnwritableStore unwritable = new UnwritableStore(store());
        engines = new Engines(unwritable, clock);
        unwritable.down();
        APIGatewayV2HTTPResponse refused = ask(call, "");
        assertEquals(503, refused.getStatusCode());
        assertFalse(refused.getBody().contains("marketing"), refused.getBody());
    }

    @Test
    void aNumberThatIsNotOnFileIsAnsweredToo() {
        String sheet = body(ask("access", ",\"language\":\"en\""));
        assertTrue(sheet.contains("Nothing is held about this number."), sheet);
        assertEquals(
                0, nodes(json(body(ask("export", ""))), "dpv:ConsentRecord").size());
        assertTrue(store().newest("actor/" + SubjectClient.PERSON).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"support:marketing", "campaign:marketing", "analyst", "auditor", "admin"})
    void nobodyButThePrivacyOfficerMayAsk(String role) throws IOException {
        live();
        for (String call : List.of("access", "export")) {
            assertEquals(
                    403,
                    new SubjectClient(on())
                            .call(role, call, "{\"number\":\"" + PHONE + "\"}")
                            .getStatusCode());
        }
    }

    @Test
    void anUnknownFormatOrPaperIsRefusedByName() {
        for (String wrong : List.of("\"format\":\"docx\"", "\"paper\":\"a3\"")) {
            APIGatewayV2HTTPResponse refused = ask("access", "," + wrong);
            assertEquals(422, refused.getStatusCode());
            assertTrue(refused.getBody().contains("unknown_choice"), refused.getBody());
        }
    }

    @Test
    void noNumberNoHeldTextAndNobodyOfStaffIsInAnAnswerOrALog() throws IOException {
        live();
        new ContactsClient(on())
                .call(
                        "privacy",
                        "POST",
                        "/" + id().value() + "/hold",
                        "{\"decision\":\"release\",\"reason\":\"asked about an order\"}");
        List<String> logged = new ArrayList<>();
        Handler handler = new InboundLines(logged);
        Logger.getLogger("").addHandler(handler);
        String export;
        String all;
        try {
            export = body(ask("export", ""));
            all = export
                    + body(ask("access", ""))
                    + text(Base64.getDecoder()
                            .decode(ask("access", ",\"format\":\"pdf\"").getBody()));
        } finally {
            Logger.getLogger("").removeHandler(handler);
        }
        assertTrue(export.contains("\"ringlock:event\":\"released\""), export);
        assertTrue(export.contains("\"ringlock:by_staff\":true"), export);
        for (String hidden :
                List.of("2025550123", "555 0123", "555-0123", "555 0145", "don't stop", ContactsClient.PERSON)) {
            assertFalse((all + logged).contains(hidden), hidden);
        }
    }

    private static List<JsonNode> nodes(JsonNode export, String type) {
        return StreamSupport.stream(export.path("@graph").spliterator(), false)
                .filter(node -> node.path("@type").asText().equals(type))
                .toList();
    }

    private void stopAll() {
        later();
        new InboundClient(on()).text("SM3", PHONE, ALL_SENDER, "STOP ALL", clock.instant());
    }

    private void later() {
        clock.advance(Duration.ofMinutes(2));
    }

    private ContactId id() {
        return on().index.contactId(PhoneNumber.ofCanonical(PHONE));
    }

    private APIGatewayV2HTTPResponse ask(String call, String more) {
        return new SubjectClient(on()).call("privacy", call, "{\"number\":\"+1 202 555 0123\"" + more + "}");
    }

    private static String body(APIGatewayV2HTTPResponse answer) {
        assertEquals(200, answer.getStatusCode(), answer.getBody());
        return answer.getIsBase64Encoded()
                ? new String(Base64.getDecoder().decode(answer.getBody()), StandardCharsets.UTF_8)
                : answer.getBody();
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
