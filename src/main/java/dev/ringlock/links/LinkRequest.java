package dev.ringlock.links;

import dev.ringlock.http.JsonBody;
import dev.ringlock.http.NumberFields;
import dev.ringlock.http.Request;
import dev.ringlock.phone.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * A request for a link, as a machine or a person of staff makes it.
 *
 * @param region the code of the country that the number was read in; null if none was named
 * @param language of the message; may be empty
 */
record LinkRequest(PhoneNumber number, @Nullable String region, String language) {

    /** @throws dev.ringlock.http.ProblemException with all that is wrong with it */
    static LinkRequest read(Request request) {
        return read(request, false);
    }

    /** @throws dev.ringlock.http.ProblemException with all that is wrong with it */
    static LinkRequest readWithLanguage(Request request) {
        return read(request, true);
    }

    private static LinkRequest read(Request request, boolean withLanguage) {
        return JsonBody.read(request, (fields, errors) -> {
            NumberFields typed = NumberFields.read(fields);
            String language = withLanguage ? fields.optionalText("language") : "";
            return typed.any(errors).map(number -> new LinkRequest(number, typed.country(), language));
        });
    }

    @Override
    public String toString() {
        return "LinkRequest";
    }
}
