package dev.ringlock.standalone;

import dev.ringlock.http.PublicUrl;
import dev.ringlock.message.MessageSender;
import dev.ringlock.policy.Policy;
import dev.ringlock.provider.BlockLists;
import dev.ringlock.provider.HttpsGet;
import dev.ringlock.provider.WebhookMistakesException;
import dev.ringlock.provider.WebhookSettings;
import dev.ringlock.provider.WebhookSource;
import dev.ringlock.provider.Webhooks;
import dev.ringlock.provider.all.Providers;
import dev.ringlock.standalone.inbox.DemoProviders;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.HttpServer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The message sender and the webhooks' settings on one machine: played in demo mode, the owner's in lasting mode. */
@ApplicationScoped
class ServerProviders {

    @Produces
    @Singleton
    PublicUrl publicUrl(ServerSettings settings, HttpServer server) {
        try {
            // for port 0 the system chooses a port, which Quarkus knows once it listens
            return settings.publicUrl()
                    .map(PublicUrl::of)
                    .orElseGet(() -> PublicUrl.listening(() -> "http://" + settings.host() + ":" + server.getPort()));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("RINGLOCK_PUBLIC_URL is " + e.getMessage());
        }
    }

    @Produces
    @Singleton
    DemoProviders played() {
        return DemoProviders.create();
    }

    @Produces
    @Singleton
    MessageSender sender(ServerSettings settings, Policy policy, MessageList demo) {
        return ServerSenders.of(settings, policy, demo);
    }

    @Produces
    @Singleton
    BlockLists blockLists(ServerSettings settings) {
        return ServerSenders.blockLists(settings);
    }

    @Produces
    @Singleton
    Webhooks webhooks(ServerSettings settings, PublicUrl publicUrl, Instance<DemoProviders> played, Clock clock) {
        if (settings.demo()) {
            return new Webhooks(
                    new WebhookSource() {
                        private @Nullable WebhookSettings known;

                        @Override
                        public synchronized WebhookSettings current() {
                            WebhookSettings last = known;
                            if (last == null) {
                                last = played.get().settings(publicUrl.value());
                                known = last;
                            }
                            return last;
                        }
                    },
                    clock,
                    played.get().https());
        }
        WebhookSettings known = settings.providers().map(ServerProviders::read).orElseGet(WebhookSettings::none);
        return new Webhooks(() -> known, clock, new HttpsGet());
    }

    static WebhookSettings read(Path file) {
        try {
            return WebhookSettings.parse(SecretFile.read(file), Providers.ALL);
        } catch (WebhookMistakesException e) {
            throw new ConfigurationException(file + ": " + e.getMessage());
        }
    }
}
