package dev.ringlock.standalone;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.functions.BuiltFunction;
import dev.ringlock.http.Answers;
import dev.ringlock.http.FormBody;
import dev.ringlock.http.Json;
import dev.ringlock.message.Message;
import dev.ringlock.phone.NumberReading;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.Sender;
import dev.ringlock.standalone.inbox.Sms;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** {@code /local/phone}, demo mode's phone: a number's messages, and a field to reply through the real webhook. */
@Singleton
final class LocalPhone {

    private static final Set<String> FIELDS = Set.of("number", "to", "text", "link");

    /** A line of the conversation: with which of our numbers, and whether the phone sent it. */
    record PhoneLine(String with, String text, Instant at, boolean own) {}

    @CheckedTemplate(basePath = "local")
    static final class PhoneTemplates {

        private PhoneTemplates() {}

        static native TemplateInstance phone(
                String number, List<PhoneLine> lines, List<Sender> senders, String to, String trouble, DemoClock clock);
    }

    private final Policy policy;
    private final Inbox inbox;
    private final Gateway gateway;
    private final MessageList messages;
    private final DemoTokens tokens;
    private final DemoClock clock;

    LocalPhone(Policy policy, Gateway gateway, Inbox inbox, MessageList messages, DemoTokens tokens, DemoClock clock) {
        this.policy = policy;
        this.inbox = inbox;
        this.gateway = gateway;
        this.messages = messages;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The phone, without a number yet. */
    APIGatewayV2HTTPResponse empty() {
        return page("", "", "");
    }

    /** Sends the typed text, or requests a link to the person's page, and shows the number's phone. */
    APIGatewayV2HTTPResponse post(byte[] body) {
        FormBody form = FormBody.read(body).refuseOthers(FIELDS, Set.of());
        String typed = form.first("number");
        if (!(PhoneNumber.read(typed, "US") instanceof NumberReading.AcceptedNumber accepted)) {
            return page(typed, "", "There is no such number.");
        }
        String number = "+" + typed.replaceAll("[^0-9]", "").replaceFirst("^(?=[2-9]\\d{9}$)", "1");
        String to = form.first("to").isEmpty() ? defaultSender() : form.first("to");
        String provider = policy.sender(to).map(Sender::provider).orElse("twilio");
        if (!form.first("text").isBlank()) {
            inbox.send(provider, new Sms(LocalApi.id(), number, to, form.first("text"), clock.instant()));
        }
        if (!form.first("link").isEmpty()) {
            APIGatewayV2HTTPResponse answer = gateway.answer(
                    BuiltFunction.LINKS,
                    Events.post(
                            "/v1/preferences/links",
                            Map.of("content-type", "application/json"),
                            Json.write(Map.of("number", number)).getBytes(StandardCharsets.UTF_8),
                            tokens.claims("Bearer " + tokens.token("phone", List.of("links")))));
            String url = Json.read(answer.getBody().getBytes(StandardCharsets.UTF_8))
                    .path("url")
                    .asText();
            messages.send(new Message(
                    to,
                    accepted.number(),
                    policy.controller().name() + ": what you agreed to, and how to take it back: " + url));
        }
        return page(number, to, "");
    }

    private APIGatewayV2HTTPResponse page(String number, String to, String trouble) {
        List<PhoneLine> lines = Stream.concat(
                        messages.to(number).stream()
                                .map(sent -> new PhoneLine(sent.from(), sent.text(), sent.at(), false)),
                        inbox.saidFrom(number).stream().map(sms -> new PhoneLine(sms.to(), sms.text(), sms.at(), true)))
                .sorted(Comparator.comparing(PhoneLine::at))
                .toList();
        return Answers.page(
                200,
                PhoneTemplates.phone(number, lines, policy.senders(), to, trouble, clock)
                        .render());
    }

    private String defaultSender() {
        return policy.senders().isEmpty() ? "" : policy.senders().get(0).number();
    }
}
