package dev.ringlock.standalone.inbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.http.Json;
import dev.ringlock.provider.Https;
import dev.ringlock.provider.WebhookSettings;
import dev.ringlock.provider.all.Providers;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Every provider, played with secrets of this one run. Their signatures count nowhere else. */
public final class DemoProviders {

    /** A topic in a made-up account. */
    static final String TOPIC_ARN = "arn:aws:sns:us-east-1:000000000000:ringlock-demo-replies";

    static final String CERTIFICATE_URL = "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-demo.pem";
    static final String INFOBIP_HEADER = "x-ringlock-demo";

    private static final int ED25519_KEY_BYTES = 32;
    private static final int RSA_BITS = 2048;

    private final Map<String, Map<String, Object>> secrets = new TreeMap<>();
    private final Map<String, PlayedProvider> providers = new TreeMap<>();
    private final byte[] certificate;

    private DemoProviders(SecureRandom random) {
        shared("twilio", "authTokens", hex(random), FormProviders::twilio);
        shared("plivo", "authTokens", hex(random), FormProviders::plivo);
        shared("vonage", "signatureSecrets", hex(random), JsonProviders::vonage);
        shared("sinch", "secrets", hex(random), JsonProviders::sinch);
        shared("messagebird", "signingKeys", hex(random), JsonProviders::messageBird);
        String value = hex(random);
        put(
                "infobip",
                Map.of("header", INFOBIP_HEADER, "values", List.of(value)),
                JsonProviders.infobip(INFOBIP_HEADER, value));
        byte[] bytes = HexFormat.of().parseHex(hex(random));
        put(
                "generic",
                Map.of("secrets", List.of("whsec_" + Signatures.base64(bytes))),
                JsonProviders.standardWebhooks(bytes));
        KeyPair ed25519 = keys("Ed25519", 0);
        byte[] encoded = ed25519.getPublic().getEncoded();
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - ED25519_KEY_BYTES, encoded.length);
        put(
                "telnyx",
                Map.of("publicKeys", List.of(Signatures.base64(raw))),
                JsonProviders.telnyx(ed25519.getPrivate()));
        KeyPair rsa = keys("RSA", RSA_BITS);
        certificate = ThrowAwayCertificate.of(rsa, "sns.amazonaws.com");
        put(
                "aws",
                Map.of("topicArns", List.of(TOPIC_ARN)),
                new SnsProvider(TOPIC_ARN, CERTIFICATE_URL, rsa.getPrivate()));
    }

    public static DemoProviders create() {
        return new DemoProviders(new SecureRandom());
    }

    /**
     * A provider that proves itself by a secret which the owner shares with it.
     *
     * @param part the provider's part of the owner's settings
     * @return empty if it proves itself by a key of its own, or its secret is not set
     */
    public static Optional<PlayedProvider> ofOwner(String name, JsonNode part) {
        return switch (name) {
            case "twilio" -> first(part, "authTokens").map(FormProviders::twilio);
            case "plivo" -> first(part, "authTokens").map(FormProviders::plivo);
            case "vonage" -> first(part, "signatureSecrets").map(JsonProviders::vonage);
            case "sinch" -> first(part, "secrets").map(JsonProviders::sinch);
            case "messagebird" -> first(part, "signingKeys").map(JsonProviders::messageBird);
            case "infobip" ->
                first(part, "values")
                        .map(value -> JsonProviders.infobip(part.path("header").asText(), value));
            default -> Optional.empty();
        };
    }

    private static Optional<String> first(JsonNode part, String secrets) {
        return Optional.of(part.path(secrets).path(0).asText()).filter(secret -> !secret.isEmpty());
    }

    /** The provider of that name, as in a webhook's address. */
    public Optional<PlayedProvider> named(String name) {
        return Optional.ofNullable(providers.get(name));
    }

    /** The settings with which Ringlock accepts these providers. */
    public WebhookSettings settings(String publicUrl) {
        return WebhookSettings.parse(json(publicUrl), Providers.ALL);
    }

    /** Answers their look-ups from memory: the demo contacts no other machine. */
    public Https https() {
        return address ->
                address.equals(URI.create(CERTIFICATE_URL)) ? Optional.of(certificate.clone()) : Optional.empty();
    }

    /** The same as the JSON that an owner would write. */
    public String json(String publicUrl) {
        Map<String, Object> all = new TreeMap<>(secrets);
        all.put("publicUrl", publicUrl);
        return Json.write(all);
    }

    private void shared(String name, String field, String secret, Function<String, PlayedProvider> provider) {
        put(name, Map.of(field, List.of(secret)), provider.apply(secret));
    }

    private void put(String name, Map<String, Object> settings, PlayedProvider provider) {
        secrets.put(name, settings);
        providers.put(name, provider);
    }

    private static String hex(SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static KeyPair keys(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (bits > 0) {
                generator.initialize(bits);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
