package dev.ringlock.provider.generic;

import dev.ringlock.provider.Hmac;
import dev.ringlock.provider.Proof;
import dev.ringlock.provider.Scheme;
import dev.ringlock.provider.Secret;
import dev.ringlock.provider.WebhookRequest;
import dev.ringlock.provider.Window;
import java.util.List;
import java.util.Optional;

/** The Standard Webhooks specification, symmetric signatures ({@code v1}): HMAC-SHA256 over id, time and body. */
final class StandardWebhooks implements Scheme {

    private static final String VERSION = "v1,";
    private static final int LONGEST_ID = 200;

    private final List<Secret> secrets;

    StandardWebhooks(List<Secret> secrets) {
        this.secrets = secrets;
    }

    @Override
    public Optional<Proof> proof(WebhookRequest call) {
        String id = call.header("webhook-id");
        String time = call.header("webhook-timestamp");
        // a dot in the id could move the border between id, time and body
        if (id.isEmpty()
                || id.length() > LONGEST_ID
                || id.contains(".")
                || !Window.FRESH.hasSeconds(time, call.now())) {
            return Optional.empty();
        }
        byte[] message = call.withBody(id + "." + time + ".", "");
        boolean proved = false;
        for (String signature : call.header("webhook-signature").split(" ", -1)) {
            proved |= signature.startsWith(VERSION)
                    && Hmac.SHA256.signed(secrets, message, signature.substring(VERSION.length()));
        }
        return proved ? Optional.of(Proof.of(message)) : Optional.empty();
    }

    @Override
    public String signedId(WebhookRequest call) {
        return call.header("webhook-id");
    }
}
