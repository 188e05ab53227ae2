package dev.ringlock.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.http.Json;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads webhook settings, and notes mistakes by place, never by value. */
final class SettingsReader {

    private static final String PUBLIC_URL = "publicUrl";
    private static final String WHSEC = "whsec_";

    private static final List<String> KNOWN = List.of(
            PUBLIC_URL,
            "twilio",
            Sns.PROVIDER,
            "generic",
            "vonage",
            "telnyx",
            "plivo",
            "sinch",
            "messagebird",
            "infobip");
    private static final Pattern TOPIC_ARN =
            Pattern.compile("arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /** Two while a secret is being changed, and a few more for several accounts. */
    private static final int MOST_SECRETS = 10;

    private static final int SHORTEST_HEADER_SECRET = 16;

    private final List<String> mistakes = new ArrayList<>();
    private final Map<String, WebhookSettings.Maker> makers = new TreeMap<>();

    static WebhookSettings read(String json) {
        SettingsReader reader = new SettingsReader();
        WebhookSettings settings = reader.settings(reader.document(json));
        if (!reader.mistakes.isEmpty()) {
            throw new WebhookMistakesException(reader.mistakes);
        }
        return settings;
    }

    private ObjectNode document(String json) {
        try {
            return Json.read(json.getBytes(StandardCharsets.UTF_8));
        } catch (ProblemException e) {
            String why = e.refusal() instanceof Problem.Malformed malformed ? malformed.detail() : "It cannot be read.";
            throw new WebhookMistakesException(List.of(why));
        }
    }

    /** What the same document says for sending; the room {@code message} reads it. */
    private static final String[] SENDING = {"accountSid", "authToken", "apiKeySid", "apiKeySecret", "baseUrl"};

    private WebhookSettings settings(ObjectNode all) {
        String publicUrl = WebhookAddress.read(all.path(PUBLIC_URL).asText()).orElseGet(() -> {
            note("/" + PUBLIC_URL, WebhookAddress.RULE);
            return "";
        });
        texts(all, "twilio", "authTokens", SettingsReader::utf8, SENDING)
                .ifPresent(tokens -> makers.put("twilio", (c, h) -> new Twilio(tokens)));
        texts(all, "generic", "secrets", SettingsReader::whsec)
                .ifPresent(secrets -> makers.put("generic", (c, h) -> new StandardWebhooks(secrets)));
        texts(all, "vonage", "signatureSecrets", SettingsReader::utf8)
                .ifPresent(secrets -> makers.put("vonage", (c, h) -> new Vonage(secrets)));
        texts(all, "telnyx", "publicKeys", text -> base64(text).flatMap(Telnyx::key))
                .ifPresent(keys -> makers.put("telnyx", (c, h) -> new Telnyx(keys)));
        texts(all, "sinch", "secrets", SettingsReader::utf8)
                .ifPresent(secrets -> makers.put("sinch", (c, h) -> new Sinch(secrets)));
        texts(all, "messagebird", "signingKeys", SettingsReader::utf8)
                .ifPresent(keys -> makers.put("messagebird", (c, h) -> new MessageBird(keys)));
        plivo(all);
        infobip(all);
        Set<String> topicArns = aws(all);
        refuseOthers(all, "", KNOWN);
        return new WebhookSettings(publicUrl, topicArns, makers);
    }

    private void plivo(ObjectNode all) {
        JsonNode v2 = all.path("plivo").path("acceptV2WithoutBody");
        if (!v2.isMissingNode() && !v2.isBoolean()) {
            note("/plivo/acceptV2WithoutBody", "has to be true or false");
        }
        texts(all, "plivo", "authTokens", SettingsReader::utf8, "acceptV2WithoutBody")
                .ifPresent(tokens -> makers.put("plivo", (c, h) -> new Plivo(tokens, v2.asBoolean(false))));
    }

    private void infobip(ObjectNode all) {
        String header = all.path("infobip").path("header").asText();
        if (all.has("infobip") && !HEADER.matcher(header).matches()) {
            note("/infobip/header", "has to be the name of a header");
        }
        texts(all, "infobip", "values", SettingsReader::unguessable, "header")
                .ifPresent(values -> makers.put("infobip", (c, h) -> new SharedHeader(header, values)));
    }

    private Set<String> aws(ObjectNode all) {
        Set<String> topicArns = new TreeSet<>();
        texts(all, Sns.PROVIDER, "topicArns", SettingsReader::topicArn).ifPresent(topicArns::addAll);
        if (!topicArns.isEmpty()) {
            makers.put(Sns.PROVIDER, (certificates, https) -> new Sns(topicArns, certificates, https));
        }
        return topicArns;
    }

    /** The list of secrets of one provider; empty if the provider is not set up, or wrongly. */
    private <T> Optional<List<T>> texts(
            ObjectNode all, String provider, String field, Function<String, Optional<T>> read, String... others) {
        JsonNode settings = all.get(provider);
        if (settings == null) {
            return Optional.empty();
        }
        refuseOthers(
                settings,
                "/" + provider,
                Stream.concat(Stream.of(field), Stream.of(others)).toList());
        String pointer = "/" + provider + "/" + field;
        JsonNode list = settings.path(field);
        if (!list.isArray() || list.isEmpty() || list.size() > MOST_SECRETS) {
            note(pointer, "has to be a list of one to " + MOST_SECRETS + " texts");
            return Optional.empty();
        }
        List<T> texts = new ArrayList<>();
        for (JsonNode item : list) {
            Optional<T> text =
                    item.isTextual() && !item.textValue().isBlank() ? read.apply(item.textValue()) : Optional.empty();
            text.ifPresent(texts::add);
        }
        if (texts.size() < list.size()) {
            note(pointer, "one of them is not what it has to be");
            return Optional.empty();
        }
        return Optional.of(List.copyOf(texts));
    }

    private void refuseOthers(JsonNode node, String pointer, List<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                note(pointer + "/", "has a field that is not known; known are " + String.join(", ", known));
            }
        });
    }

    private void note(String pointer, String what) {
        mistakes.add(pointer + ": " + what);
    }

    private static Optional<Secret> utf8(String text) {
        return Optional.of(Secret.of(text));
    }

    private static Optional<Secret> whsec(String text) {
        return text.startsWith(WHSEC) ? base64(text.substring(WHSEC.length())).map(Secret::new) : Optional.empty();
    }

    /** A value that an owner makes up, and that is all that a stranger would have to guess. */
    private static Optional<Secret> unguessable(String text) {
        return text.length() >= SHORTEST_HEADER_SECRET ? utf8(text) : Optional.empty();
    }

    private static Optional<String> topicArn(String text) {
        return TOPIC_ARN.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    private static Optional<byte[]> base64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return bytes.length == 0 ? Optional.empty() : Optional.of(bytes);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
