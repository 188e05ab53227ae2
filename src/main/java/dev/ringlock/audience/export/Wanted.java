package dev.ringlock.audience.export;

import dev.ringlock.edge.FieldError;
import dev.ringlock.edge.Fields;
import dev.ringlock.edge.Json;
import dev.ringlock.edge.RefusedException;
import dev.ringlock.phone.NumberInText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a person of staff wants written, why, and for which campaign. */
record Wanted(String reason, String campaign, Format format) {

    private static final int LONGEST_REASON = 200;
    private static final Pattern CAMPAIGN = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** @throws RefusedException with everything that is wrong */
    static Wanted read(byte[] body) {
        List<FieldError> errors = new ArrayList<>();
        Fields fields = Fields.of(Json.read(body), errors);
        String reason = fields.text("reason").strip();
        String campaign = fields.text("campaign");
        String format = fields.text("format");
        fields.refuseOthers();
        RefusedException.ifAny(errors);
        if (reason.isEmpty()) {
            fields.note("reason", "empty", "Say in a few words what it is for.");
        } else if (reason.length() > LONGEST_REASON) {
            fields.note("reason", "too_long", "At most " + LONGEST_REASON + " characters.");
        }
        if (!CAMPAIGN.matcher(campaign).matches()) {
            fields.note("campaign", "not_a_campaign", "1 to 64 letters, digits, dots, dashes and underscores.");
        }
        for (String name : List.of("reason", "campaign")) {
            if (NumberInText.mayBeIn(name.equals("reason") ? reason : campaign)) {
                fields.note(
                        name,
                        "holds_number",
                        "It is kept in clear, so it must not hold a phone number: no seven digits in a row.");
            }
        }
        if (Format.of(format).isEmpty()) {
            fields.note("format", "unknown_choice", "This can be csv or ndjson.");
        }
        RefusedException.ifAny(errors);
        return new Wanted(reason, campaign, Format.of(format).orElseThrow());
    }
}
