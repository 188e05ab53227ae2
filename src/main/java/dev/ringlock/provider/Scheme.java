package dev.ringlock.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** How one provider proves that a request is its own. */
public interface Scheme {

    /** The request's proof; empty if it has none or cannot be read. Nothing in the request may be believed before. */
    Optional<Proof> proof(WebhookRequest call);

    /** The provider's id of the webhook, if its scheme signs one beside parameters and body. */
    default String signedId(WebhookRequest call) {
        return "";
    }

    /** Whether its proof covers the address that was called, with its query. */
    default boolean signsAddress() {
        return false;
    }

    /** Acts on a proved request before its message is read. */
    default void accept(WebhookRequest call) {}

    /**
     * The bodies in an event that invoked the function, if the provider may do that. IAM says who may invoke it, so there
     * is no signature to check. Empty if any part of the event is not this provider's.
     */
    default List<byte[]> invokedWith(JsonNode event) {
        return List.of();
    }
}
