package dev.ringlock.inbound;

import dev.ringlock.http.Json;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.provider.VerifiedWebhook;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What each provider's webhooks say. Only what its sender proved is read.
 *
 * <p>A message is taken if it has a sender and a text, whatever else is missing: an opt-out is not lost to metadata.
 */
final class Formats {

    /** How the webhooks of one provider are read. */
    interface WebhookFormat {
        List<InboundMessage> read(VerifiedWebhook webhook);
    }

    private static final Map<String, WebhookFormat> BY_PROVIDER = Map.of(
            "twilio", FormFormats::twilio,
            "plivo", FormFormats::plivo,
            "messagebird", FormFormats::messageBird,
            "aws", webhook -> JsonFormats.aws(Json.read(webhook.body())),
            "generic", webhook -> JsonFormats.generic(Json.read(webhook.body()), webhook.webhookId()),
            "vonage", webhook -> JsonFormats.vonage(Json.read(webhook.body())),
            "telnyx", webhook -> JsonFormats.telnyx(Json.read(webhook.body())),
            "sinch", webhook -> JsonFormats.sinch(Json.read(webhook.body())),
            "infobip", webhook -> JsonFormats.infobip(Json.read(webhook.body())));

    private Formats() {}

    /**
     * The messages that a webhook tells; none if it tells of something else, which is to be answered as if it were read.
     *
     * @throws ProblemException if it is not what this provider sends
     */
    static List<InboundMessage> read(VerifiedWebhook webhook) {
        WebhookFormat format = BY_PROVIDER.get(webhook.provider());
        if (format == null) {
            throw new ProblemException(new Problem.NotFound());
        }
        List<InboundMessage> messages = format.read(webhook);
        // each by its place: one webhook may tell several
        return IntStream.range(0, messages.size())
                .mapToObj(
                        i -> messages.get(i).provedBy(i + "/" + webhook.proof().hash()))
                .toList();
    }

    /** It is proved, and cannot be understood: its sender has to hear of it. */
    static ProblemException notUnderstood() {
        return new ProblemException(
                new Problem.Malformed("not_an_inbound_message", "This is not what this provider is known to send."));
    }
}
