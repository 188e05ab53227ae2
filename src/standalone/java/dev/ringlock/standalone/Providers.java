package dev.ringlock.standalone;

import dev.ringlock.edge.PublicUrl;
import dev.ringlock.edge.webhook.HttpsGet;
import dev.ringlock.edge.webhook.WebhookMistakesException;
import dev.ringlock.edge.webhook.WebhookSettings;
import dev.ringlock.edge.webhook.WebhookSource;
import dev.ringlock.edge.webhook.Webhooks;
import dev.ringlock.message.MessageSender;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.Sender;
import dev.ringlock.standalone.inbox.DemoProviders;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.HttpServer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who carries messages here, and how they reach us: in demo mode they are played, in lasting mode the owner's. */
@ApplicationScoped
class Providers {

    @Produces
    @Singleton
    PublicUrl publicUrl(Settings settings, HttpServer server) {
        try {
            // port 0 is one of the system's choice: Quarkus says which once it listens
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
    MessageSender sender(Settings settings, Policy policy, MessageList demo) {
        return Senders.of(
                settings, policy.senders().stream().collect(Collectors.toMap(Sender::number, Sender::provider)), demo);
    }

    @Produces
    @Singleton
    Webhooks webhooks(Settings settings, PublicUrl publicUrl, Instance<DemoProviders> played, Clock clock) {
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
        WebhookSettings known = settings.providers().map(Providers::read).orElseGet(WebhookSettings::none);
        return new Webhooks(() -> known, clock, new HttpsGet());
    }

    static WebhookSettings read(Path file) {
        try {
            return WebhookSettings.parse(SecretFile.read(file));
        } catch (WebhookMistakesException e) {
            throw new ConfigurationException(file + ": " + e.getMessage());
        }
    }
}
