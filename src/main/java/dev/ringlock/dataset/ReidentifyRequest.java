package dev.ringlock.dataset;

import dev.ringlock.http.Fields;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.NumberInText;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request to find out whose a pseudonym is.
 *
 * @param cursor where to go on looking; empty at the begin
 */
record ReidentifyRequest(String pseudonym, String reason, String cursor) {

    private static final int LONGEST_REASON = 200;
    private static final Pattern PSEUDONYM = Pattern.compile("p_[a-z2-7]{26}");

    /** Empty if it has noted an error. */
    static Optional<ReidentifyRequest> read(Fields fields, NumberInText numbers) {
        Optional<String> pseudonym = fields.given("pseudonym");
        if (pseudonym.isPresent() && !PSEUDONYM.matcher(pseudonym.get()).matches()) {
            fields.note("pseudonym", "not_a_pseudonym", "A pseudonym is p_ and 26 letters and digits.");
        }
        String reason = fields.words("reason", LONGEST_REASON, numbers);
        String cursor = fields.optionalText("cursor");
        if (!cursor.isEmpty() && !ContactId.isId(cursor)) {
            fields.note("cursor", "wrong_type", "This has to be a cursor that this search gave.");
        }
        return pseudonym.map(text -> new ReidentifyRequest(text, reason, cursor));
    }
}
