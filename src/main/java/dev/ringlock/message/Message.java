package dev.ringlock.message;

import dev.ringlock.phone.PhoneNumber;

/**
 * A text message to a person. It may hold a code or a link, so it never shows itself.
 *
 * @param from the sending number or name of the owner, as in the policy
 */
public record Message(String from, PhoneNumber to, String text) {

    /**
     * A message that only shows that messages arrive.
     *
     * @param owner the company's name
     */
    public static Message test(String from, PhoneNumber to, String owner) {
        return new Message(from, to, "A test message of " + owner + ", by Ringlock.");
    }

    @Override
    public String toString() {
        return "Message[to=" + to.masked() + "]";
    }
}
