package dev.ringlock.subject;

import dev.ringlock.http.Fields;
import dev.ringlock.http.JsonBody;
import dev.ringlock.http.NumberFields;
import dev.ringlock.http.Request;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.steps.AskedWay;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The person with that number, on file or not, wants to be erased. None of its words is free text, so none can hold a number.
 *
 * @param region the country that the number was read in; null if none was named
 * @param asked by what way the person asked for it
 * @param reason a code of {@link ErasureReason}
 */
public record ErasureRequest(PhoneNumber number, @Nullable String region, String asked, String reason) {

    static ErasureRequest read(Request request) {
        return JsonBody.read(request, (fields, errors) -> {
            NumberFields typed = NumberFields.read(fields);
            Optional<PhoneNumber> whose = typed.any(errors);
            String asked = AskedWay.read(fields);
            String reason = reason(fields);
            return whose.map(number -> new ErasureRequest(number, typed.country(), asked, reason));
        });
    }

    private static String reason(Fields fields) {
        return fields.choice("reason", ErasureReason.IDS);
    }
}
