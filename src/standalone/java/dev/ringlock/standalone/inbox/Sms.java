package dev.ringlock.standalone.inbox;

import java.time.Instant;

/**
 * A text that a person sends from a phone.
 *
 * @param id the provider's id of it
 */
public record Sms(String id, String from, String to, String text, Instant at) {

    /** Without the number and the message, which a record would print. */
    @Override
    public String toString() {
        return "Sms";
    }
}
