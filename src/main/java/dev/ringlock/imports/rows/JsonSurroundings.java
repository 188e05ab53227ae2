package dev.ringlock.imports.rows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The rest of a JSON document around its list of rows: plain values only, unless the mapping names the list. */
final class JsonSurroundings {

    /** A name that is somebody's data is not repeated. */
    private static final Pattern NAME = Pattern.compile("(?!.*\\d{5})[A-Za-z][A-Za-z0-9_-]{0,40}");

    /** With such a field the document is one page of several. */
    private static final Pattern MORE_PAGES = Pattern.compile(
            ".*(?:nexttoken|nextpage|nextcursor|nextlink|nexturl|nextmarker|continuationtoken|hasmore|hasnext|morepages"
                    + "|istruncated|lastevaluatedkey|odatanextlink)|next|more|truncated|cursor|marker|continuation");

    private static final Set<String> NO_MORE = Set.of("", "false", "0");

    private final String wanted;
    private final List<String> lists = new ArrayList<>();
    private boolean morePages;

    /** @param wanted the list's name; empty if the document may have one list only */
    JsonSurroundings(String wanted) {
        this.wanted = wanted;
    }

    /** Reads up to the list. */
    boolean isBeforeList(JsonParser json) throws IOException {
        JsonToken first = json.nextToken();
        if (first != JsonToken.START_OBJECT) {
            return first == JsonToken.START_ARRAY && wanted.isEmpty();
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_ARRAY && (wanted.isEmpty() || wanted.equals(name))) {
                lists.add(shown(name));
                return true;
            }
            skip(json, name);
        }
        return false;
    }

    /** Reads up to the end of the document. Returns what is wrong with it; empty if nothing is. */
    String readAfterList(JsonParser json) throws IOException {
        boolean inObject = json.getParsingContext().inObject();
        while (inObject && json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            skip(json, name);
        }
        if (json.nextToken() != null) {
            return "Something comes behind the end of the JSON document. Put all rows into one list. If each line is an"
                    + " object of its own, write `format: ndjson` in the mapping.";
        }
        if (morePages) {
            return "The document is one page of several: it names a next one. Take all rows from their source, as one"
                    + " list.";
        }
        return lists.size() < 2 || !wanted.isEmpty()
                ? ""
                : "The document has several lists or objects beside each other: " + String.join(", ", lists)
                        + ". Say which one has the rows, such as `list: " + lists.get(0)
                        + "` in the mapping, and import the others by themselves.";
    }

    private void skip(JsonParser json, String name) throws IOException {
        if (MORE_PAGES.matcher(CellText.folded(name)).matches()) {
            boolean none = json.currentToken() == JsonToken.VALUE_NULL
                    || (json.currentToken().isScalarValue() && NO_MORE.contains(json.getText()));
            morePages |= !none;
        } else if (json.currentToken().isStructStart()) {
            lists.add(shown(name));
        }
        json.skipChildren();
    }

    private static String shown(String name) {
        return NAME.matcher(name).matches() ? name : "(another)";
    }
}
