package dev.ringlock.imports;

import dev.ringlock.http.Fields;
import dev.ringlock.imports.run.SentFile;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request to check a file.
 *
 * @param mapping in YAML or JSON
 * @param events whether the run is to tell each contact's entry to the owner's other systems
 * @param sent the file that was sent
 */
record CheckRequest(String mapping, boolean events, SentFile sent) {

    private static final Pattern SHA256 = Pattern.compile("([0-9a-f]{64})?");

    static Optional<CheckRequest> read(Fields fields) {
        boolean events = fields.optionalBool("events");
        long parts = fields.count("parts", 1);
        long bytes = fields.count("bytes", 1);
        String sha256 = fields.optionalText("sha256");
        if (!SHA256.matcher(sha256).matches()) {
            fields.note("sha256", "not_a_sha256", "64 digits in hex: 0 to 9, a to f.");
        }
        SentFile sent = new SentFile((int) Math.min(parts, Integer.MAX_VALUE), bytes, sha256);
        return fields.document("mapping", ImportsFunction.MOST_MAPPING_BYTES)
                .map(mapping -> new CheckRequest(mapping, events, sent));
    }
}
