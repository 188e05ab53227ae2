package dev.ringlock.provider;

import java.util.Optional;

/** How one provider proves that a request is its own. */
interface Scheme {

    /** The request's proof; empty if it has none or cannot be read. Nothing in the request may be believed before. */
    Optional<Proof> proof(WebhookRequest call);

    /** Whether the provider may call by GET, which only proofs over the address cover. */
    default boolean takesGet() {
        return false;
    }

    /** What the proof covers besides parameters and body: the provider's id of the webhook, if its scheme signs one. */
    default String signedId(WebhookRequest call) {
        return "";
    }

    /** What a proved request asks of us before its message is read. */
    default void accept(WebhookRequest call) {}
}
