package dev.ringlock.provider;

import dev.ringlock.ledger.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * The part of a webhook that its provider signed. It stays the same however the message around it is written, so a message
 * is known again by it.
 *
 * @param hash SHA-256 of the bytes that were signed, in hex
 * @param joined the form's parameters as they were signed, with nothing between them; empty if they were not signed so
 * @param bindsMessage whether this proof can only be of this message; else whoever has seen the proof of another one could
 *     have put this message to it
 */
public record Proof(String hash, String joined, boolean bindsMessage) {

    /** Of bytes that can be read in one way only. */
    public static Proof of(byte[] signed) {
        return new Proof(Sha256.hex(signed), "", true);
    }

    public static Proof of(String signed) {
        return of(signed.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Of a form whose parameters can be cut apart elsewhere without changing what is signed. The provider signs the query
     * of the address in the same bytes. With a query, a part of somebody's text could therefore stand in the address: a
     * form can become a GET, or a request with another body.
     */
    public static Proof ofForm(WebhookRequest call, String signed, String joined) {
        return call.isFormAlone() ? new Proof(of(signed).hash(), joined, true) : ofUnbound(signed);
    }

    /** Of bytes that do not hold the message, or that may have been signed for another kind of request. */
    public static Proof ofUnbound(String signed) {
        return new Proof(of(signed).hash(), "", false);
    }

    /** A record would print the message. */
    @Override
    public String toString() {
        return "Proof";
    }
}
