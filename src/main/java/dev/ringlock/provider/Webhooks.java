package dev.ringlock.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Proves the caller of a webhook. Each provider's proof is checked over the bytes that arrived before anything of the message is read.
 * Whatever is wrong, the answer is the same.
 */
public final class Webhooks {

    /** As many bytes as a webhook may have: a message of WhatsApp's has 4,096 characters, each of up to 12 bytes. */
    public static final int MOST_BYTES = 256 * 1024;

    /** For an unknown provider, one that is not set up, a wrong signature, an old one, none. */
    private static final Problem REFUSED = new Problem.Forbidden("This is not a webhook that is taken here.");

    private final WebhookSource source;
    private final Clock clock;
    private final Https https;
    private volatile @Nullable CurrentSchemes known;

    /** The schemes of some settings. */
    private record CurrentSchemes(WebhookSettings settings, Map<Provider, Scheme> schemes) {

        Optional<Map.Entry<Provider, Scheme>> of(String name) {
            return schemes.entrySet().stream()
                    .filter(scheme -> scheme.getKey().name().equals(name))
                    .findFirst();
        }
    }

    public Webhooks(WebhookSource source, Clock clock, Https https) {
        this.source = source;
        this.clock = clock;
        this.https = https;
    }

    /**
     * The request as a webhook whose sender is proved. A request that asks to confirm an SNS subscription to a topic of
     * ours has it confirmed.
     *
     * @param name the provider's, as the address has it
     * @throws ProblemException if it is not proved; the answer does not say why
     * @throws WebhooksUnavailableException if it cannot be checked just now
     */
    public VerifiedWebhook verify(String name, Request request) {
        if (request.body().length > MOST_BYTES) {
            throw new ProblemException(new Problem.TooLarge(MOST_BYTES));
        }
        CurrentSchemes now = known();
        WebhookRequest call = new WebhookRequest(request, now.settings().url(request), clock.instant());
        Map.Entry<Provider, Scheme> found = now.of(name)
                .filter(p -> request.method().equals("POST")
                        || (call.isGet() && p.getKey().takesGet()))
                .orElseThrow(() -> new ProblemException(REFUSED));
        Scheme scheme = found.getValue();
        Proof proof = scheme.proof(call).orElseThrow(() -> new ProblemException(REFUSED));
        scheme.accept(call);
        Optional<Parameters> params =
                call.isGet() ? call.query() : call.hasForm() ? call.form() : Optional.of(Parameters.EMPTY);
        return new VerifiedWebhook(
                found.getKey(),
                scheme.signedId(call),
                // an unreadable form is not proved by any scheme that has forms
                params.orElse(Parameters.EMPTY),
                scheme.signsAddress() ? call.query().orElse(Parameters.EMPTY) : Parameters.EMPTY,
                call.isGet() ? new byte[0] : request.body(),
                proof);
    }

    /**
     * The webhooks in an event that invoked the function. Who may invoke it is IAM's to say, so that there is no signature
     * to check. Never for anything that came over HTTP.
     *
     * @throws ProblemException if it is no such event, or of somebody that is not ours
     */
    public List<VerifiedWebhook> invokedWith(JsonNode event) {
        return known().schemes().entrySet().stream()
                .map(scheme -> scheme.getValue().invokedWith(event).stream()
                        .map(body -> new VerifiedWebhook(
                                scheme.getKey(), "", Parameters.EMPTY, Parameters.EMPTY, body, Proof.of(body)))
                        .toList())
                .filter(webhooks -> !webhooks.isEmpty())
                .findFirst()
                .orElseThrow(() -> new ProblemException(REFUSED));
    }

    private CurrentSchemes known() {
        WebhookSettings settings = source.current();
        CurrentSchemes last = known;
        if (last == null || last.settings() != settings) {
            last = new CurrentSchemes(settings, settings.schemes(https));
            known = last;
        }
        return last;
    }
}
