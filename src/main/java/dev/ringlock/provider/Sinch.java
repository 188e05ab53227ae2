package dev.ringlock.provider;

import java.util.List;
import java.util.Optional;

/** {@code X-Sinch-Webhook-Signature}: HMAC-SHA256 over body, nonce and time. */
final class Sinch implements Scheme {

    private static final String HEADER = "x-sinch-webhook-signature";

    /** The only one that is taken, whatever a request says. */
    private static final String ALGORITHM = "HmacSHA256";

    private final List<Secret> secrets;

    Sinch(List<Secret> secrets) {
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
