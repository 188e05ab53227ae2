package dev.ringlock.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Reads a request's body in JSON, whole: unknown fields are refused, and one answer lists every error. */
public final class JsonBody {

    private JsonBody() {}

    /** Reads what a body says. Empty only if it has noted an error. */
    public interface BodyReader<T> extends BiFunction<Fields, List<FieldError>, Optional<T>> {}

    /** @throws ProblemException if it is no JSON, or with all that is wrong with it */
    public static <T> T read(Request request, BodyReader<T> reader) {
        request.refuseUnlessJson();
        List<FieldError> errors = new ArrayList<>();
        Fields fields = Fields.of(Json.read(request.body()), errors);
        Optional<T> read = reader.apply(fields, errors);
        fields.refuseOthers();
        ProblemException.ifAny(errors);
        return read.orElseThrow();
    }
}
