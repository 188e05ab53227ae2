package dev.ringlock.confirm;

import dev.ringlock.http.FieldError;
import dev.ringlock.http.Fields;
import dev.ringlock.http.FormBody;
import dev.ringlock.http.Json;
import dev.ringlock.http.NumberFields;
import java.util.List;
import java.util.Set;

/**
 * A code as a person typed it, with the signup that it proves.
 */
record TypedCode(String recordId, NumberFields typed, String code) {

    private static final Set<String> FIELDS =
            Set.of("recordId", "number", "region", "code", "notice", "version", "language");

    static TypedCode ofJson(byte[] body, List<FieldError> errors) {
        Fields fields = Fields.of(Json.read(body), errors);
        TypedCode typed = new TypedCode(fields.text("recordId"), NumberFields.read(fields), fields.typed("code"));
        fields.refuseOthers();
        return typed;
    }

    /** The form on the signup's answer page. It names that signup's notice, for the next page. */
    static FormBody form(byte[] body) {
        return FormBody.read(body).refuseOthers(FIELDS, Set.of());
    }

    static TypedCode ofForm(FormBody form) {
        return new TypedCode(
                form.first("recordId"),
                new NumberFields(form.first("number"), form.first("region")),
                form.first("code"));
    }

    /** Without the number and the code, which a record would print. */
    @Override
    public String toString() {
        return "Typed[" + recordId + "]";
    }
}
