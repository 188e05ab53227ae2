package dev.ringlock.decide;

import dev.ringlock.http.FieldError;
import dev.ringlock.http.Fields;
import dev.ringlock.http.NumberFields;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.PhoneNumber;
import java.util.List;
import java.util.Optional;

/** A place that is given back: whose, and of which decision. */
record ReleaseRequest(PhoneNumber number, String decisionId) {

    static Optional<ReleaseRequest> read(Fields fields, List<FieldError> errors) {
        NumberFields typed = NumberFields.read(fields);
        Optional<String> id = fields.given("decisionId");
        if (id.isPresent() && !Ulid.isUlid(id.get())) {
            fields.note("decisionId", "not_a_decision_id", "This has to be a ULID, as a decision's answer has it.");
        }
        return typed.any(errors).map(number -> new ReleaseRequest(number, id.orElseThrow()));
    }

    @Override
    public String toString() {
        return "ReleaseRequest";
    }
}
