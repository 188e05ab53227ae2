package dev.ringlock.provider;

import dev.ringlock.http.Request;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The owner's webhook settings: where providers reach us, and by which secrets each proves itself. */
public final class WebhookSettings {

    /** Makes the scheme of a provider. */
    @FunctionalInterface
    interface Maker {
        Scheme make(Certificates certificates, Https https);
    }

    private final String publicUrl;
    private final Set<String> topicArns;
    private final Map<String, Maker> makers;

    WebhookSettings(String publicUrl, Set<String> topicArns, Map<String, Maker> makers) {
        this.publicUrl = publicUrl;
        this.topicArns = Set.copyOf(topicArns);
        this.makers = Map.copyOf(makers);
    }

    /** No provider at all: every webhook is refused. */
    public static WebhookSettings none() {
        return new WebhookSettings("", Set.of(), Map.of());
    }

    /**
     * Reads the settings from JSON, whose fields docs/providers.md lists.
     *
     * @throws WebhookMistakesException if they cannot be used; it names every mistake and repeats no value
     */
    public static WebhookSettings parse(String json) {
        return SettingsReader.read(json);
    }

    /** The providers that are set up, in the order of their names. */
    public Set<String> providers() {
        return new TreeSet<>(makers.keySet());
    }

    Set<String> topicArns() {
        return topicArns;
    }

    /** What a provider called, to which the request came. */
    String url(Request request) {
        return publicUrl + request.path() + (request.rawQuery().isEmpty() ? "" : "?" + request.rawQuery());
    }

    Map<String, Scheme> schemes(Certificates certificates, Https https) {
        Map<String, Scheme> schemes = new TreeMap<>();
        makers.forEach((provider, maker) -> schemes.put(provider, maker.make(certificates, https)));
        return schemes;
    }

    /** It holds secrets. */
    @Override
    public String toString() {
        return "WebhookSettings" + providers();
    }
}
