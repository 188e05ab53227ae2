package dev.ringlock.audience.preview;

import dev.ringlock.http.Json;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;

/**
 * How far a preview is. It stays on the server, so that the pages do not tell small counts.
 *
 * @param at the instant that it is about
 * @param cursor of the list of contacts
 * @param counts {@link PreviewCounts#soFar}
 */
@RegisterForReflection
record PreviewWalk(String purpose, String at, String cursor, Map<String, Long> counts) {

    String text() {
        return Json.write(this);
    }

    static PreviewWalk of(String text) {
        return Json.read(text, PreviewWalk.class);
    }
}
