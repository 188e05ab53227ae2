package dev.ringlock.edge.webhook;

import java.nio.charset.StandardCharsets;

/**
 * The part of a webhook that its provider signed. It stays the same however the message around it is written, so a message
 * is known again by it.
 *
 * @param hash SHA-256 of the bytes that were signed, in hex
 * @param joined the form's parameters as they were signed, with nothing between them; empty if they were not signed so
 * @param bindsMessage whether the message is covered; else whoever has seen the proof could put any message to it
 */
public record Proof(String hash, String joined, boolean bindsMessage) {

    /** Of bytes that can be read in one way only. */
    static Proof of(byte[] signed) {
        return new Proof(Call.sha256(signed), "", true);
    }

    static Proof of(String signed) {
        return of(signed.getBytes(StandardCharsets.UTF_8));
    }

    /** Of parameters that can be cut apart elsewhere without changing what is signed. */
    static Proof ofJoined(String signed, String joined) {
        return new Proof(of(signed).hash(), joined, true);
    }

    /** Of an address alone. */
    static Proof ofAddress(String signed) {
        return new Proof(of(signed).hash(), "", false);
    }

    /** A record would print the message. */
    @Override
    public String toString() {
        return "Proof";
    }
}
