package dev.ringlock.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A genuine webhook, or one message of it, whose shape is not known. It may be an opt-out all the same.
 *
 * @param id the same each time that it comes again
 * @param isCertain whether nobody else could have put these texts to this proof
 * @param texts all that it says
 */
public record Unreadable(Provider provider, String id, boolean isCertain, List<UnknownText> texts)
        implements ProviderEvent {

    static Unreadable of(VerifiedWebhook webhook) {
        return of(webhook, TextSearch.in(webhook.params(), webhook.body()));
    }

    /** A part of a webhook whose other parts may be read. */
    public static Unreadable of(VerifiedWebhook webhook, JsonNode part) {
        return of(webhook, TextSearch.in(Parameters.EMPTY, Json.write(part).getBytes(StandardCharsets.UTF_8)));
    }

    private static Unreadable of(VerifiedWebhook webhook, List<UnknownText> texts) {
        Proof proof = webhook.proof();
        return new Unreadable(webhook.provider(), proof.hash(), proof.bindsMessage(), List.copyOf(texts));
    }

    /** A record would print the number and the message. */
    @Override
    public String toString() {
        return "Unreadable[" + provider.name() + "]";
    }
}
