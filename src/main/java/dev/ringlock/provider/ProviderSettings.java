package dev.ringlock.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** One provider's part of the webhook settings. Mistakes are noted by their place, never by their value. */
public final class ProviderSettings {

    /** Two while a secret is being changed, and a few more for several accounts. */
    private static final int MOST_TEXTS = 10;

    private final String pointer;
    private final JsonNode settings;
    private final List<String> mistakes;

    ProviderSettings(String pointer, JsonNode settings, List<String> mistakes) {
        this.pointer = pointer;
        this.settings = settings;
        this.mistakes = mistakes;
    }

    /** The value of a field; missing if there is none. */
    public JsonNode field(String name) {
        return settings.isObject() ? settings.path(name) : MissingNode.getInstance();
    }

    /**
     * A list of one to ten texts.
     *
     * @param read makes what a text stands for; empty if it cannot be that
     * @return empty if there is a mistake, which is noted
     */
    public <T> Optional<List<T>> texts(String name, Function<String, Optional<T>> read) {
        JsonNode list = field(name);
        if (!list.isArray() || list.isEmpty() || list.size() > MOST_TEXTS) {
            note(name, "has to be a list of one to " + MOST_TEXTS + " texts");
            return Optional.empty();
        }
        List<T> texts = new ArrayList<>();
        for (JsonNode item : list) {
            Optional<T> text =
                    item.isTextual() && !item.textValue().isBlank() ? read.apply(item.textValue()) : Optional.empty();
            text.ifPresent(texts::add);
        }
        if (texts.size() < list.size()) {
            note(name, "one of them is not what it has to be");
            return Optional.empty();
        }
        return Optional.of(List.copyOf(texts));
    }

    /** A list of secrets that count as they are written. */
    public Optional<List<Secret>> secrets(String name) {
        return texts(name, text -> Optional.of(Secret.of(text)));
    }

    /** Notes every field that is in none of these lists. */
    @SafeVarargs
    public final void refuseOthers(List<String>... lists) {
        List<String> known = Stream.of(lists).flatMap(List::stream).toList();
        settings.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                note("", "has a field that is not known; known are " + String.join(", ", known));
            }
        });
    }

    /** Notes a mistake. */
    public void note(String name, String what) {
        mistakes.add(pointer + "/" + name + ": " + what);
    }
}
