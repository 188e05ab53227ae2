package dev.ringlock.ledger;

import java.util.Map;
import java.util.TreeMap;

/**
 * The client's own statements. They are kept, and never replace the server's own evidence.
 *
 * @param url the page the form was on, without its query; empty if it did not say
 * @param form the form's own id; empty if it did not say
 * @param method how the client says the person expressed it; empty if it did not say
 */
public record Claims(String url, String form, String method) {

    /** The ledger's fields for the claims that were made. */
    public Map<String, String> fields() {
        Map<String, String> fields = new TreeMap<>();
        fields.put("claimed_url", url);
        fields.put("claimed_form", form);
        fields.put("claimed_method", method);
        fields.values().removeIf(String::isEmpty);
        return fields;
    }
}
