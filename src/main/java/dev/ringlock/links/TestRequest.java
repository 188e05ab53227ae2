package dev.ringlock.links;

import dev.ringlock.http.FieldError;
import dev.ringlock.http.Fields;
import dev.ringlock.http.Json;
import dev.ringlock.http.NumberFields;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request for a test message.
 *
 * @param from one of the policy's senders; empty for the sender of codes
 */
record TestRequest(PhoneNumber number, String from) {

    /** @throws ProblemException with all that is wrong with it */
    static TestRequest read(Request request, Policy policy) {
        request.refuseUnlessJson();
        List<FieldError> errors = new ArrayList<>();
        Fields fields = Fields.of(Json.read(request.body()), errors);
        NumberFields typed = NumberFields.read(fields);
        String from = fields.optionalText("from");
        if (!from.isEmpty() && policy.sender(from).isEmpty()) {
            fields.note("from", "unknown_choice", "This is not the number of one of the policy's senders.");
        }
        fields.refuseOthers();
        Optional<PhoneNumber> number = typed.known(errors);
        ProblemException.ifAny(errors);
        return new TestRequest(number.orElseThrow(), from);
    }

    @Override
    public String toString() {
        return "TestRequest";
    }
}
