package dev.ringlock.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.Sender;
import dev.ringlock.provider.SenderSettings;
import dev.ringlock.provider.WebhookSettings;
import dev.ringlock.standalone.Reach.Reached;
import dev.ringlock.standalone.inbox.DemoProviders;
import dev.ringlock.standalone.inbox.PlayedProvider;
import dev.ringlock.standalone.inbox.SignedWebhook;
import dev.ringlock.standalone.inbox.Sms;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Sends a signed message of nobody to the public address of each provider's webhook, as the provider would, and one with a wrong
 * signature. The first has to be taken, the second refused. The message asks for nothing, and its number belongs to no one.
 */
final class WebhookTrial {

    private static final String WEBHOOKS = "webhooks";

    /** Kept for fiction by the plan of North America. */
    private static final String NOBODY = "+12025550199";

    private static final String TEXT = "This is a test of the webhook.";

    private final ServerSettings settings;
    private final Policy policy;
    private final Reach reach;
    private final Clock clock;

    WebhookTrial(ServerSettings settings, Policy policy, Reach reach, Clock clock) {
        this.settings = settings;
        this.policy = policy;
        this.reach = reach;
        this.clock = clock;
    }

    List<Finding> findings(SenderSettings providers) {
        List<Finding> findings = new ArrayList<>();
        if (settings.providers().isEmpty()) {
            return List.of(Finding.warning(
                    WEBHOOKS, "RINGLOCK_PROVIDERS names no file: people cannot opt out by a reply to a message"));
        }
        WebhookSettings webhooks;
        try {
            webhooks = ServerProviders.read(settings.providers().get());
        } catch (ConfigurationException e) {
            return List.of(Finding.failed(WEBHOOKS, String.valueOf(e.getMessage())));
        }
        if (webhooks.providers().isEmpty()) {
            findings.add(
                    Finding.warning(WEBHOOKS, "no provider is set up: nobody can opt out by a reply to a message"));
        }
        String address = providers.part("publicUrl").asText();
        for (String name : webhooks.providers()) {
            findings.add(tried(name, providers.part(name), address));
        }
        return findings;
    }

    private Finding tried(String name, JsonNode part, String address) {
        Optional<PlayedProvider> played = DemoProviders.ofOwner(name, part);
        Optional<Sender> sender = policy.senders().stream()
                .filter(each -> each.provider().equals(name))
                .findFirst();
        if (played.isEmpty()) {
            return Finding.warning(
                    WEBHOOKS, name + " signs with a key of its own: send a text to your number to try it");
        } else if (sender.isEmpty()) {
            return Finding.warning(WEBHOOKS, name + " is set up, and none of the policy's senders is there");
        }
        URI webhook = URI.create(address + "/v1/inbound/" + name);
        SignedWebhook signed =
                played.get().tell(webhook.toString(), message(sender.get().number()));
        Optional<Reached> taken = reach.post(webhook, signed.headers(), signed.body());
        if (taken.isEmpty()) {
            return Finding.failed(
                    WEBHOOKS, "nobody answers at " + webhook + ": start the server, and look at its proxy");
        } else if (taken.get().status() / 100 != 2) {
            return Finding.failed(
                    WEBHOOKS,
                    webhook + " answers " + taken.get().status()
                            + " to a rightly signed message: a proxy may change the"
                            + " path, the query or the body, or another server than this one answers there");
        }
        Optional<Reached> forged = reach.post(webhook, forged(signed), signed.body());
        return forged.filter(answer -> answer.status() / 100 == 4)
                .map(answer -> Finding.ok(WEBHOOKS, name + ": a signed message is taken, a forged one is refused"))
                .orElseGet(
                        () -> Finding.failed(WEBHOOKS, webhook + " takes a forged message: it is no server of ours"));
    }

    private Sms message(String to) {
        String id = "SM" + UUID.randomUUID().toString().replace("-", "");
        return new Sms(id, NOBODY, to, TEXT, clock.instant());
    }

    /** The proof is in one of the headers, and none of them is right any more. */
    private static Map<String, String> forged(SignedWebhook signed) {
        Map<String, String> headers = new TreeMap<>(signed.headers());
        headers.replaceAll((name, value) -> name.equals("content-type")
                ? value
                : new StringBuilder(value).reverse().toString());
        return headers;
    }
}
