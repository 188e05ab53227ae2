package dev.ringlock.provider.plivo;

import dev.ringlock.provider.Hmac;
import dev.ringlock.provider.Parameters;
import dev.ringlock.provider.Proof;
import dev.ringlock.provider.Scheme;
import dev.ringlock.provider.Secret;
import dev.ringlock.provider.WebhookRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code X-Plivo-Signature-V3}: HMAC-SHA256 over address, parameters and nonce. The scheme has no time. Version 2 covers the
 * address and the nonce alone, so that whoever has seen one could put any message under it: it is taken only if the owner
 * says so.
 */
final class PlivoSignature implements Scheme {

    private final List<Secret> authTokens;
    private final boolean takesV2;

    PlivoSignature(List<Secret> authTokens, boolean takesV2) {
        this.authTokens = authTokens;
        this.takesV2 = takesV2;
    }

    /** Version 2 covers no query, but no parameters either: the receipt itself is worth no more there. */
    @Override
    public boolean signsAddress() {
        return true;
    }

    @Override
    public Optional<Proof> proof(WebhookRequest call) {
        return proofV3(call).or(() -> takesV2 ? proofV2(call) : Optional.empty());
    }

    private Optional<Proof> proofV3(WebhookRequest call) {
        String nonce = call.header("x-plivo-signature-v3-nonce");
        String signatures = call.header("x-plivo-signature-v3");
        Optional<Parameters> query = call.query();
        Optional<Parameters> form = form(call);
        if (nonce.isEmpty() || query.isEmpty() || form.isEmpty()) {
            return Optional.empty();
        }
        String parameters = parameters(query.get(), form.get());
        String message = address(call) + parameters + "." + nonce;
        boolean proved = false;
        for (String signature : signatures.split(",", -1)) {
            proved |= Hmac.SHA256.signed(authTokens, message, signature.strip());
        }
        return proved ? Optional.of(Proof.ofForm(call, message, parameters)) : Optional.empty();
    }

    private Optional<Proof> proofV2(WebhookRequest call) {
        String nonce = call.header("x-plivo-signature-v2-nonce");
        String message = address(call) + nonce;
        boolean proved =
                !nonce.isEmpty() && Hmac.SHA256.signed(authTokens, message, call.header("x-plivo-signature-v2"));
        return proved ? Optional.of(Proof.ofUnbound(message)) : Optional.empty();
    }

    /** A body that is no form would not be covered. */
    private static Optional<Parameters> form(WebhookRequest call) {
        if (call.isGet() || call.body().length == 0) {
            return Optional.of(Parameters.EMPTY);
        }
        return call.hasForm() ? call.form() : Optional.empty();
    }

    private static String address(WebhookRequest call) {
        return call.url().split("\\?", 2)[0];
    }

    private static String parameters(Parameters query, Parameters form) {
        String asked = joined(query.values(), "=", "&");
        if (form.isEmpty()) {
            return asked.isEmpty() ? "" : "?" + asked;
        }
        return "?" + asked + (asked.isEmpty() ? "" : ".") + joined(form.values(), "", "");
    }

    /** Names in order, and for each name its values in order. */
    private static String joined(SortedMap<String, List<String>> values, String inside, String between) {
        StringBuilder joined = new StringBuilder();
        for (Map.Entry<String, List<String>> parameter : new TreeMap<>(values).entrySet()) {
            for (String value : parameter.getValue().stream().sorted().toList()) {
                joined.append(joined.isEmpty() ? "" : between)
                        .append(parameter.getKey())
                        .append(inside)
                        .append(value);
            }
        }
        return joined.toString();
    }
}
