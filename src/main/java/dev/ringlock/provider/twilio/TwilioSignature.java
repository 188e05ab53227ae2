package dev.ringlock.provider.twilio;

import dev.ringlock.ledger.Sha256;
import dev.ringlock.provider.Hmac;
import dev.ringlock.provider.Parameters;
import dev.ringlock.provider.Proof;
import dev.ringlock.provider.Scheme;
import dev.ringlock.provider.Secret;
import dev.ringlock.provider.WebhookRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code X-Twilio-Signature}, as Twilio's helper libraries check it: HMAC-SHA1 over the address and every parameter of the
 * form; or HMAC-SHA256 over the same with a shared key. A body that is no form is covered by its hash in the address. The
 * scheme has no time.
 */
final class TwilioSignature implements Scheme {

    private static final Pattern ORIGIN = Pattern.compile("(https?)://([^/:?#]+)(:[0-9]+)?");
    private static final String BODY_HASH = "bodySHA256";

    /** There where Twilio signs with a shared key. It names the key and the algorithm. */
    private static final String SETTINGS = "x-twilio-webhooks-signature-settings";

    /** The only algorithm that is taken with a shared key, whatever a request says. */
    private static final String ALGORITHM = "algorithm=HMAC_SHA256";

    private final List<Secret> authTokens;
    private final List<Secret> sharedKeys;

    TwilioSignature(List<Secret> authTokens, List<Secret> sharedKeys) {
        this.authTokens = authTokens;
        this.sharedKeys = sharedKeys;
    }

    @Override
    public boolean signsAddress() {
        return true;
    }

    @Override
    public Optional<Proof> proof(WebhookRequest call) {
        String signature = call.header("x-twilio-signature");
        Optional<String> parameters = parameters(call);
        if (signature.isEmpty() || parameters.isEmpty()) {
            return Optional.empty();
        }
        Optional<Proof> proof = Optional.empty();
        for (String url : urls(call.url())) {
            String signed = url + parameters.get();
            if (isSigned(call.header(SETTINGS), signed, signature)) {
                proof = Optional.of(Proof.ofForm(call, signed, parameters.get()));
            }
        }
        return proof;
    }

    /** An account's token goes with SHA-1, a shared key with SHA-256, and neither with the other. */
    private boolean isSigned(String settings, String signed, String signature) {
        if (settings.isEmpty()) {
            return Hmac.SHA1.signed(authTokens, signed, signature);
        }
        List<String> algorithms = Stream.of(settings.split(","))
                .map(String::strip)
                .filter(part -> part.startsWith("algorithm"))
                .toList();
        return algorithms.equals(List.of(ALGORITHM)) && Hmac.SHA256.signed(sharedKeys, signed, signature);
    }

    /** The signed text behind the address; empty if the body is not covered. */
    private static Optional<String> parameters(WebhookRequest call) {
        Optional<String> hash = call.query().flatMap(query -> query.first(BODY_HASH));
        if (hash.isPresent()) {
            return Hmac.same(Sha256.hex(call.body()), hash.get()) ? Optional.of("") : Optional.empty();
        } else if (call.isGet() || call.body().length == 0) {
            return Optional.of("");
        }
        return call.hasForm() ? call.form().map(TwilioSignature::joined) : Optional.empty();
    }

    /** Names in order, and for each name its values in order, each value once. */
    private static String joined(Parameters form) {
        StringBuilder joined = new StringBuilder();
        for (Map.Entry<String, List<String>> parameter : form.values().entrySet()) {
            for (String value : new TreeSet<>(parameter.getValue())) {
                joined.append(parameter.getKey()).append(value);
            }
        }
        return joined.toString();
    }

    /** With and without the port, the scheme's own if none is named: Twilio is not consistent in what it signs. */
    private static List<String> urls(String url) {
        List<String> urls = new ArrayList<>();
        urls.add(url);
        Matcher origin = ORIGIN.matcher(url);
        if (origin.lookingAt()) {
            String bare = origin.group(1) + "://" + origin.group(2);
            String rest = url.substring(origin.end());
            String own = origin.group(1).equals("https") ? ":443" : ":80";
            urls.add(bare + (origin.group(3) == null ? own : "") + rest);
        }
        return urls;
    }
}
