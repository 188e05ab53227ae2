package dev.ringlock.lambda;

import dev.ringlock.provider.WebhookMistakesException;
import dev.ringlock.provider.WebhookSettings;
import dev.ringlock.provider.WebhookSource;
import dev.ringlock.provider.WebhooksUnavailableException;
import dev.ringlock.provider.all.Providers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/**
 * The webhook settings in a secret of AWS Secrets Manager. They are fetched with the first webhook and again after some
 * minutes, so that a change counts soon. If the secret is not available, webhooks are refused and providers try again.
 */
final class WebhookSecret implements WebhookSource {

    private static final Logger LOG = Logger.getLogger("ringlock");
    private static final Duration KEPT = Duration.ofMinutes(5);

    private final SecretsManagerClient client;
    private final String secret;
    private final Clock clock;

    private @Nullable Fetched fetched;

    /** @param version of the secret: while it is the same, the settings are */
    private record Fetched(WebhookSettings settings, String version, Instant at) {}

    /** @param secret its name or ARN */
    WebhookSecret(SecretsManagerClient client, String secret, Clock clock) {
        this.client = client;
        this.secret = secret;
        this.clock = clock;
    }

    @Override
    public synchronized WebhookSettings current() {
        Instant now = clock.instant();
        Fetched last = fetched;
        if (last == null || !now.isBefore(last.at().plus(KEPT))) {
            last = fetch(last, now);
            fetched = last;
        }
        return last.settings();
    }

    private Fetched fetch(@Nullable Fetched last, Instant now) {
        try {
            GetSecretValueResponse answer = client.getSecretValue(request -> request.secretId(secret));
            if (last != null && last.version().equals(answer.versionId())) {
                return new Fetched(last.settings(), last.version(), now);
            }
            String json = answer.secretString() == null ? "" : answer.secretString();
            return new Fetched(WebhookSettings.parse(json, Providers.ALL), String.valueOf(answer.versionId()), now);
        } catch (WebhookMistakesException e) {
            // it names places and no values
            LOG.error(e.getMessage());
            throw new WebhooksUnavailableException("the webhook settings have mistakes", e);
        } catch (SdkException e) {
            throw new WebhooksUnavailableException("the webhook settings cannot be fetched", e);
        }
    }
}
