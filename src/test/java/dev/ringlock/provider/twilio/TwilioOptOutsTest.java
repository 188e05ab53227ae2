package dev.ringlock.provider.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.message.ProviderStandIn;
import dev.ringlock.message.ProviderStandIn.Behaviour;
import dev.ringlock.message.ProviderStandIn.ProviderRequest;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.provider.Account;
import dev.ringlock.provider.BlockList;
import dev.ringlock.provider.BlockListContract;
import dev.ringlock.provider.BlockListUnavailableException;
import dev.ringlock.provider.BlockedNumber;
import dev.ringlock.purge.People;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Its stand-in lists messages as the "Message" resource does, and takes consents as "Bulk Upsert Consents" does. */
class TwilioOptOutsTest extends BlockListContract {

    private static final String SID = "AC" + "0".repeat(32);
    private static final String PATH = "/2010-04-01/Accounts/" + SID + "/Messages.json";

    private final BlockList list = with(",\"consentsUrl\": \"" + api.uri() + "\"");

    private BlockList with(String more) {
        return new Twilio()
                .blockList(json("{\"accountSid\": \"" + SID + "\", \"authToken\": \"" + SECRET + "\", \"baseUrl\": \""
                        + api.uri() + "\"" + more + "}"))
                .orElseThrow();
    }

    @Override
    protected BlockList list() {
        return list;
    }

    @Override
    protected int page() {
        return 100;
    }

    /** Half of them sent STOP, half of them were refused. */
    @Override
    protected Behaviour having(List<Integer> people) {
        return exchange -> {
            String query = exchange.getRequestURI().getQuery();
            boolean known = exchange.getRequestURI().getPath().equals(PATH)
                    && Account.basic(SID, SECRET)
                            .equals(exchange.getRequestHeaders().getFirst("Authorization"))
                    && query.contains("DateSent>="
                            + LocalDate.ofInstant(NOW, ZoneOffset.UTC).minusDays(7));
            if (!known) {
                ProviderStandIn.answering(401, "{\"code\": 20003}").answer(exchange);
                return;
            }
            int number = query.contains("&Page=") ? Integer.parseInt(query.replaceAll(".*&Page=(\\d+).*", "$1")) : 0;
            int end = Math.min(people.size(), (number + 1) * page());
            String messages = people.subList(Math.min(people.size(), number * page()), end).stream()
                    .map(person -> person % 2 == 0
                            ? message("inbound", People.american(person).e164(), OURS, " Stop\\n", "null", person)
                            : message(
                                    "outbound-api",
                                    OURS,
                                    People.american(person).e164(),
                                    "News",
                                    "21610",
                                    person))
                    .collect(Collectors.joining(","));
            String next = end < people.size()
                    ? "\"" + PATH + "?DateSent%3E="
                            + LocalDate.ofInstant(NOW, ZoneOffset.UTC).minusDays(7) + "&PageSize=1000&Page="
                            + (number + 1) + "&PageToken=PASM1\""
                    : "null";
            ProviderStandIn.answering(200, "{\"messages\": [" + messages + "], \"next_page_uri\": " + next + "}")
                    .answer(exchange);
        };
    }

    private static String message(String direction, String from, String to, String body, String error, int person) {
        return "{\"direction\": \"" + direction + "\", \"from\": \"" + from + "\", \"to\": \"" + to
                + "\", \"body\": \"" + body + "\", \"error_code\": " + error + ", \"date_sent\": \""
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(since(person).atOffset(ZoneOffset.UTC)) + "\"}";
    }

    @Test
    void otherMessagesTellOfNobody() {
        String all = Stream.of(
                        message("inbound", People.american(1).e164(), OURS, "Stop by on Monday?", "null", 1),
                        message("outbound-reply", OURS, People.american(2).e164(), "STOP", "null", 2),
                        message("outbound-api", OURS, People.american(3).e164(), "News", "30003", 3),
                        message("inbound", People.american(4).e164(), OURS, "UNSUBSCRIBE", "null", 4))
                .collect(Collectors.joining(","));
        api.behave(ProviderStandIn.answering(200, "{\"messages\": [" + all + "], \"next_page_uri\": null}"));
        assertEquals(
                List.of(People.american(4).e164()),
                all().stream().map(BlockedNumber::number).toList());
        assertFalse(list.isWhole());
    }

    /** The credentials do not follow an answer to another place. */
    @Test
    void anotherAddressIsNotAsked() {
        api.behave(ProviderStandIn.answering(
                200, "{\"messages\": [], \"next_page_uri\": \"https://elsewhere.example/Messages.json\"}"));
        String next = list.page(null, NOW).next();
        assertThrows(BlockListUnavailableException.class, () -> list.page(next, NOW));
        assertEquals(1, api.asked().size());
    }

    @Test
    void numbersAreAddedAsConsentsThatWereWithdrawn() {
        api.behave(exchange -> ProviderStandIn.answering(
                        201,
                        "{\"items\": [{\"correlation_id\": \"" + "0".repeat(32)
                                + "\", \"error_code\": 0, \"error_messages\": []}, {\"correlation_id\": \""
                                + "0".repeat(31) + "1\", \"error_code\": 30646,"
                                + " \"error_messages\": [\"INVALID_CONTACT_ID\"]}]}")
                .answer(exchange));
        PhoneNumber refused = People.american(2);
        assertEquals(Set.of(refused), list.add(List.of(People.american(1), refused), OURS));
        ProviderRequest asked = api.asked().get(0);
        assertEquals("POST", asked.method());
        assertEquals("/v1/Consents/Bulk", asked.path());
        assertEquals("application/x-www-form-urlencoded", asked.headers().get("content-type"));
        List<JsonNode> items = Stream.of(asked.text().split("&"))
                .map(field -> json(URLDecoder.decode(field.replaceFirst("^Items=", ""), StandardCharsets.UTF_8)))
                .toList();
        assertEquals(2, items.size());
        assertEquals(People.american(1).e164(), items.get(0).path("contact_id").asText());
        assertEquals(OURS, items.get(0).path("sender_id").asText());
        assertEquals("opt-out", items.get(0).path("status").asText());
        assertEquals("others", items.get(0).path("source").asText());
        assertTrue(items.get(1).path("correlation_id").asText().matches("[0-9a-f]{32}"));
    }

    /** It is a pilot of Twilio's, so nobody uses it unasked. */
    @Test
    void withoutTheAddressOfTheConsentApiNothingIsAdded() {
        assertFalse(with("").isOpen());
        IllegalArgumentException told =
                assertThrows(IllegalArgumentException.class, () -> with(",\"consentsUrl\": \"http://evil.example\""));
        assertEquals("/twilio/consentsUrl has to be https:// and a host", told.getMessage());
    }
}
