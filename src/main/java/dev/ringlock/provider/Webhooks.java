package dev.ringlock.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.http.Json;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
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
    private static final Problem REFUSED = new Problem.Forbidden("This is not a webhook that is taken here.");

    private final WebhookSource source;
    private final Clock clock;
    private final Https https;
    private final Certificates certificates;

    private volatile @Nullable CurrentSchemes known;

    /** The schemes of some settings. */
    private record CurrentSchemes(WebhookSettings settings, Map<String, Scheme> schemes) {}

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
     * @throws ProblemException if it is not proved; the answer does not say why
     * @throws WebhooksUnavailableException if it cannot be checked just now
     */
    public VerifiedWebhook verify(String provider, Request request) {
        if (request.body().length > Request.MOST_BYTES) {
            throw new ProblemException(new Problem.TooLarge(Request.MOST_BYTES));
        }
        CurrentSchemes now = known();
        WebhookRequest call = new WebhookRequest(request, now.settings().url(request), clock.instant());
        Scheme scheme = Optional.ofNullable(now.schemes().get(provider))
                .filter(s -> request.method().equals("POST") || (call.isGet() && s.takesGet()))
                .orElseThrow(() -> new ProblemException(REFUSED));
        Proof proof = scheme.proof(call).orElseThrow(() -> new ProblemException(REFUSED));
        scheme.accept(call);
        Optional<Parameters> params =
                call.isGet() ? call.query() : call.hasForm() ? call.form() : Optional.of(Parameters.EMPTY);
        return new VerifiedWebhook(
                provider,
                scheme.signedId(call),
                // an unreadable form is not proved by any scheme that has forms
                params.orElse(Parameters.EMPTY),
                call.isGet() ? new byte[0] : request.body(),
                proof);
    }

    /**
     * The messages of an event by which SNS invoked the function. Who may invoke it is IAM's to say, so that there is no
     * signature to check. Never for anything that came over HTTP.
     *
     * @throws ProblemException if it is no such event, or of a topic that is not ours
     */
    public List<VerifiedWebhook> invokedBySns(JsonNode event) {
        List<VerifiedWebhook> messages = new ArrayList<>();
        for (JsonNode record : event.path("Records")) {
            JsonNode message = record.path("Sns");
            if (!record.path("EventSource").asText().equals(Sns.EVENT_SOURCE)
                    || !known().settings()
                            .topicArns()
                            .contains(message.path("TopicArn").asText())) {
                throw new ProblemException(REFUSED);
            }
            byte[] body = Json.write(message).getBytes(StandardCharsets.UTF_8);
            messages.add(new VerifiedWebhook(Sns.PROVIDER, "", Parameters.EMPTY, body, Proof.of(body)));
        }
        if (messages.isEmpty()) {
            throw new ProblemException(REFUSED);
        }
        return List.copyOf(messages);
    }

    private CurrentSchemes known() {
        WebhookSettings settings = source.current();
        CurrentSchemes last = known;
        if (last == null || last.settings() != settings) {
            last = new CurrentSchemes(settings, settings.schemes(certificates, https));
            known = last;
        }
        return last;
    }
}
