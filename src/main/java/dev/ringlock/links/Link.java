package dev.ringlock.links;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;

/**
 * A link to a person's own page.
 *
 * @param url short enough for a text message. Its holder can withdraw consents, and nothing else
 * @param expiresAt RFC 3339, UTC
 * @param region the code of the country that the number was read in; absent if none was named
 */
@JsonInclude(Include.NON_NULL)
record Link(String url, String expiresAt, @Nullable String region) {

    /** Without the link, which is the person's secret. */
    @Override
    public String toString() {
        return "Link[until " + expiresAt + "]";
    }
}
