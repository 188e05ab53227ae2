package dev.ringlock.links;

/**
 * A link to a person's own page.
 *
 * @param url short enough for a text message; who has it can withdraw, and nothing else
 * @param expiresAt RFC 3339, UTC
 */
record Link(String url, String expiresAt) {

    /** The link is a secret of the person's. */
    @Override
    public String toString() {
        return "Link[until " + expiresAt + "]";
    }
}
