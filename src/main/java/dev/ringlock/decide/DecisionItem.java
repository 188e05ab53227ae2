package dev.ringlock.decide;

import dev.ringlock.http.FieldError;
import dev.ringlock.http.Fields;
import dev.ringlock.http.IdempotencyKey;
import dev.ringlock.steps.DecisionRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One of several questions.
 *
 * @param request empty if it could not be read
 * @param pointer of its place in the body
 * @param errors what is wrong with it; at least one if it could not be read
 */
record DecisionItem(Optional<DecisionRequest> request, String pointer, List<FieldError> errors) {

    DecisionItem {
        errors = List.copyOf(errors);
    }

    /** The only question of a body. */
    static DecisionItem of(DecisionRequest request) {
        return new DecisionItem(Optional.of(request), "", List.of());
    }

    /** The same, with its instant looked at. */
    DecisionItem checked(Instant now) {
        return request.flatMap(asked -> AskedInstant.error(asked, pointer, now))
                .map(error -> new DecisionItem(Optional.empty(), pointer, List.of(error)))
                .orElse(this);
    }

    /** The same, each under the request's key and its place, unless it has a key of its own. */
    static List<DecisionItem> under(String key, List<DecisionItem> items) {
        List<DecisionItem> all = new ArrayList<>();
        for (DecisionItem item : items) {
            String own = IdempotencyKey.ofItem(key, all.size());
            all.add(new DecisionItem(
                    item.request.map(asked -> asked.key().isEmpty() ? asked.under(own) : asked),
                    item.pointer,
                    item.errors));
        }
        return all;
    }

    static DecisionItem read(Fields fields, List<FieldError> errors) {
        Optional<DecisionRequest> read = DecisionRequest.readKeyed(fields);
        fields.refuseOthers();
        return new DecisionItem(errors.isEmpty() ? read : Optional.empty(), fields.pointer(), errors);
    }
}
