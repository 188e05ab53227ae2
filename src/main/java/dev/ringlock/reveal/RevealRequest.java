package dev.ringlock.reveal;

import dev.ringlock.http.FieldError;
import dev.ringlock.http.Fields;
import dev.ringlock.http.Json;
import dev.ringlock.http.ProblemException;
import dev.ringlock.phone.ContactId;
import dev.ringlock.policy.Policy;
import java.util.ArrayList;
import java.util.List;

/**
 * A request to see a number.
 *
 * @param reason one of the policy's
 * @param note in the person's own words. It goes on the ledger, in clear
 */
record RevealRequest(ContactId contact, String reason, String note) {

    private static final int LONGEST_NOTE = 200;

    /** @throws ProblemException with all errors */
    static RevealRequest read(byte[] body, Policy policy) {
        List<FieldError> errors = new ArrayList<>();
        Fields fields = Fields.of(Json.read(body), errors);
        String contact = fields.text("contactId");
        String reason = fields.text("reason");
        String note = fields.words("note", LONGEST_NOTE, policy.numberInText());
        fields.refuseOthers();
        ProblemException.ifAny(errors);
        if (!ContactId.isId(contact)) {
            fields.note(
                    "contactId",
                    "not_a_contact_id",
                    "This has to be c1_, or c2_ and so on, and 26 letters and digits.");
        }
        List<String> reasons = policy.staff().reasons();
        if (!reasons.contains(reason)) {
            fields.note("reason", "unknown_choice", "The policy's reasons are " + String.join(", ", reasons) + ".");
        }
        ProblemException.ifAny(errors);
        return new RevealRequest(new ContactId(contact), reason, note);
    }
}
