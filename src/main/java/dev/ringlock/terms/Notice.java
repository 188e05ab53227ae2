package dev.ringlock.terms;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The versioned wording that a person saw when deciding. Once used it never changes: other words are another version.
 *
 * @param wordings by language (BCP 47), in the policy's order
 */
public record Notice(String id, int version, List<Purpose> purposes, Map<String, Wording> wordings) {

    public Notice {
        purposes = List.copyOf(purposes);
        wordings = Collections.unmodifiableMap(new LinkedHashMap<>(wordings));
    }

    public Optional<Wording> wording(String language) {
        return Optional.ofNullable(wordings.get(language));
    }

    /** The subject of its entries on the ledger. */
    public String subject() {
        return "notice/" + id + "/" + version;
    }
}
