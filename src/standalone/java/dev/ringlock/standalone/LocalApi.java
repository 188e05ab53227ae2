package dev.ringlock.standalone;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.http.Answers;
import dev.ringlock.http.FieldError;
import dev.ringlock.http.Fields;
import dev.ringlock.http.Json;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Time;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.Sender;
import dev.ringlock.standalone.inbox.Sms;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Demo mode's JSON API: messages to phones, texts from phones, and staff tokens. */
@Singleton
final class LocalApi {

    private static final Pattern CODE = Pattern.compile("(?<![0-9])[0-9]{6}(?![0-9])");
    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    private final Policy policy;
    private final Inbox inbox;
    private final MessageList messages;
    private final DemoTokens tokens;
    private final Clock clock;

    LocalApi(Policy policy, Inbox inbox, MessageList messages, DemoTokens tokens, Clock clock) {
        this.policy = policy;
        this.inbox = inbox;
        this.messages = messages;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** {@code GET /local/messages?to=}: the messages to that number, oldest first; without it, to all numbers. */
    APIGatewayV2HTTPResponse messages(String to) {
        // an unescaped plus arrives as a space
        String number = to.isBlank() ? "" : "+" + to.replace("+", "").strip();
        List<Map<String, Object>> views =
                messages.to(number).stream().map(LocalApi::view).toList();
        return Answers.json(200, Map.of("messages", views));
    }

    /** {@code POST /local/inbox}: a text from a phone, through the provider's signed webhook. */
    APIGatewayV2HTTPResponse inbox(byte[] body) {
        List<FieldError> errors = new ArrayList<>();
        Fields fields = Fields.of(Json.read(body), errors);
        String from = fields.text("from");
        String to = fields.text("to");
        String text = fields.text("text");
        String provider = Optional.of(fields.optionalText("provider"))
                .filter(name -> !name.isEmpty())
                .orElseGet(() -> policy.sender(to).map(Sender::provider).orElse("twilio"));
        String id = Optional.of(fields.optionalText("id"))
                .filter(given -> !given.isEmpty())
                .orElseGet(LocalApi::id);
        Instant at = at(fields);
        fields.refuseOthers();
        ProblemException.ifAny(errors);
        Optional<APIGatewayV2HTTPResponse> answer = inbox.send(provider, new Sms(id, from, to, text, at));
        if (answer.isEmpty()) {
            fields.note("provider", "unknown_provider", "No such provider is played here.");
        }
        ProblemException.ifAny(errors);
        return Answers.json(
                200,
                Map.of(
                        "status", answer.orElseThrow().getStatusCode(),
                        "headers", answer.orElseThrow().getHeaders(),
                        "body", answer.orElseThrow().getBody()));
    }

    /** {@code POST /local/staff-token}: a token with these roles or scopes, of a person or a machine client. */
    APIGatewayV2HTTPResponse staffToken(byte[] body) {
        List<FieldError> errors = new ArrayList<>();
        Fields fields = Fields.of(Json.read(body), errors);
        String person = fields.text("person");
        List<String> roles = fields.texts("roles");
        fields.refuseOthers();
        ProblemException.ifAny(errors);
        return Answers.json(200, Map.of("token", tokens.token(person, roles)));
    }

    static String id() {
        return "SM" + UUID.randomUUID().toString().replace("-", "");
    }

    private Instant at(Fields fields) {
        String at = fields.optionalText("at");
        try {
            return at.isEmpty() ? clock.instant() : Instant.parse(at);
        } catch (DateTimeParseException e) {
            fields.note("at", "not_an_instant", "This has to be RFC 3339 in UTC.");
            return Instant.EPOCH;
        }
    }

    private static Map<String, Object> view(MessageList.SentMessage sent) {
        Map<String, Object> view = new TreeMap<>(
                Map.of("from", sent.from(), "to", sent.to(), "text", sent.text(), "at", Time.rfc3339(sent.at())));
        Matcher link = LINK.matcher(sent.text());
        Matcher code = CODE.matcher(link.replaceAll(""));
        if (code.find()) {
            view.put("code", code.group());
        }
        if (link.reset().find()) {
            view.put("link", link.group());
        }
        return view;
    }
}
