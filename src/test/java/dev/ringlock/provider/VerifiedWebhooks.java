package dev.ringlock.provider;

import dev.ringlock.provider.all.Providers;
import java.nio.charset.StandardCharsets;

/** Webhooks whose sender is taken for proved, to test what is read in them. */
public final class VerifiedWebhooks {

    private static final Proof PROOF = new Proof("proof", "", true);

    private VerifiedWebhooks() {}

    public static Provider provider(String name) {
        return Providers.ALL.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public static VerifiedWebhook json(String provider, String body) {
        return new VerifiedWebhook(
                provider(provider),
                "",
                Parameters.EMPTY,
                Parameters.EMPTY,
                body.getBytes(StandardCharsets.UTF_8),
                PROOF);
    }

    public static VerifiedWebhook generic(String id, String body) {
        return new VerifiedWebhook(
                provider("generic"),
                id,
                Parameters.EMPTY,
                Parameters.EMPTY,
                body.getBytes(StandardCharsets.UTF_8),
                PROOF);
    }

    public static VerifiedWebhook form(String provider, String body) {
        return form(provider, "", body);
    }

    /** To an address with that query, which was signed. */
    public static VerifiedWebhook form(String provider, String query, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Parameters form = Parameters.read(bytes).orElseThrow();
        StringBuilder joined = new StringBuilder();
        form.values().forEach((name, values) -> joined.append(name).append(String.join("", values)));
        Parameters asked =
                Parameters.read(query.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        return new VerifiedWebhook(
                provider(provider), "", form, asked, bytes, new Proof("proof", joined.toString(), true));
    }
}
