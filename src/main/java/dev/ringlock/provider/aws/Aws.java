package dev.ringlock.provider.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.http.Json;
import dev.ringlock.provider.FieldText;
import dev.ringlock.provider.Https;
import dev.ringlock.provider.MessageDraft;
import dev.ringlock.provider.Nothing;
import dev.ringlock.provider.Provider;
import dev.ringlock.provider.ProviderEvent;
import dev.ringlock.provider.ProviderSettings;
import dev.ringlock.provider.ReceiptDraft;
import dev.ringlock.provider.Scheme;
import dev.ringlock.provider.VerifiedWebhook;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** AWS End User Messaging: the message is JSON in the text of an SNS envelope. */
public final class Aws implements Provider {

    private static final String TOPIC_ARNS = "topicArns";
    private static final String OPT_OUT_LISTS = "optOutLists";
    private static final Pattern OPT_OUT_LIST = Pattern.compile("[A-Za-z0-9_:/-]{1,256}");
    /** The list that every account has, and that AWS gives a sender unless told otherwise. */
    private static final String DEFAULT_LIST = "Default";

    private static final Pattern TOPIC_ARN =
            Pattern.compile("arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}");

    /** A subscription that was confirmed or ended. */
    private static final Set<String> SUBSCRIPTIONS = Set.of("SubscriptionConfirmation", "UnsubscribeConfirmation");

    @Override
    public String name() {
        return "aws";
    }

    @Override
    public Optional<Function<Https, Scheme>> scheme(ProviderSettings settings) {
        settings.refuseOthers(List.of(TOPIC_ARNS, OPT_OUT_LISTS));
        return settings.texts(TOPIC_ARNS, text -> Optional.of(text).filter(TOPIC_ARN.asMatchPredicate()))
                .map(arns -> https -> new SnsSignature(Set.copyOf(arns), https));
    }

    @Override
    public List<ProviderEvent> read(VerifiedWebhook webhook) {
        JsonNode envelope = Json.read(webhook.body());
        String type = FieldText.text(envelope, "Type");
        if (SUBSCRIPTIONS.contains(type)) {
            return List.of(Nothing.NOT_A_MESSAGE);
        } else if (!type.equals("Notification")) {
            return List.of();
        }
        JsonNode message = Json.read(FieldText.text(envelope, "Message").getBytes(StandardCharsets.UTF_8));
        if (message.has("eventType")) {
            return List.of(receipt(message));
        } else if (!FieldText.has(message, "messageBody")) {
            return List.of();
        }
        return new MessageDraft(
                        this,
                        FieldText.text(message, "originationNumber"),
                        FieldText.text(message, "destinationNumber"),
                        FieldText.text(message, "messageBody"))
                .id(FieldText.text(message, "inboundMessageId"))
                .at(FieldText.text(envelope, "Timestamp"))
                .events();
    }

    /** A failure may still become another one, or a success, until it is called final. */
    private ProviderEvent receipt(JsonNode message) {
        JsonNode time = message.path("eventTimestamp");
        return new ReceiptDraft(
                        this, FieldText.text(message, "messageId"), FieldText.text(message, "destinationPhoneNumber"))
                .from(FieldText.text(message, "originationPhoneNumber"))
                .state(FieldText.text(message, "eventType"), "")
                .unlessIntermediate(!message.path("isFinal").asBoolean(true))
                .at(time.canConvertToLong() ? Instant.ofEpochMilli(time.asLong()) : null)
                .reference(FieldText.text(message.path("context"), VerifiedWebhook.REFERENCE))
                .receipt();
    }

    /**
     * The opt-out lists of the account, and the senders that each is of. Without a setting it is AWS's own list, for all of them.
     *
     * @throws IllegalArgumentException if there is a mistake in it; it tells where, and repeats nothing of it
     */
    public static Map<String, Set<String>> optOutLists(JsonNode settings) {
        JsonNode lists = settings.path(OPT_OUT_LISTS);
        if (lists.isMissingNode()) {
            return Map.of(DEFAULT_LIST, Set.of());
        }
        Map<String, Set<String>> read = new TreeMap<>();
        lists.fields().forEachRemaining(list -> {
            Set<String> senders = new TreeSet<>();
            list.getValue().forEach(sender -> senders.add(sender.asText()));
            if (OPT_OUT_LIST.matcher(list.getKey()).matches() && list.getValue().isArray()) {
                read.put(list.getKey(), senders);
            }
        });
        if (read.isEmpty() || read.size() < lists.size()) {
            throw new IllegalArgumentException(
                    "/aws/" + OPT_OUT_LISTS + " has to be an object: the names of lists, each with a list of senders");
        }
        return read;
    }
}
