package dev.ringlock.audience.export;

import dev.ringlock.audience.Campaign;
import dev.ringlock.edge.FieldError;
import dev.ringlock.edge.Fields;
import dev.ringlock.edge.Json;
import dev.ringlock.edge.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a person of staff wants written, and what for. */
record Wanted(Campaign campaign, Format format) {

    /** @throws RefusedException with everything that is wrong */
    static Wanted read(byte[] body) {
        List<FieldError> errors = new ArrayList<>();
        Fields fields = Fields.of(Json.read(body), errors);
        Campaign campaign = Campaign.read(fields);
        Optional<Format> format = fields.given("format").flatMap(given -> {
            Optional<Format> known = Format.of(given);
            if (known.isEmpty()) {
                fields.note("format", "unknown_choice", "This can be csv or ndjson.");
            }
            return known;
        });
        fields.refuseOthers();
        RefusedException.ifAny(errors);
        return new Wanted(campaign, format.orElseThrow());
    }
}
