package dev.ringlock.standalone;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.functions.BuiltFunction;
import dev.ringlock.http.Answers;
import dev.ringlock.http.FormBody;
import dev.ringlock.http.Json;
import dev.ringlock.message.Message;
import dev.ringlock.phone.NumberReading;
import dev.ringlock.phone.NumberReading.AcceptedNumber;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.terms.Purpose;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * {@code /local/campaign}, demo mode's sender: for each number it asks for a decision as any sender does, and sends to the
 * demo's phone if that allows it.
 */
@Singleton
final class LocalCampaign {

    private static final Set<String> FIELDS = Set.of("purpose", "text", "numbers");
    private static final int MOST = 50;
    private static final String SOME = "+1 202 555 0123\n+1 202 555 0124\n+1 202 555 0125";

    /**
     * What became of one number.
     *
     * @param decision {@code allow}, {@code defer}, {@code deny}, or {@code unreadable}
     * @param notBefore null unless it is deferred
     */
    record CampaignLine(
            String number,
            String decision,
            List<String> reasons,
            @Nullable String notBefore) {}

    @CheckedTemplate(basePath = "local")
    static final class CampaignTemplates {

        private CampaignTemplates() {}

        static native TemplateInstance campaign(
                List<String> purposes,
                String purpose,
                String text,
                String numbers,
                List<CampaignLine> lines,
                String trouble,
                DemoClock clock);
    }

    private final Policy policy;
    private final Gateway gateway;
    private final MessageList messages;
    private final DemoTokens tokens;
    private final DemoClock clock;

    LocalCampaign(Policy policy, Gateway gateway, MessageList messages, DemoTokens tokens, DemoClock clock) {
        this.policy = policy;
        this.gateway = gateway;
        this.messages = messages;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The form, before anything was sent. */
    APIGatewayV2HTTPResponse empty() {
        return page(
                purposes().get(0),
                policy.controller().name() + ": a new book for you. Reply STOP to opt out.",
                SOME,
                List.of(),
                "");
    }

    /** Asks for each number, sends what is allowed, and shows what became of each. */
    APIGatewayV2HTTPResponse post(byte[] body) {
        FormBody form = FormBody.read(body).refuseOthers(FIELDS, Set.of());
        String purpose = form.first("purpose");
        String text = form.first("text");
        String numbers = form.first("numbers");
        List<String> typed = numbers.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (!purposes().contains(purpose) || text.isBlank() || typed.isEmpty() || typed.size() > MOST) {
            String trouble = "Choose a purpose, write a text, and give 1 to " + MOST + " numbers, one a line.";
            return page(purpose, text, numbers, List.of(), trouble);
        }
        List<CampaignLine> lines =
                typed.stream().map(number -> sent(number, purpose, text)).toList();
        return page(purpose, text, numbers, lines, "");
    }

    private CampaignLine sent(String typed, String purpose, String text) {
        if (!(PhoneNumber.read(typed, "US") instanceof AcceptedNumber accepted)) {
            NumberReading.RefusedNumber refused = (NumberReading.RefusedNumber) PhoneNumber.read(typed, "US");
            return new CampaignLine(typed, "unreadable", List.of(refused.detail()), null);
        }
        JsonNode decision = decision(typed, purpose);
        String outcome = decision.path("decision").asText();
        if (outcome.equals("allow")) {
            messages.send(new Message(sender(purpose), accepted.number(), text));
        }
        List<String> reasons = StreamSupport.stream(decision.path("reasons").spliterator(), false)
                .map(reason -> reason.path("text").asText())
                .toList();
        return new CampaignLine(
                typed, outcome, reasons, decision.path("notBefore").asText(null));
    }

    private JsonNode decision(String typed, String purpose) {
        Map<String, Object> asked =
                Map.of("number", typed, "region", "US", "purpose", purpose, "channel", "sms", "reserve", true);
        APIGatewayV2HTTPResponse answer = gateway.answer(
                BuiltFunction.DECIDE,
                Events.post(
                        "/v1/decisions",
                        Map.of("content-type", "application/json", "accept-language", "en"),
                        Json.write(asked).getBytes(StandardCharsets.UTF_8),
                        tokens.claims("Bearer " + tokens.token("campaign", List.of("decide:" + purpose)))));
        return Json.read(answer.getBody().getBytes(StandardCharsets.UTF_8));
    }

    /** A sender to which a STOP takes back this purpose. */
    private String sender(String purpose) {
        Purpose stopped = new Purpose(purpose);
        return policy.senders().stream()
                .filter(sender -> sender.stop().contains(stopped))
                .findFirst()
                .or(() -> policy.senders().stream().findFirst())
                .map(sender -> sender.number())
                .orElse("");
    }

    private List<String> purposes() {
        return policy.purposes().keySet().stream().map(Purpose::id).sorted().toList();
    }

    private APIGatewayV2HTTPResponse page(
            String purpose, String text, String numbers, List<CampaignLine> lines, String trouble) {
        return Answers.page(
                200,
                CampaignTemplates.campaign(purposes(), purpose, text, numbers, lines, trouble, clock)
                        .render());
    }
}
