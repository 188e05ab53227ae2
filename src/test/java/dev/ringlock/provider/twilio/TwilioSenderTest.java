package dev.ringlock.provider.twilio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.message.MessageNotSentException;
import dev.ringlock.message.MessageSender;
import dev.ringlock.message.ProviderContract;
import dev.ringlock.message.ProviderStandIn;
import dev.ringlock.provider.SenderSettings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TwilioSenderTest extends ProviderContract {

    private static final String ACCOUNT = "AC" + "0123456789abcdef".repeat(2);
    private static final String API_KEY = "SK" + "0123456789abcdef".repeat(2);
    private static final String SECRET = "made-up-secret-of-the-tests";
    private static final String MESSAGES = "/2010-04-01/Accounts/" + ACCOUNT + "/Messages.json";

    private final ProviderStandIn twilio =
            ProviderStandIn.start(ProviderStandIn.answering(201, "{\"sid\":\"SM123\",\"status\":\"queued\"}"));
    private final MessageSender sender = new TwilioSender(account("\"authToken\":\"" + SECRET + "\""));

    @Override
    protected ProviderStandIn provider() {
        return twilio;
    }

    @Override
    protected MessageSender sender() {
        return sender;
    }

    @Override
    protected String secret() {
        return SECRET;
    }

    @Override
    protected List<Arrived> arrived() {
        return twilio.asked().stream()
                .filter(asked -> asked.method().equals("POST") && asked.path().equals(MESSAGES))
                .map(asked -> form(asked.text()))
                .map(form -> new Arrived(form.get("From"), form.get("To"), form.get("Body")))
                .toList();
    }

    @Test
    void itIsTheAccountThatAsks() {
        sender.send(message("one"));
        sender.rehearse(message("two"));
        for (ProviderStandIn.ProviderRequest asked : twilio.asked()) {
            assertEquals(basic(ACCOUNT), asked.headers().get("authorization"));
            assertEquals("application/x-www-form-urlencoded", asked.headers().get("content-type"));
        }
    }

    @Test
    void anApiKeyAsksInTheAccountsName() {
        new TwilioSender(account("\"authToken\":\"the-token-of-the-webhooks\",\"apiKeySid\":\"" + API_KEY
                        + "\",\"apiKeySecret\":\"" + SECRET + "\""))
                .send(message("one"));
        assertEquals(MESSAGES, twilio.asked().get(0).path());
        assertEquals(basic(API_KEY), twilio.asked().get(0).headers().get("authorization"));
    }

    @Test
    void aRehearsalOnlyReadsAndNamesNobody() {
        sender.rehearse(message("a code"));
        ProviderStandIn.ProviderRequest asked = twilio.asked().get(0);
        assertEquals("GET", asked.method());
        assertEquals(
                "/2010-04-01/Accounts/" + ACCOUNT + "/Messages/SM00000000000000000000000000000000.json", asked.path());
        assertEquals("", asked.text());
    }

    @Test
    void twiliosCodeIsTold() {
        twilio.behave(ProviderStandIn.answering(
                400, "{\"code\":21211,\"message\":\"Invalid 'To' Phone Number: " + TO + "\",\"status\":400}"));
        assertEquals(
                "the provider answered 400, 21211",
                assertThrows(MessageNotSentException.class, () -> sender.send(message("one")))
                        .getMessage());
    }

    @Test
    void noNumberIsInAnAddress() {
        sender.send(message("one"));
        sender.rehearse(message("two"));
        assertTrue(twilio.asked().stream().noneMatch(asked -> asked.path().contains("5550")));
    }

    private TwilioAccount account(String credentials) {
        return TwilioAccount.read(SenderSettings.parse("{\"twilio\":{\"accountSid\":\"" + ACCOUNT + "\"," + credentials
                                + ",\"baseUrl\":\"" + twilio.uri() + "\"}}")
                        .part("twilio"))
                .orElseThrow();
    }

    private static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + SECRET).getBytes(StandardCharsets.US_ASCII));
    }

    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }
}
