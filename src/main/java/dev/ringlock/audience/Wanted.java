package dev.ringlock.audience;

import dev.ringlock.edge.FieldError;
import dev.ringlock.edge.Fields;
import dev.ringlock.edge.Json;
import dev.ringlock.edge.Paging;
import dev.ringlock.edge.RefusedException;
import dev.ringlock.phone.ContactId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which page of an audience is wanted, and what for.
 *
 * @param after the contact behind which it begins; null at the begin
 */
record Wanted(Campaign campaign, @Nullable ContactId after, int limit) {

    static final int MOST = 1_000;

    /** @throws RefusedException with everything that is wrong */
    static Wanted read(byte[] body) {
        List<FieldError> errors = new ArrayList<>();
        Fields fields = Fields.of(Json.read(body), errors);
        Campaign campaign = Campaign.read(fields);
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
        RefusedException.ifAny(errors);
        return new Wanted(campaign, after.orElse(null), limit);
    }

    private static Optional<ContactId> contact(String cursor) {
        try {
            return Optional.of(new ContactId(Paging.text(cursor)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
