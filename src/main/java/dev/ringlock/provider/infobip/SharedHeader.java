package dev.ringlock.provider.infobip;

import dev.ringlock.provider.Hmac;
import dev.ringlock.provider.Proof;
import dev.ringlock.provider.Scheme;
import dev.ringlock.provider.Secret;
import dev.ringlock.provider.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A header with a secret in it, where a provider signs nothing (Infobip): it proves the sender, not the body. */
final class SharedHeader implements Scheme {

    private final String header;
    private final List<Secret> values;

    SharedHeader(String header, List<Secret> values) {
        this.header = header.toLowerCase(Locale.ROOT);
        this.values = values;
    }

    @Override
    public Optional<Proof> proof(WebhookRequest call) {
        boolean proved = false;
        for (Secret value : values) {
            proved |= Hmac.same(new String(value.bytes(), StandardCharsets.UTF_8), call.header(header));
        }
        // the secret itself was sent: who has it could write any message, so nothing more can be asked of the proof
        return proved ? Optional.of(Proof.of(call.body())) : Optional.empty();
    }
}
