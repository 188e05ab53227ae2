package dev.ringlock.imports.rows;

import dev.ringlock.phone.NumberInText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The fields of one object of a mapping. A mistake is noted with its pointer, and something harmless is returned, so that
 * one reading finds all mistakes. {@link #close} notes fields that nobody asked for.
 *
 * <p>JSON is read as YAML, which it is.
 */
final class MappingFields implements AutoCloseable {

    private final List<MappingMistake> mistakes;
    private final String pointer;
    private final Map<String, Node> fields = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    private MappingFields(List<MappingMistake> mistakes, String pointer, Node node) {
        this.mistakes = mistakes;
        this.pointer = pointer;
        if (!(node instanceof MappingNode mapping)) {
            mistakes.add(new MappingMistake(pointer, "not_valid", "Write its fields as `name: value`."));
            return;
        }
        mapping.getValue().forEach(field -> {
            String name = field.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
            if (fields.putIfAbsent(name, field.getValueNode()) != null) {
                mistake(name, "duplicate", "It is there twice; keep one.");
            }
        });
    }

    /** The fields of a whole mapping. */
    static MappingFields of(String yamlOrJson, NumberInText numbers, List<MappingMistake> mistakes) {
        try {
            Optional<Node> root =
                    new Compose(LoadSettings.builder().setLabel("mapping").build()).composeString(yamlOrJson);
            if (root.isPresent()) {
                // other mistakes would be told with their names
                mistakes.addAll(PersonalWords.in(root.get(), numbers));
                if (!mistakes.isEmpty()) {
                    throw new MappingMistakesException(mistakes);
                }
                return new MappingFields(mistakes, "", root.get());
            }
            mistakes.add(new MappingMistake("", "empty", "The mapping is empty."));
        } catch (MarkedYamlEngineException e) {
            String place = e.getProblemMark()
                    .map(mark -> " in line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1))
                    .orElse("");
            mistakes.add(new MappingMistake("", "not_yaml", "The mapping is neither YAML nor JSON" + place + "."));
        } catch (YamlEngineException e) {
            mistakes.add(new MappingMistake("", "not_yaml", "The mapping is neither YAML nor JSON."));
        }
        throw new MappingMistakesException(mistakes);
    }

    boolean has(String name) {
        asked.add(name);
        return fields.containsKey(name);
    }

    private @Nullable Node node(String name) {
        asked.add(name);
        return fields.get(name);
    }

    boolean isText(String name) {
        return node(name) instanceof ScalarNode;
    }

    boolean isObject(String name) {
        return node(name) instanceof MappingNode;
    }

    /** These fields if they have that one, else the others: what is said for all decisions counts for each. */
    MappingFields or(MappingFields others, String name) {
        return has(name) || !others.has(name) ? this : others;
    }

    /** Its names, in the order in which they were written. All count as asked for. */
    List<String> names() {
        asked.addAll(fields.keySet());
        return List.copyOf(fields.keySet());
    }

    /** A text; empty if the field is not there. */
    String text(String name) {
        Node node = node(name);
        return node == null ? "" : text(node, name);
    }

    /** A text that {@code reader} takes. An exception of it is a mistake. */
    <T> T value(String name, T otherwise, Function<String, T> reader, String cure) {
        if (!has(name)) {
            return otherwise;
        }
        try {
            return reader.apply(text(name));
        } catch (RuntimeException e) {
            mistake(name, "not_valid", cure);
            return otherwise;
        }
    }

    boolean isTrue(String name) {
        return value(name, false, MappingFields::bool, "Write true or false.");
    }

    /** A text, or a list of texts. */
    List<String> texts(String name) {
        if (!has(name)) {
            return List.of();
        }
        if (!(node(name) instanceof SequenceNode list)) {
            return List.of(text(name));
        }
        if (list.getValue().isEmpty()) {
            mistake(name, "not_valid", "The list has nothing in it. Fill it in, or leave the field out.");
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < list.getValue().size(); i++) {
            texts.add(text(list.getValue().get(i), name + "/" + i));
        }
        return texts;
    }

    Optional<MappingFields> object(String name) {
        return Optional.ofNullable(node(name)).map(node -> new MappingFields(mistakes, pointer(name), node));
    }

    /** An object, or a list of objects. */
    List<MappingFields> objects(String name) {
        if (!has(name)) {
            return List.of();
        }
        if (!(node(name) instanceof SequenceNode list)) {
            return object(name).stream().toList();
        }
        List<MappingFields> objects = new ArrayList<>();
        for (int i = 0; i < list.getValue().size(); i++) {
            objects.add(new MappingFields(
                    mistakes, pointer(name) + "/" + i, list.getValue().get(i)));
        }
        return objects;
    }

    void mistake(String name, String code, String cure) {
        mistakes.add(new MappingMistake(name.isEmpty() ? pointer : pointer(name), code, cure));
    }

    void missing(String name, String cure) {
        mistake(name, "required", cure);
    }

    @Override
    public void close() {
        Set<String> unknown = new LinkedHashSet<>(fields.keySet());
        unknown.removeAll(asked);
        unknown.forEach(name ->
                mistake(name, "unknown_field", "There is no such field here; known are " + String.join(", ", asked)));
    }

    private String text(Node node, String name) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getTag().equals(Tag.NULL) ? "" : scalar.getValue();
        }
        mistake(name, "not_valid", "Write a text here.");
        return "";
    }

    private String pointer(String name) {
        return pointer + "/" + name.replace("~", "~0");
    }

    private static boolean bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("neither true nor false");
        }
        return text.equals("true");
    }
}
