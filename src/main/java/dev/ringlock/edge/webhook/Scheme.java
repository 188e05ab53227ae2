package dev.ringlock.edge.webhook;

/** How one provider proves that a request is its own. */
interface Scheme {

    /** Whether the request is proved; nothing in it may be believed before. Whatever cannot be read is not proved. */
    boolean proves(Call call);

    /** Whether the provider may call by GET, which only proofs over the address cover. */
    default boolean takesGet() {
        return false;
    }

    /** What the proof covers besides parameters and body: the provider's id of the webhook, if its scheme signs one. */
    default String signedId(Call call) {
        return "";
    }

    /** What a proved request asks of us before its message is read. */
    default void accept(Call call) {}
}
