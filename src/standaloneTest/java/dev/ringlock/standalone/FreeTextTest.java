package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.openapi.Contract;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text that staff write is kept in clear, so none may hold a phone number: each field of each call of openapi.yaml. */
@QuarkusTest
class FreeTextTest {

    /** As it may be written in a text, and as far as a field's pattern lets it in. */
    private static final List<String> NUMBERS =
            List.of("call 202-555-0123", "+12025550123", "2025550123", "a2025550123");

    private static final Instant TOMORROW =
            Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(1));

    /** The fields that are for a number, and its country. */
    private static final Set<String> FOR_NUMBERS = Set.of("/number", "/region");

    /** Each field, with a body that is right but for it; {@code TEXT} stands for what is written there. */
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("POST /v1/purposes/{purpose}/audience /reason", campaign("TEXT", "spring")),
            Map.entry("POST /v1/purposes/{purpose}/audience /campaign", campaign("spring letter", "TEXT")),
            Map.entry(
                    "POST /v1/purposes/{purpose}/audience /cursor",
                    campaign("spring letter", "spring\", \"cursor\": \"TEXT")),
            Map.entry("POST /v1/purposes/{purpose}/audience/preview /reason", preview(campaign("TEXT", "spring"))),
            Map.entry("POST /v1/purposes/{purpose}/audience/preview /campaign", preview(campaign("letter", "TEXT"))),
            Map.entry(
                    "POST /v1/purposes/{purpose}/audience/preview /cursor",
                    preview(campaign("letter", "spring\", \"cursor\": \"TEXT"))),
            Map.entry("POST /v1/purposes/{purpose}/exports /reason", export(campaign("TEXT", "spring"))),
            Map.entry("POST /v1/purposes/{purpose}/exports /campaign", export(campaign("letter", "TEXT"))),
            Map.entry("POST /v1/purposes/{purpose}/reveal /note", reveal("call_back", "TEXT")),
            Map.entry("POST /v1/purposes/{purpose}/reveal /reason", reveal("TEXT", "about an order")),
            Map.entry("POST /v1/contacts/withdraw /reason", withdrawal("\"all\": true", "TEXT")),
            Map.entry("POST /v1/contacts/withdraw /purposes/0", withdrawal("\"purposes\": [\"TEXT\"]", "asked")),
            Map.entry(
                    "POST /v1/contacts/{contactId}/withdraw /reason",
                    "{\"all\": true, \"reason\": \"TEXT\", \"asked\": \"phone\"}"),
            Map.entry(
                    "POST /v1/contacts/{contactId}/withdraw /purposes/0",
                    "{\"purposes\": [\"TEXT\"], \"reason\": \"asked\", \"asked\": \"phone\"}"),
            Map.entry(
                    "POST /v1/contacts/{contactId}/hold /reason", "{\"decision\": \"release\", \"reason\": \"TEXT\"}"),
            Map.entry(
                    "POST /v1/contacts/{contactId}/hold /purposes/0",
                    "{\"decision\": \"opt_out\", \"purposes\": [\"TEXT\"], \"reason\": \"asked\"}"),
            Map.entry("POST /v1/test-messages /from", "{\"number\": \"+12025550123\", \"from\": \"TEXT\"}"),
            Map.entry("POST /v1/imports /source", "{\"source\": \"TEXT\"}"),
            Map.entry("POST /v1/imports /name", "{\"source\": \"crm\", \"name\": \"TEXT\"}"),
            Map.entry(
                    "POST /v1/imports/{importId}/check /mapping",
                    "{\"mapping\": \"{source: crm, number: {column: 'TEXT'}}\", \"parts\": 1, \"bytes\": 1}"),
            Map.entry(
                    "POST /v1/datasets /reason",
                    "{\"kind\": \"counts\", \"columns\": [\"country\"], \"reason\": \"TEXT\"}"),
            Map.entry(
                    "POST /v1/datasets/{datasetId}/reidentify /reason",
                    "{\"pseudonym\": \"p_aaaaaaaaaaaaaaaaaaaaaaaaaa\", \"reason\": \"TEXT\"}"),
            Map.entry(
                    "POST /v1/subjects/evidence /campaign",
                    "{\"campaign\": \"TEXT\", \"from\": \"2026-01-01T00:00:00Z\", \"to\": \"2026-01-02T00:00:00Z\"}"),
            Map.entry("POST /v1/decisions/past /timeZone", past("service", "TEXT")));

    /**
     * A purpose of the past and a language need not be known. They are not written down then. The purpose of a message in question
     * is in the pack alone, for who asked.
     */
    private static final Set<String> NOT_KEPT = Set.of(
            "POST /v1/decisions/past /purpose",
            "POST /v1/contacts/link /language",
            "POST /v1/subjects/access /language",
            "POST /v1/subjects/evidence /sends/0/purpose");

    @TestHTTPResource("/")
    URI server;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void everyFieldThatTakesAnyTextIsTriedHere() {
        Set<String> tried = new TreeSet<>(FIELDS.keySet());
        tried.addAll(NOT_KEPT);
        assertEquals(tried, declared());
    }

    @Test
    void noFieldTakesAPhoneNumber() throws Exception {
        for (Map.Entry<String, String> field : FIELDS.entrySet()) {
            String[] parts = field.getKey().split(" ");
            for (String number : NUMBERS) {
                HttpResponse<String> answer = post(parts[1], field.getValue().replace("TEXT", number));
                String told = field.getKey() + ", " + number + ": " + answer.body();
                assertTrue(Set.of(400, 422).contains(answer.statusCode()), told);
                assertTrue(answer.statusCode() == 400 || answer.body().contains(parts[2].replace("/0", "")), told);
            }
        }
    }

    @Test
    void aTextThatIsTakenThoughItIsNotKnownIsNotWrittenDownIfItMayBeANumber() throws Exception {
        for (String number : List.of("a2025550177", "+12025550177", "2025550177")) {
            get("/v1/ledger?actor=" + number.replace("+", "%2B"));
            assertEquals(
                    200,
                    post("/v1/decisions/past", past(number, "America/New_York")).statusCode());
            String link = "{\"number\": \"+12025550123\", \"language\": \"" + number + "\"}";
            assertEquals(200, post("/v1/contacts/link", link).statusCode());
        }
        get("/v1/ledger?actor=pia");
        String rows = get("/local/rows");
        assertTrue(rows.contains("person") && rows.contains("see_past_decision"), "nothing was written down");
        assertFalse(rows.contains("2025550177"));
    }

    private static String campaign(String reason, String campaign) {
        return "{\"reason\": \"" + reason + "\", \"campaign\": \"" + campaign + "\"}";
    }

    private static String preview(String campaign) {
        return campaign.replace("}", ", \"channel\": \"sms\", \"at\": \"" + TOMORROW + "\"}");
    }

    private static String export(String campaign) {
        return campaign.replace("}", ", \"format\": \"csv\"}");
    }

    private static String reveal(String reason, String note) {
        return "{\"contactId\": \"c1_aaaaaaaaaaaaaaaaaaaaaaaaaa\", \"reason\": \"" + reason + "\", \"note\": \"" + note
                + "\"}";
    }

    private static String withdrawal(String of, String reason) {
        return "{\"number\": \"+12025550123\", " + of + ", \"reason\": \"" + reason + "\", \"asked\": \"phone\"}";
    }

    private static String past(String purpose, String zone) {
        return "{\"number\": \"+12025550123\", \"channel\": \"sms\", \"at\": \"2026-01-01T10:00:00Z\", \"purpose\": \""
                + purpose + "\", \"timeZone\": \"" + zone + "\"}";
    }

    /** The fields of staff's bodies in which some number could stand. */
    private static Set<String> declared() {
        Set<String> fields = new TreeSet<>();
        Contract.DOCUMENT.path("paths").properties().forEach(path -> {
            JsonNode post = path.getValue().path("post");
            if (post.path("security").toString().contains("staff")) {
                JsonNode body = Contract.resolved(post.path("requestBody"))
                        .path("content")
                        .path("application/json");
                add("POST " + path.getKey() + " ", body.path("schema"), "", fields);
            }
        });
        return fields;
    }

    private static void add(String operation, JsonNode schema, String pointer, Set<String> fields) {
        JsonNode found = Contract.resolved(schema);
        Stream.of("oneOf", "allOf", "anyOf")
                .forEach(word -> found.path(word).forEach(one -> add(operation, one, pointer, fields)));
        found.path("properties")
                .properties()
                .forEach(one -> add(operation, one.getValue(), pointer + "/" + one.getKey(), fields));
        if (found.has("items")) {
            add(operation, found.path("items"), pointer + "/0", fields);
        }
        boolean closed = Stream.of("enum", "const", "format").anyMatch(found::has);
        Pattern pattern = Pattern.compile(found.path("pattern").asText());
        if (found.path("type").asText().equals("string")
                && !closed
                && !FOR_NUMBERS.contains(pointer)
                && NUMBERS.stream().anyMatch(number -> pattern.matcher(number).find())) {
            fields.add(operation + pointer);
        }
    }

    private HttpResponse<String> post(String template, String json) throws Exception {
        String path = template.replace("{purpose}", "service")
                .replace("{contactId}", "c1_aaaaaaaaaaaaaaaaaaaaaaaaaa")
                .replace("{importId}", "01ARZ3NDEKTSV4RRFFQ69G5FAV")
                .replace("{datasetId}", "01ARZ3NDEKTSV4RRFFQ69G5FAV");
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token())
                .POST(BodyPublishers.ofString(json))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private String get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + token())
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    /** Whoever may do everything. */
    private String token() throws Exception {
        String roles = "\"support:service\", \"campaign:service\", \"privacy\", \"auditor\", \"analyst\"";
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/local/staff-token"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"person\": \"pia\", \"roles\": [" + roles + "]}"))
                .build();
        String body = client.send(request, BodyHandlers.ofString()).body();
        return body.replaceFirst("(?s).*\"token\": ?\"([^\"]+)\".*", "$1");
    }
}
