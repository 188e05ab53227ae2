package dev.ringlock.links;

import java.time.Instant;

/** A link that was made just now. Its url is the person's secret, so it never shows itself. */
record NewLink(String url, Instant expiresAt) {

    @Override
    public String toString() {
        return "NewLink[until " + expiresAt + "]";
    }
}
