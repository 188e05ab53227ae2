package dev.ringlock.inbound;

import dev.ringlock.TestClock;
import dev.ringlock.http.Answers;
import dev.ringlock.http.ProblemException;
import dev.ringlock.http.Request;
import dev.ringlock.provider.VerifiedWebhook;
import dev.ringlock.provider.WebhookSettings;
import dev.ringlock.provider.Webhooks;
import dev.ringlock.standalone.inbox.DemoProviders;
import dev.ringlock.standalone.inbox.SignedWebhook;
import dev.ringlock.standalone.inbox.Sms;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Providers that are played, and the webhooks that believe them. */
final class Played {

    static final String PUBLIC_URL = "https://ringlock.example.com";
    static final String FROM = "+12025550123";
    static final String TO = "+12025550100";

    final TestClock clock = new TestClock();
    final DemoProviders providers = DemoProviders.create();
    final WebhookSettings settings = providers.settings(PUBLIC_URL);
    final Webhooks webhooks = new Webhooks(() -> settings, clock, providers.https());

    /** A request that can be changed before it is sent. */
    record Forged(String method, String path, String rawQuery, Map<String, String> headers, byte[] body) {

        Forged body(byte[] other) {
            return new Forged(method, path, rawQuery, headers, other);
        }

        Forged query(String other) {
            return new Forged(method, path, other, headers, body);
        }

        Forged path(String other) {
            return new Forged(method, other, rawQuery, headers, body);
        }

        Forged method(String other) {
            return new Forged(other, path, rawQuery, headers, body);
        }

        Forged header(String name, String value) {
            Map<String, String> changed = new TreeMap<>(headers);
            changed.put(name, value);
            return new Forged(method, path, rawQuery, changed, body);
        }

        Forged without(String name) {
            Map<String, String> changed = new TreeMap<>(headers);
            changed.remove(name);
            return new Forged(method, path, rawQuery, changed, body);
        }

        Request request() {
            return new Request(method, path, rawQuery, Map.of(), headers, body, "192.0.2.1");
        }
    }

    Sms sms(String text) {
        return new Sms("00000000-0000-4000-8000-000000000001", FROM, TO, text, clock.instant());
    }

    Forged genuine(String provider) {
        return genuine(provider, "STOP");
    }

    Forged genuine(String provider, String text) {
        String path = "/v1/inbound/" + provider;
        SignedWebhook sent = providers.named(provider).orElseThrow().tell(PUBLIC_URL + path, sms(text));
        return new Forged("POST", path, "", sent.headers(), sent.body());
    }

    VerifiedWebhook verify(String provider, Forged forged) {
        return webhooks.verify(provider, forged.request());
    }

    /** The answer to what is refused; empty if it is not. */
    static Optional<String> refusal(Webhooks webhooks, String provider, Forged forged) {
        try {
            webhooks.verify(provider, forged.request());
            return Optional.empty();
        } catch (ProblemException e) {
            return Optional.of(Answers.problem(e.refusal()).toString());
        }
    }
}
