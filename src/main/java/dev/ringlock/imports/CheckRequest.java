package dev.ringlock.imports;

import dev.ringlock.http.Fields;
import java.util.Optional;

/**
 * A request to check a file.
 *
 * @param mapping in YAML or JSON
 * @param events whether the run is to tell each contact's entry to the owner's other systems
 */
record CheckRequest(String mapping, boolean events) {

    static Optional<CheckRequest> read(Fields fields) {
        boolean events = fields.optionalBool("events");
        return fields.document("mapping", ImportsFunction.MOST_MAPPING_BYTES)
                .map(mapping -> new CheckRequest(mapping, events));
    }
}
