package dev.ringlock.audience;

import dev.ringlock.audience.numbers.Campaign;
import dev.ringlock.http.FieldError;
import dev.ringlock.http.Fields;
import dev.ringlock.http.Json;
import dev.ringlock.http.Paging;
import dev.ringlock.http.ProblemException;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.NumberInText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for a page of an audience, with the campaign that it is for.
 *
 * @param after the contact after which the page begins; null at the beginning
 */
record AudienceRequest(Campaign campaign, @Nullable ContactId after, int limit) {

    static final int MOST = 1_000;

    /** @throws ProblemException with all errors */
    static AudienceRequest read(byte[] body, NumberInText numbers) {
        List<FieldError> errors = new ArrayList<>();
        Fields fields = Fields.of(Json.read(body), errors);
        Campaign campaign = Campaign.read(fields, numbers);
        String cursor = fields.optionalText("cursor");
        int limit = fields.optionalInteger("limit", MOST);
        fields.refuseOthers();
        if (errors.isEmpty() && (limit < 1 || limit > MOST)) {
            fields.note("limit", "size", "Give at least one and at most " + MOST + ".");
        }
        Optional<ContactId> after = contact(cursor);
        if (after.isEmpty() && !cursor.isEmpty()) {
            fields.note("cursor", "wrong_type", "This has to be a cursor that this list gave.");
        }
        ProblemException.ifAny(errors);
        return new AudienceRequest(campaign, after.orElse(null), limit);
    }

    private static Optional<ContactId> contact(String cursor) {
        try {
            return Optional.of(new ContactId(Paging.text(cursor)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
