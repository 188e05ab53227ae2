package dev.ringlock.provider;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.http.Answers;
import dev.ringlock.http.ProblemException;
import dev.ringlock.message.MessageSender;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One message provider: its proof, its formats, the answer that it expects, its settings and its sender. */
public interface Provider {

    /** As a webhook's address, the settings and the policy write it. */
    String name();

    /**
     * Reads how the provider proves itself.
     *
     * @return makes the scheme; empty if the settings have a mistake, which is noted there
     */
    Optional<Function<Https, Scheme>> scheme(ProviderSettings settings);

    /** Whether its webhooks may come by GET, which only a proof over the address covers. */
    default boolean takesGet() {
        return false;
    }

    /**
     * Reads a webhook's events.
     *
     * @return its events; empty if its shape is not known
     * @throws ProblemException if the body is not JSON where it has to be
     */
    List<ProviderEvent> read(VerifiedWebhook webhook);

    /** Whether its numbers have their country code and no {@code +}, by its documentation (docs/providers.md). */
    default boolean writesCountryCode() {
        return false;
    }

    /** Whether a reply to the person can go with the answer. Otherwise it is sent as a message of its own. */
    default boolean carriesReply() {
        return false;
    }

    /**
     * The answer to a webhook that was taken.
     *
     * @param reply to the person who wrote; null if there is none, or if it does not go with the answer
     */
    default APIGatewayV2HTTPResponse answer(@Nullable String reply) {
        return Answers.webhook(200, "text/plain; charset=utf-8", "");
    }

    /**
     * Sends through this provider with credentials that the owner has set.
     *
     * @param settings the provider's part of the settings
     * @return empty if they do not say how to send
     * @throws IllegalArgumentException if there is a mistake in them; it tells where, and repeats nothing of it
     */
    default Optional<MessageSender> sender(JsonNode settings) {
        return Optional.empty();
    }

    /**
     * This provider's block list, with the account that the owner sends with.
     *
     * @param settings the provider's part of the settings
     * @return empty if they name no account, or the provider has no such list
     * @throws IllegalArgumentException if there is a mistake in them; it tells where, and repeats nothing of it
     */
    default Optional<BlockList> blockList(JsonNode settings) {
        return Optional.empty();
    }
}
