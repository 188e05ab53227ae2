package dev.ringlock.links;

import dev.ringlock.http.JsonBody;
import dev.ringlock.http.NumberFields;
import dev.ringlock.http.Request;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;

/**
 * A request for a test message.
 *
 * @param from one of the policy's senders; empty for the sender of codes
 */
record TestRequest(PhoneNumber number, String from) {

    /** @throws dev.ringlock.http.ProblemException with all that is wrong with it */
    static TestRequest read(Request request, Policy policy) {
        return JsonBody.read(request, (fields, errors) -> {
            NumberFields typed = NumberFields.read(fields);
            String from = fields.optionalText("from");
            if (!from.isEmpty() && policy.sender(from).isEmpty()) {
                fields.note("from", "unknown_choice", "This is not the number of one of the policy's senders.");
            }
            return typed.known(errors).map(number -> new TestRequest(number, from));
        });
    }

    @Override
    public String toString() {
        return "TestRequest";
    }
}
