package dev.ringlock.links;

import dev.ringlock.http.FieldError;
import dev.ringlock.http.Fields;
import dev.ringlock.http.Json;
import dev.ringlock.http.NumberFields;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.phone.PhoneNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for a link, as a machine or a person of staff makes it.
 *
 * @param region the code of the country that the number was read in; null if none was named
 * @param language of the message; may be empty
 */
record LinkRequest(PhoneNumber number, @Nullable String region, String language) {

    /** @throws ProblemException with all that is wrong with it */
    static LinkRequest read(Request request) {
        return read(request, false);
    }

    /** @throws ProblemException with all that is wrong with it */
    static LinkRequest readWithLanguage(Request request) {
        return read(request, true);
    }

    private static LinkRequest read(Request request, boolean withLanguage) {
        request.refuseUnlessJson();
        List<FieldError> errors = new ArrayList<>();
        Fields fields = Fields.of(Json.read(request.body()), errors);
        NumberFields typed = NumberFields.read(fields);
        String language = withLanguage ? fields.optionalText("language") : "";
        fields.refuseOthers();
        Optional<PhoneNumber> number = typed.any(errors);
        ProblemException.ifAny(errors);
        return new LinkRequest(number.orElseThrow(), typed.country(), language);
    }

    @Override
    public String toString() {
        return "LinkRequest";
    }
}
