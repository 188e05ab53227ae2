package dev.ringlock.provider;

/** The source of the owner's webhook settings. */
@FunctionalInterface
public interface WebhookSource {

    /**
     * The settings as they are now; the same object as long as they are the same.
     *
     * @throws WebhooksUnavailableException if they cannot be had just now
     */
    WebhookSettings current();
}
