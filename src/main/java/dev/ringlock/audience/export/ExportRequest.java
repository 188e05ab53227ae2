package dev.ringlock.audience.export;

import dev.ringlock.audience.numbers.Campaign;
import dev.ringlock.http.FieldError;
import dev.ringlock.http.Fields;
import dev.ringlock.http.Json;
import dev.ringlock.http.ProblemException;
import dev.ringlock.phone.NumberInText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A request for an export: the campaign and the format. */
record ExportRequest(Campaign campaign, ExportFormat format) {

    /** @throws ProblemException with all errors */
    static ExportRequest read(byte[] body, NumberInText numbers) {
        List<FieldError> errors = new ArrayList<>();
        Fields fields = Fields.of(Json.read(body), errors);
        Campaign campaign = Campaign.read(fields, numbers);
        Optional<ExportFormat> format = fields.given("format").flatMap(given -> {
            Optional<ExportFormat> known = ExportFormat.of(given);
            if (known.isEmpty()) {
                fields.note("format", "unknown_choice", "This can be csv or ndjson.");
            }
            return known;
        });
        fields.refuseOthers();
        ProblemException.ifAny(errors);
        return new ExportRequest(campaign, format.orElseThrow());
    }
}
