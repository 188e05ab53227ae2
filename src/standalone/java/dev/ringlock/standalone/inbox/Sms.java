package dev.ringlock.standalone.inbox;

import java.time.Instant;

/**
 * A text that somebody sends from a phone.
 *
 * @param id the provider's for it
 */
public record Sms(String id, String from, String to, String text, Instant at) {

    /** A record would print the number and the message. */
    @Override
    public String toString() {
        return "Sms";
    }
}
