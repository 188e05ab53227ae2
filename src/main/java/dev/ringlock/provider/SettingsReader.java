package dev.ringlock.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.http.Json;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads webhook settings. Each provider reads its own part. */
final class SettingsReader {

    private static final String PUBLIC_URL = "publicUrl";

    private final Collection<Provider> providers;
    private final List<String> mistakes = new ArrayList<>();

    private SettingsReader(Collection<Provider> providers) {
        this.providers = providers;
    }

    static WebhookSettings read(String json, Collection<Provider> providers) {
        SettingsReader reader = new SettingsReader(providers);
        WebhookSettings settings = reader.settings(document(json));
        if (!reader.mistakes.isEmpty()) {
            throw new WebhookMistakesException(reader.mistakes);
        }
        return settings;
    }

    private static ObjectNode document(String json) {
        try {
            return Json.read(json.getBytes(StandardCharsets.UTF_8));
        } catch (ProblemException e) {
            String why = e.refusal() instanceof Problem.Malformed malformed ? malformed.detail() : "It cannot be read.";
            throw new WebhookMistakesException(List.of(why));
        }
    }

    private WebhookSettings settings(ObjectNode all) {
        ProviderSettings root = new ProviderSettings("", all, mistakes);
        String publicUrl = WebhookAddress.read(all.path(PUBLIC_URL).asText()).orElseGet(() -> {
            root.note(PUBLIC_URL, WebhookAddress.RULE);
            return "";
        });
        Map<Provider, Function<Https, Scheme>> schemes = new LinkedHashMap<>();
        for (Provider provider : providers) {
            JsonNode part = all.get(provider.name());
            if (part != null) {
                provider.scheme(new ProviderSettings("/" + provider.name(), part, mistakes))
                        .ifPresent(scheme -> schemes.put(provider, scheme));
            }
        }
        root.refuseOthers(
                Stream.concat(Stream.of(PUBLIC_URL), providers.stream().map(Provider::name))
                        .toList());
        return new WebhookSettings(publicUrl, schemes);
    }
}
