package dev.ringlock.audience.preview;

import dev.ringlock.Engines;
import dev.ringlock.signin.PurposeTokens;

/** The way into previews for tests. */
public final class PreviewClient {

    private final PreviewRoute route;

    public PreviewClient(Engines on, PurposeTokens tokens) {
        this.route = new PreviewRoute(
                on.policy,
                tokens,
                on.arrivals,
                new Preview(on.store, on.arrivals, new ContactCount(on.policy, on.store)));
    }

    public PreviewRoute route() {
        return route;
    }
}
