package dev.ringlock.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ringlock.message.MessageSender;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The owner's settings for providers that ask for credentials, read from JSON. Each provider reads its own part. */
public final class SenderSettings {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonNode all;

    private SenderSettings(JsonNode all) {
        this.all = all;
    }

    /** Nothing is set up. */
    public static SenderSettings none() {
        return new SenderSettings(JSON.createObjectNode());
    }

    /** @throws IllegalArgumentException if there is a mistake in it; it tells where, and repeats nothing of it */
    public static SenderSettings parse(String json) {
        try {
            JsonNode all = JSON.readTree(json);
            if (all.isObject()) {
                return new SenderSettings(all);
            }
        } catch (JsonProcessingException e) {
            // its message and its cause would show what stands there
            throw new IllegalArgumentException("the senders' settings are not JSON"
                    + (e.getLocation() == null
                            ? ""
                            : ", line " + e.getLocation().getLineNr()));
        }
        throw new IllegalArgumentException("the senders' settings are not a JSON object");
    }

    /** One provider's part; missing if there is none. */
    public JsonNode part(String provider) {
        return all.path(provider);
    }

    /**
     * The senders that are set up, by their providers' names.
     *
     * @throws IllegalArgumentException if there is a mistake in a provider's part
     */
    public Map<String, MessageSender> senders(Collection<Provider> providers) {
        Map<String, MessageSender> senders = new HashMap<>();
        providers.forEach(provider ->
                provider.sender(part(provider.name())).ifPresent(sender -> senders.put(provider.name(), sender)));
        return senders;
    }

    /**
     * The block lists of the accounts that are set up, by their providers' names.
     *
     * @throws IllegalArgumentException if there is a mistake in a provider's part
     */
    public Map<String, BlockList> blockLists(Collection<Provider> providers) {
        Map<String, BlockList> lists = new HashMap<>();
        providers.forEach(provider ->
                provider.blockList(part(provider.name())).ifPresent(list -> lists.put(provider.name(), list)));
        return lists;
    }
}
