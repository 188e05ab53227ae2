package dev.ringlock.provider;

import dev.ringlock.http.Request;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The owner's webhook settings: where providers reach us, and by which secrets each proves itself. */
public final class WebhookSettings {

    private final String publicUrl;
    private final Map<Provider, Function<Https, Scheme>> schemes;

    WebhookSettings(String publicUrl, Map<Provider, Function<Https, Scheme>> schemes) {
        this.publicUrl = publicUrl;
        this.schemes = Map.copyOf(schemes);
    }

    /** No provider at all: every webhook is refused. */
    public static WebhookSettings none() {
        return new WebhookSettings("", Map.of());
    }

    /**
     * Reads the settings from JSON, whose fields docs/providers.md lists.
     *
     * @param providers those that there are
     * @throws WebhookMistakesException if they cannot be used; it names every mistake and repeats no value
     */
    public static WebhookSettings parse(String json, Collection<Provider> providers) {
        return SettingsReader.read(json, providers);
    }

    /** The providers that are set up, in the order of their names. */
    public Set<String> providers() {
        return schemes.keySet().stream().map(Provider::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The address that the provider called. */
    String url(Request request) {
        return publicUrl + request.path() + (request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery());
    }

    Map<Provider, Scheme> schemes(Https https) {
        return schemes.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, scheme -> scheme.getValue().apply(https)));
    }

    /** It holds secrets. */
    @Override
    public String toString() {
        return "WebhookSettings" + providers();
    }
}
