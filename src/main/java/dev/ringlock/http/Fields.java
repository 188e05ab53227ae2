package dev.ringlock.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringlock.phone.NumberInText;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/**
 * Reads a JSON object field by field. An error is noted and a stand-in returned, so that one answer lists them all.
 * {@link #refuseOthers()} notes unknown fields. A name or value from the request is never repeated: it may be the
 * number.
 */
public final class Fields {

    /** The most characters (UTF-16 units) of a text in a request. */
    public static final int LONGEST_TEXT = 500;

    private final ObjectNode node;
    private final String pointer;
    private final List<FieldError> errors;
    private final Set<String> known = new LinkedHashSet<>();

    private Fields(ObjectNode node, String pointer, List<FieldError> errors) {
        this.node = node;
        this.pointer = pointer;
        this.errors = errors;
    }

    public static Fields of(ObjectNode body, List<FieldError> errors) {
        return new Fields(body, "", errors);
    }

    /** Whether the field is there, and not null. */
    public boolean has(String name) {
        return find(name).isPresent();
    }

    /** A required text. Empty, with an error noted, if it is missing or not a text. */
    public String text(String name) {
        return present(name).map(value -> text(name, value)).orElse("");
    }

    /** A required text. Empty, with an error noted, if it is missing or not a text. */
    public Optional<String> given(String name) {
        int before = errors.size();
        String text = text(name);
        return errors.size() == before ? Optional.of(text) : Optional.empty();
    }

    /** An optional text. Empty if it is absent or not a text. */
    public String optionalText(String name) {
        return find(name).map(value -> text(name, value)).orElse("");
    }

    /**
     * A required text as a person typed or pasted it, with tabs, line ends and the like. Its own reader has to check its
     * characters.
     */
    public String typed(String name) {
        return present(name).map(value -> typed(name, value)).orElse("");
    }

    /** The same, optional. Empty if it is absent or not a text. */
    public String optionalTyped(String name) {
        return find(name).map(value -> typed(name, value)).orElse("");
    }

    /** A required text of several lines, such as a file's. Empty, with an error noted, if it is missing or too long. */
    public Optional<String> document(String name, int longest) {
        return present(name).flatMap(value -> {
            if (!value.isTextual()) {
                return wrong(name, "a text");
            } else if (value.textValue().length() > longest) {
                note(name, "too_long", "At most " + longest + " characters.");
                return Optional.empty();
            }
            return Optional.of(value.textValue());
        });
    }

    /** A required whole number. 0, with an error noted, if it is missing or not one. */
    public int integer(String name) {
        return present(name)
                .flatMap(value -> value.isInt() ? Optional.of(value.intValue()) : wrong(name, "a whole number"))
                .orElse(0);
    }

    /** A required whole number that may be large. The fewest, with an error noted, if it is missing, smaller, or not one. */
    public long count(String name, long fewest) {
        return present(name)
                .flatMap(value -> value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= fewest
                        ? Optional.of(value.longValue())
                        : wrong(name, "a whole number from " + fewest))
                .orElse(fewest);
    }

    /**
     * A required {@code true} or {@code false}, and nothing similar. False, with an error noted, if it is missing or
     * neither.
     */
    public boolean bool(String name) {
        return present(name)
                .flatMap(value -> value.isBoolean() ? Optional.of(value.booleanValue()) : wrong(name, "true or false"))
                .orElse(false);
    }

    /** An optional {@code true} or {@code false}. False if it is absent or neither. */
    public boolean optionalBool(String name) {
        return find(name).isPresent() && bool(name);
    }

    /** An optional whole number. */
    public int optionalInteger(String name, int defaultValue) {
        return find(name).isPresent() ? integer(name) : defaultValue;
    }

    /**
     * A few words that are kept in clear, so they must not hold a number. An error is noted if they are empty, too long
     * or hold one.
     */
    public String words(String name, int longest, NumberInText numbers) {
        Optional<String> given = given(name).map(String::strip);
        String words = given.orElse("");
        if (given.isPresent() && words.isEmpty()) {
            note(name, "empty", "Say in a few words what it is for.");
        } else if (words.length() > longest) {
            note(name, "too_long", "At most " + longest + " characters.");
        } else {
            refuseNumber(name, words, numbers);
        }
        return words;
    }

    /** A required word of those. Empty, with an error noted, if it is missing or none of them. */
    public String choice(String name, Set<String> words) {
        Optional<String> given = given(name);
        if (given.isPresent() && !words.contains(given.get())) {
            note(name, "unknown_choice", "Choose one of " + String.join(", ", new TreeSet<>(words)) + ".");
            return "";
        }
        return given.orElse("");
    }

    /** Notes an error if a text that is kept in clear holds a number. The error says where, and does not repeat it. */
    public void refuseNumber(String name, String text, NumberInText numbers) {
        numbers.in(text)
                .ifPresent(place -> note(
                        name,
                        "holds_number",
                        "It is kept in clear, so it must not hold a phone number: " + place + " may be one."));
    }

