package dev.ringlock.confirm;

import dev.ringlock.http.CodeField;
import dev.ringlock.http.FieldError;
import dev.ringlock.http.Fields;
import dev.ringlock.http.FormBody;
import dev.ringlock.http.Json;
import dev.ringlock.http.NumberFields;
import java.util.List;
import java.util.Optional;

/**
 * A code that a person typed, with the signup that it proves.
 *
 * @param code six digits
 */
record TypedCode(String recordId, NumberFields typed, String code) {

    /** Empty, with an error noted, if what was typed cannot be a code. */
    static Optional<TypedCode> ofJson(byte[] body, List<FieldError> errors) {
        Fields fields = Fields.of(Json.read(body), errors);
        String recordId = fields.text("recordId");
        NumberFields typed = NumberFields.read(fields);
        int before = errors.size();
        Optional<String> code = CodeField.read(fields.typed("code"));
        if (code.isEmpty() && errors.size() == before) {
            errors.add(CodeField.ERROR);
        }
        fields.refuseOthers();
        return code.map(digits -> new TypedCode(recordId, typed, digits));
    }

    /** Empty if what was typed cannot be a code. */
    static Optional<TypedCode> ofForm(FormBody form) {
        return CodeField.read(form.first("code"))
                .map(digits -> new TypedCode(
                        form.first("recordId"), new NumberFields(form.first("number"), form.first("region")), digits));
    }

    /** Without the number and the code, which a record would print. */
    @Override
    public String toString() {
        return "Typed[" + recordId + "]";
    }
}
