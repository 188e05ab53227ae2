package dev.ringlock.links;

/**
 * A link to a person's own page.
 *
 * @param url short enough for a text message. Its holder can withdraw consents, and nothing else
 * @param expiresAt RFC 3339, UTC
 */
record Link(String url, String expiresAt) {

    /** Without the link, which is the person's secret. */
    @Override
    public String toString() {
        return "Link[until " + expiresAt + "]";
    }
}