    public Optional<Fields> object(String name) {
        return present(name).flatMap(value -> object(name, value));
    }

    public Optional<Fields> optionalObject(String name) {
        return find(name).flatMap(value -> object(name, value));
    }

    /** A list of 1 to {@code most} objects. Empty, with an error noted, if it has another size. */
    public List<Fields> objects(String name, int most) {
        Optional<JsonNode> list =
                present(name).flatMap(value -> value.isArray() ? Optional.of(value) : wrong(name, "a list"));
        if (list.isPresent() && (list.get().isEmpty() || list.get().size() > most)) {
            note(name, "size", "Give at least one and at most " + most + ".");
            return List.of();
        }
        List<Fields> objects = new ArrayList<>();
        Iterator<JsonNode> items =
                list.map(JsonNode::iterator).orElse(List.<JsonNode>of().iterator());
        for (int i = 0; items.hasNext(); i++) {
            // A stand-in keeps the place of an item that is not an object, so that later pointers stay right.
            String place = pointer(name) + "/" + i;
            objects.add(object(name + "/" + i, items.next())
                    .orElseGet(() -> new Fields(Json.object(), place, new ArrayList<>())));
        }
        return objects;
    }

    /**
     * A list of 1 to {@code most} objects of which each has errors of its own, so that a bad one does not spoil the others. Empty,
     * with an error noted here, if it has another size.
     */
    public <T> List<T> each(String name, int most, BiFunction<Fields, List<FieldError>, T> reader) {
        Optional<JsonNode> list =
                present(name).flatMap(value -> value.isArray() ? Optional.of(value) : wrong(name, "a list"));
        if (list.isPresent() && (list.get().isEmpty() || list.get().size() > most)) {
            note(name, "size", "Give at least one and at most " + most + ".");
            return List.of();
        }
        List<T> all = new ArrayList<>();
        for (JsonNode item : list.<Iterable<JsonNode>>map(items -> items).orElse(List.of())) {
            List<FieldError> own = new ArrayList<>();
            String place = pointer(name) + "/" + all.size();
            if (!(item instanceof ObjectNode)) {
                own.add(new FieldError(place, "wrong_type", "This has to be an object."));
            }
            all.add(reader.apply(
                    new Fields(item instanceof ObjectNode object ? object : Json.object(), place, own), own));
        }
        return all;
    }

    /** A required list of texts. Empty, with an error noted, if it is missing or not a list. */
    public List<String> texts(String name) {
        Optional<JsonNode> list =
                present(name).flatMap(value -> value.isArray() ? Optional.of(value) : wrong(name, "a list"));
        List<String> texts = new ArrayList<>();
        list.ifPresent(items -> items.forEach(item -> texts.add(text(name, item))));
        return texts;
    }

    /** The object's own place in the body; empty for the body. */
    public String pointer() {
        return pointer;
    }

    public String pointer(String name) {
        return pointer + "/" + name;
    }

    public void note(String name, String code, String detail) {
        errors.add(new FieldError(pointer(name), code, detail));
    }

    public void refuseOthers() {
        long others = 0;
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            others += known.contains(names.next()) ? 0 : 1;
        }
        if (others > 0) {
            errors.add(new FieldError(
                    pointer,
                    "unknown_field",
                    "Fields that are not known here; known are " + String.join(", ", known) + "."));
        }
    }

    private Optional<JsonNode> find(String name) {
        known.add(name);
        return Optional.ofNullable(node.get(name)).filter(value -> !value.isNull());
    }

    private Optional<JsonNode> present(String name) {
        Optional<JsonNode> value = find(name);
        if (value.isEmpty()) {
            note(name, "required", "This field is missing.");
        }
        return value;
    }

    private String text(String name, JsonNode value) {
        String text = typed(name, value);
        if (!isPlain(text)) {
            note(name, "not_plain_text", "Control characters and unpaired surrogates are not accepted.");
            return "";
        }
        return text;
    }

    private String typed(String name, JsonNode value) {
        if (!value.isTextual()) {
            return this.<String>wrong(name, "a text").orElse("");
        }
        if (value.textValue().length() > LONGEST_TEXT) {
            note(name, "too_long", "At most " + LONGEST_TEXT + " characters.");
            return "";
        }
        return value.textValue();
    }

    /** Whether a text survives every encoding: the stored text must match its hash on the ledger. */
    public static boolean isPlain(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.getType(c) == Character.SURROGATE || Character.isISOControl(c));
    }

    private Optional<Fields> object(String name, JsonNode value) {
        return value instanceof ObjectNode object
                ? Optional.of(new Fields(object, pointer(name), errors))
                : wrong(name, "an object");
    }

    private <T> Optional<T> wrong(String name, String expected) {
        note(name, "wrong_type", "This has to be " + expected + ".");
        return Optional.empty();
    }
}
