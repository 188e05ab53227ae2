package dev.ringlock.edge.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.edge.Json;
import dev.ringlock.edge.Refusal;
import dev.ringlock.edge.RefusedException;
import dev.ringlock.edge.Request;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who calls a webhook. Each provider's proof is checked over the bytes that arrived before anything of the message is read.
 * Whatever is wrong, the answer is the same.
 */
public final class Webhooks {

    /** For an unknown provider, one that is not set up, a wrong signature, an old one, none. */
    private static final Refusal REFUSED = new Refusal.Forbidden("This is not a webhook that is taken here.");

    private final WebhookSource source;
    private final Clock clock;
    private final Https https;
    private final Certificates certificates;

    private volatile @Nullable Known known;

    /** The schemes of some settings. */
    private record Known(WebhookSettings settings, Map<String, Scheme> schemes) {}

    public Webhooks(WebhookSource source, Clock clock, Https https) {
        this.source = source;
        this.clock = clock;
        this.https = https;
        this.certificates = new Certificates(https);
    }

    /**
     * The request as a webhook whose sender is proved. A request that asks to confirm an SNS subscription to a topic of
     * ours has it confirmed.
     *
     * @param provider as the address names it
     * @throws RefusedException if it is not proved; the answer does not say why
     * @throws WebhooksUnavailableException if it cannot be checked just now
     */
    public Verified verify(String provider, Request request) {
        if (request.body().length > Request.MOST_BYTES) {
            throw new RefusedException(new Refusal.TooLarge(Request.MOST_BYTES));
        }
        Known now = known();
        Call call = new Call(request, now.settings().url(request), clock.instant());
        Scheme scheme = Optional.ofNullable(now.schemes().get(provider))
                .filter(s -> request.method().equals("POST") || (call.isGet() && s.takesGet()))
                .orElseThrow(() -> new RefusedException(REFUSED));
        Proof proof = scheme.proof(call).orElseThrow(() -> new RefusedException(REFUSED));
        scheme.accept(call);
        Optional<Form> params = call.isGet() ? call.query() : call.hasForm() ? call.form() : Optional.of(Form.EMPTY);
        return new Verified(
                provider,
                scheme.signedId(call),
                // an unreadable form is not proved by any scheme that has forms
                params.orElse(Form.EMPTY),
                call.isGet() ? new byte[0] : request.body(),
                proof);
    }

    /**
     * The messages of an event by which SNS invoked the function. Who may invoke it is IAM's to say, so that there is no
     * signature to check. Never for anything that came over HTTP.
     *
     * @throws RefusedException if it is no such event, or of a topic that is not ours
     */
    public List<Verified> invokedBySns(JsonNode event) {
        List<Verified> messages = new ArrayList<>();
        for (JsonNode record : event.path("Records")) {
            JsonNode message = record.path("Sns");
            if (!record.path("EventSource").asText().equals(Sns.EVENT_SOURCE)
                    || !known().settings()
                            .topicArns()
                            .contains(message.path("TopicArn").asText())) {
                throw new RefusedException(REFUSED);
            }
            byte[] body = Json.write(message).getBytes(StandardCharsets.UTF_8);
            messages.add(new Verified(Sns.PROVIDER, "", Form.EMPTY, body, Proof.of(body)));
        }
        if (messages.isEmpty()) {
            throw new RefusedException(REFUSED);
        }
        return List.copyOf(messages);
    }

    private Known known() {
        WebhookSettings settings = source.current();
        Known last = known;
        if (last == null || last.settings() != settings) {
            last = new Known(settings, settings.schemes(certificates, https));
            known = last;
        }
        return last;
    }
}
