package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Over the wire: bodies reach the function whole and raw, and what is refused before it is told as everything else. */
@QuarkusTest
class GatewayTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String GOOD_FORM = "notice=signup&version=1&language=en&number=%2B12025550123";

    @TestHTTPResource("/v1/consents")
    URI consents;

    private final HttpClient client =
            HttpClient.newBuilder().version(Version.HTTP_1_1).build();

    @Test
    void aLongFieldReachesTheFunction() throws Exception {
        HttpResponse<String> answer = post(FORM, (GOOD_FORM + "0".repeat(5_000)).getBytes(StandardCharsets.US_ASCII));
        assertEquals(422, answer.statusCode());
        assertTrue(answer.body().contains("too long for one phone number"));
    }

    @Test
    void manyFieldsReachTheFunction() throws Exception {
        HttpResponse<String> answer =
                post(FORM, (GOOD_FORM + "&purpose=service".repeat(400)).getBytes(StandardCharsets.US_ASCII));
        assertEquals(303, answer.statusCode());
    }

    @Test
    void aBrokenMultipartBodyIsRefusedAsAKindOfBody() throws Exception {
        HttpResponse<String> answer =
                post("multipart/form-data; boundary=x", "--x\r\nno such part".getBytes(StandardCharsets.US_ASCII));
        assertEquals(415, answer.statusCode());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElse(""));
    }

    @Test
    void bytesThatAreNoTextReachTheFunctionRaw() throws Exception {
        HttpResponse<String> answer = post("application/json", new byte[] {'{', (byte) 0xff, '}'});
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("not_utf8"));
    }

    @ParameterizedTest
    @EnumSource
    void aBodyThatIsFarTooLargeIsToldSo(Version version) throws Exception {
        byte[] large = new byte[64 * 1024];
        Arrays.fill(large, (byte) ' ');
        HttpRequest request = HttpRequest.newBuilder(consents)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(large))
                .build();
        HttpClient either = HttpClient.newBuilder().version(version).build();
        HttpResponse<String> answer = either.send(request, BodyHandlers.ofString());
        assertEquals(413, answer.statusCode());
        assertTrue(answer.body().contains("too_large"), answer.body());
        assertTrue(answer.body().contains("16384"), answer.body());
    }

    /** A long message of WhatsApp's, as a form, has more bytes than anybody else sends. */
    @ParameterizedTest
    @EnumSource
    void aProvidersWebhookMayHave64KibAndNoMore(Version version) throws Exception {
        assertEquals(
                403, webhook(version, 256 * 1024).statusCode(), "it reached the function, which knows no such proof");
        HttpResponse<String> answer = webhook(version, 256 * 1024 + 1);
        assertEquals(413, answer.statusCode());
        assertTrue(answer.body().contains("262144"), answer.body());
    }

    private HttpResponse<String> webhook(Version version, int length) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(consents.resolve("/v1/inbound/generic"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[length]))
                .build();
        return HttpClient.newBuilder().version(version).build().send(request, BodyHandlers.ofString());
    }

    /** A request of it is no mistake: Java's own client asks first. */
    @ParameterizedTest
    @EnumSource
    void aRequestOfHttp2IsAnsweredInHttp1(Version version) throws Exception {
        HttpClient either = HttpClient.newBuilder().version(version).build();
        HttpResponse<String> answer = either.send(
                HttpRequest.newBuilder(consents.resolve("/?language=de")).build(), BodyHandlers.ofString());
        assertEquals(200, answer.statusCode());
        assertEquals(Version.HTTP_1_1, answer.version());
        assertTrue(answer.body().contains("Ihre Telefonnummer"));
    }

    @Test
    void namesInAQueryAreTakenAsTheyAre() throws Exception {
        HttpRequest shouted =
                HttpRequest.newBuilder(consents.resolve("/?LANGUAGE=de")).build();
        assertTrue(client.send(shouted, BodyHandlers.ofString()).body().contains("<html lang=\"en\">"));
    }

    @Test
    void aPathThatLeadsNowhereIsToldAsAProblem() throws Exception {
        HttpRequest broken =
                HttpRequest.newBuilder(consents.resolve("/nothing/here")).build();
        HttpResponse<String> answer = client.send(broken, BodyHandlers.ofString());
        assertEquals(404, answer.statusCode());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElse(""));
    }

    /** As API Gateway does, which knows no route for these. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/consents/",
                "/v1/consents/confirm/more",
                "/v1//contacts",
                "/v1/contacts/c1_a/other",
                "/v1/inbound/twilio/more",
                "/v1/purposes/marketing",
                "/assets/"
            })
    void aPathThatNoTemplateHasLeadsNowhere(String path) throws Exception {
        HttpResponse<String> answer = get(path, token("support:marketing"));
        assertEquals(404, answer.statusCode(), answer.body());
    }

    @Test
    void anotherMethodOnAPathIsToldWhichItTakes() throws Exception {
        HttpResponse<String> confirm = get("/v1/consents/confirm", "");
        assertEquals(405, confirm.statusCode());
        assertEquals("POST", confirm.headers().firstValue("Allow").orElse(""));
        assertEquals(405, get("/v1/contacts/lookup", token("support:marketing")).statusCode());
        HttpResponse<String> exports =
                post("/v1/purposes/marketing/exports/1/recall", "{}", token("campaign:marketing"));
        assertEquals(405, exports.statusCode());
        assertEquals("GET", exports.headers().firstValue("Allow").orElse(""));
    }

    /** A provider's message may come so; what is not signed is refused as if it had been posted. */
    @Test
    void aGetReachesTheWebhooks() throws Exception {
        assertEquals(403, get("/v1/inbound/twilio?Body=STOP", "").statusCode());
        assertEquals(403, get("/v1/inbound/nobody?Body=STOP", "").statusCode());
    }

    @Test
    void aMachineNeedsItsScope() throws Exception {
        String number = "{\"number\": \"+12025550123\"}";
        assertEquals(201, post("/v1/preferences/links", number, token("links")).statusCode());
        assertEquals(
                401, post("/v1/preferences/links", number, token("privacy")).statusCode());
        assertEquals(401, post("/v1/contacts/withdraw", number, token("links")).statusCode());
        assertEquals(401, post("/v1/preferences/links", number, "").statusCode());
    }

    @Test
    void aPersonOfStaffSeesContactsAndSomebodyWithoutATokenDoesNot() throws Exception {
        post(FORM, (GOOD_FORM + "&purpose=marketing").getBytes(StandardCharsets.US_ASCII));
        String token = token("support:service");
        HttpResponse<String> list = get("/v1/contacts?limit=100", token);
        assertEquals(200, list.statusCode(), list.body());
        assertTrue(list.body().contains("+1 ••• ••• ••23"), list.body());
        String id = list.body().replaceFirst("(?s).*?(c1_[a-z2-7]{26}).*", "$1");
        assertEquals(200, get("/v1/contacts/" + id + "/ledger", token).statusCode());
        assertEquals(401, get("/v1/contacts/" + id, "").statusCode());
        assertEquals(403, get("/v1/contacts/" + id, token("campaign:service")).statusCode());
        for (String forged : List.of(
                token.substring(0, token.length() - 4) + "AAAA",
                unsigned(token) + ".",
                unsigned(token) + "." + token.split("\\.")[2])) {
            assertEquals(401, get("/v1/contacts/" + id, forged).statusCode(), forged);
        }
    }

    @Test
    void anAuditorReadsTheLedgerAndOthersDoNot() throws Exception {
        post(FORM, (GOOD_FORM + "&purpose=marketing").getBytes(StandardCharsets.US_ASCII));
        String range = "?from=2026-01-01T00:00:00Z&to=2026-01-31T00:00:00Z";
        HttpResponse<String> read = get("/v1/ledger" + range, token("auditor"));
        assertEquals(200, read.statusCode(), read.body());
        assertEquals("no-store", read.headers().firstValue("Cache-Control").orElse(""));
        assertEquals(200, get("/v1/runs", token("privacy")).statusCode());
        assertEquals(422, get("/v1/ledger", token("auditor")).statusCode());
        assertEquals(403, get("/v1/ledger" + range, token("privacy")).statusCode());
        assertEquals(401, get("/v1/runs", "").statusCode());
    }

    /** The same claims under a header that says that nobody need sign them. */
    private static String unsigned(String token) {
        String header = "{\"alg\":\"none\",\"typ\":\"JWT\"}";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(header.getBytes(StandardCharsets.US_ASCII)) + "."
                + token.split("\\.")[1];
    }

    @Test
    void aNumberIsShownToThePurposesSupportAndNotToBeKeptByABrowser() throws Exception {
        post(FORM, (GOOD_FORM + "&purpose=marketing").getBytes(StandardCharsets.US_ASCII));
        String token = token("support:marketing");
        HttpResponse<String> found = post("/v1/contacts/lookup", "{\"number\": \"+12025550123\"}", token);
        String id = found.body().replaceFirst("(?s).*?(c1_[a-z2-7]{26}).*", "$1");
        String wanted = "{\"contactId\": \"" + id + "\", \"reason\": \"call_back\", \"note\": \"asked to be called\"}";
        HttpResponse<String> shown = post("/v1/purposes/marketing/reveal", wanted, token);
        assertEquals(200, shown.statusCode(), shown.body());
        assertTrue(shown.body().contains("\"number\":\"+12025550123\""), shown.body());
        assertEquals("no-store", shown.headers().firstValue("Cache-Control").orElse(""));
        assertEquals("no-cache", shown.headers().firstValue("Pragma").orElse(""));
        assertEquals(403, post("/v1/purposes/service/reveal", wanted, token).statusCode());
        assertEquals(401, post("/v1/purposes/marketing/reveal", wanted, "").statusCode());
    }

    @Test
    void anAudienceIsForThePurposesCampaignsAndNotToBeKeptByABrowser() throws Exception {
        post(FORM, (GOOD_FORM + "&purpose=marketing").getBytes(StandardCharsets.US_ASCII));
        String token = token("campaign:marketing");
        String wanted = "{\"reason\": \"autumn news\", \"campaign\": \"autumn-26\"}";
        HttpResponse<String> page = post("/v1/purposes/marketing/audience", wanted, token);
        assertEquals(200, page.statusCode(), page.body());
        assertTrue(page.body().contains("\"number\":\"+12025550123\""), page.body());
        assertEquals("no-store", page.headers().firstValue("Cache-Control").orElse(""));
        assertEquals("no-cache", page.headers().firstValue("Pragma").orElse(""));
        assertEquals(403, post("/v1/purposes/service/audience", wanted, token).statusCode());
        assertEquals(401, post("/v1/purposes/marketing/audience", wanted, "").statusCode());
    }

    private HttpResponse<String> post(String path, String json, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(consents.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private String token(String role) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(consents.resolve("/local/staff-token"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"person\": \"alex\", \"roles\": [\"" + role + "\"]}"))
                .build();
        String body = client.send(request, BodyHandlers.ofString()).body();
        return body.replaceFirst("(?s).*\"token\": ?\"([^\"]+)\".*", "$1");
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(consents.resolve(path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String type, byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(consents)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
