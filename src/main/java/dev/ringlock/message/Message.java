package dev.ringlock.message;

import dev.ringlock.phone.PhoneNumber;

/**
 * A text message to a person. It may hold a code or a link, so that it never shows itself.
 *
 * @param from the owner's number or name that it is sent from, as the policy has it
 */
public record Message(String from, PhoneNumber to, String text) {

    @Override
    public String toString() {
        return "Message[to=" + to.masked() + "]";
    }
}
