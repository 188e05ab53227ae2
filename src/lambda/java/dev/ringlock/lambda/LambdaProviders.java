package dev.ringlock.lambda;

import dev.ringlock.http.PublicUrl;
import dev.ringlock.message.MessageSender;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.Sender;
import dev.ringlock.provider.BlockListUnavailableException;
import dev.ringlock.provider.BlockLists;
import dev.ringlock.provider.HttpsGet;
import dev.ringlock.provider.SenderSettings;
import dev.ringlock.provider.Webhooks;
import dev.ringlock.provider.all.Providers;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** The message sender and the webhooks' settings on Lambda, from the secret with the owner's providers. */
@ApplicationScoped
class LambdaProviders {

    /** The same as for the other engines. */
    private static final Duration ATTEMPT = Duration.ofSeconds(1);

    private static final Duration CALL = Duration.ofSeconds(4);

    @Produces
    @Singleton
    SecretsManagerClient secretsManager(SdkCalls calls) {
        return SecretsManagerClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(ATTEMPT))
                .credentialsProvider(EnvironmentVariableCredentialsProvider.create())
                .overrideConfiguration(override -> override.apiCallAttemptTimeout(ATTEMPT)
                        .apiCallTimeout(CALL)
                        .addExecutionInterceptor(calls))
                .build();
    }

    void close(@Disposes SecretsManagerClient client) {
        client.close();
    }

    @Produces
    @Singleton
    Webhooks webhooks(LambdaSettings settings, SecretsManagerClient client, Clock clock) {
        String secret = settings.providersSecret()
                .orElseThrow(() -> new ConfigurationException(
                        "RINGLOCK_PROVIDERS_SECRET is not set: it names the secret with the webhook settings"));
        return new Webhooks(new WebhookSecret(client, secret, clock), clock, new HttpsGet());
    }

    @Produces
    @Singleton
    PublicUrl publicUrl(LambdaSettings settings) {
        return PublicUrl.of(settings.publicUrl()
                .orElseThrow(() -> new ConfigurationException(
                        "RINGLOCK_PUBLIC_URL is not set: it is the public address of this deployment")));
    }

    /** Made at the first message: a secret that is not available must not stop a function's start. */
    @Produces
    @Singleton
    MessageSender sender(LambdaSettings settings, Policy policy, Instance<SecretsManagerClient> client) {
        return new LateSender(() -> LambdaSenders.of(
                providers(policy),
                settings.providersSecret()
                        .map(secret -> fetched(client.get(), secret))
                        .orElseGet(SenderSettings::none)));
    }

    /** Fetched for each step. An owner whose only provider is AWS need not have the secret. */
    @Produces
    @Singleton
    BlockLists blockLists(LambdaSettings settings, Policy policy, Instance<SecretsManagerClient> client) {
        return new BlockLists(Providers.ALL, () -> {
            try {
                SenderSettings accounts = settings.providersSecret()
                        .map(secret -> fetched(client.get(), secret))
                        .orElseGet(SenderSettings::none);
                return LambdaSenders.blockLists(providers(policy), accounts);
            } catch (ResourceNotFoundException e) {
                return LambdaSenders.blockLists(providers(policy), SenderSettings.none());
            } catch (SdkException | IllegalArgumentException e) {
                throw new BlockListUnavailableException("the providers' settings are not available or have mistakes");
            }
        });
    }

    private static Map<String, String> providers(Policy policy) {
        return policy.senders().stream().collect(Collectors.toMap(Sender::number, Sender::provider));
    }

    private static SenderSettings fetched(SecretsManagerClient client, String secret) {
        return SenderSettings.parse(
                client.getSecretValue(request -> request.secretId(secret)).secretString());
    }
}
