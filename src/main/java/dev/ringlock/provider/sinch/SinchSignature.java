package dev.ringlock.provider.sinch;

import dev.ringlock.provider.Hmac;
import dev.ringlock.provider.Proof;
import dev.ringlock.provider.Scheme;
import dev.ringlock.provider.Secret;
import dev.ringlock.provider.WebhookRequest;
import dev.ringlock.provider.Window;
import java.util.List;
import java.util.Optional;

/** {@code X-Sinch-Webhook-Signature}: HMAC-SHA256 over body, nonce and time. */
final class SinchSignature implements Scheme {

    private static final String HEADER = "x-sinch-webhook-signature";

    /** The only one that is taken, whatever a request says. */
    private static final String ALGORITHM = "HmacSHA256";

    private final List<Secret> secrets;

    SinchSignature(List<Secret> secrets) {
        this.secrets = secrets;
    }

    @Override
    public Optional<Proof> proof(WebhookRequest call) {
        String time = call.header(HEADER + "-timestamp");
        String nonce = call.header(HEADER + "-nonce");
        byte[] message = call.withBody("", "." + nonce + "." + time);
        boolean proved = call.header(HEADER + "-algorithm").equals(ALGORITHM)
                && !nonce.isEmpty()
                && Window.A_DAY.hasSeconds(time, call.now())
                && Hmac.SHA256.signed(secrets, message, call.header(HEADER));
        return proved ? Optional.of(Proof.of(message)) : Optional.empty();
    }
}
