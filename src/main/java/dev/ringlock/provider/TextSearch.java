package dev.ringlock.provider;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;

/**
 * Finds every text in a webhook of unknown shape: in JSON at any depth, also in JSON inside a text, in a form, and in plain
 * text. JSON is read as far as it goes: a mistake at its end loses nothing before it.
 */
final class TextSearch {

    private static final JsonFactory JSON = new JsonFactory();

    /** SNS puts JSON into a text of its JSON. Nobody goes deeper. */
    private static final int DEEPEST = 3;

    private final List<UnknownText> found = new ArrayList<>();

    private TextSearch() {}

    static List<UnknownText> in(Parameters params, byte[] body) {
        TextSearch search = new TextSearch();
        search.form(params);
        String text = new String(body, StandardCharsets.UTF_8).strip();
        if (!search.json(List.of(), text, 0) && params.isEmpty()) {
            if (text.contains("=")) {
                // it may be a form that does not say that it is one
                Parameters.read(body).ifPresent(search::form);
            }
            search.plain(List.of(), text);
        }
        return search.found;
    }

    private void form(Parameters params) {
        params.values().forEach((name, values) -> values.forEach(value -> text(List.of(name.split("\\.")), value, 0)));
    }

    private void text(List<String> path, String value, int depth) {
        if (!json(path, value, depth)) {
            plain(path, value);
        }
    }

    /** Addresses are no words of a person's: SNS writes one to unsubscribe by into each of its messages. */
    private void plain(List<String> path, String value) {
        String start = value.strip().toLowerCase(Locale.ROOT);
        boolean address = (start.startsWith("https://") || start.startsWith("http://"))
                && start.chars().noneMatch(Character::isWhitespace);
        if (!start.isEmpty() && !address) {
            found.add(new UnknownText(path, value));
        }
    }

    /** Whether the text is an object or a list in JSON. What it holds counts too if only its begin is one. */
    private boolean json(List<String> path, String text, int depth) {
        String start = text.strip();
        if (depth == DEEPEST || !(start.startsWith("{") || start.startsWith("["))) {
            return false;
        }
        try (JsonParser parser = JSON.createParser(start)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
                    text(names(path, parser.getParsingContext()), parser.getText(), depth + 1);
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> names(List<String> path, JsonStreamContext context) {
        LinkedList<String> names = new LinkedList<>();
        for (JsonStreamContext at = context; at != null; at = at.getParent()) {
            if (at.getCurrentName() != null) {
                names.addFirst(at.getCurrentName());
            }
        }
        names.addAll(0, path);
        return List.copyOf(names);
    }
}
