package dev.ringlock.contacts;

import dev.ringlock.http.FieldError;
import dev.ringlock.http.Fields;
import dev.ringlock.http.JsonBody;
import dev.ringlock.http.NumberFields;
import dev.ringlock.http.Request;
import dev.ringlock.phone.PhoneNumber;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A look-up by exactly one of the three.
 *
 * @param region the country that the number was read in; null if none was named
 * @param recordId of a consent record, in lower case
 */
record ContactLookUp(@Nullable PhoneNumber number, @Nullable String region, String contactId, String recordId) {

    private static final Pattern RECORD = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    static ContactLookUp read(Request request) {
        return JsonBody.read(request, (fields, errors) -> Optional.of(read(fields, errors)));
    }

    private static ContactLookUp read(Fields fields, List<FieldError> errors) {
        NumberFields typed = NumberFields.optional(fields);
        String contactId = fields.optionalText("contactId");
        String recordId = fields.optionalText("recordId").toLowerCase(Locale.ROOT);
        long given = Stream.of(typed.number(), contactId, recordId)
                .filter(text -> !text.isEmpty())
                .count();
        if (errors.isEmpty() && given != 1) {
            fields.note("number", "required", "Give a number, a contactId or a recordId, one of the three.");
        } else if (!recordId.isEmpty() && !RECORD.matcher(recordId).matches()) {
            fields.note("recordId", "not_a_record_id", "This has to be a UUID, as a signup's answer has it.");
        }
        PhoneNumber number = typed.number().isEmpty() ? null : typed.any(errors).orElse(null);
        return new ContactLookUp(number, typed.country(), contactId, recordId);
    }
}
