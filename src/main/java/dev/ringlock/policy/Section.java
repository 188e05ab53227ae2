package dev.ringlock.policy;

import dev.ringlock.access.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One mapping of the file, read field by field. A mistake is noted with its line and a stand-in value is returned, so
 * that one reading finds all mistakes. {@link #close()} notes unknown fields.
 */
final class Section implements AutoCloseable {

    /** The stand-in for a limit with a mistake. */
    static final Limit ONE = new Limit(1, Duration.ofHours(1));

    private final Mistakes mistakes;
    private final String path;
    private final Node node;
    private final Map<String, Node> fields = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> read = new LinkedHashSet<>();

    Section(Mistakes mistakes, String path, Node node) {
        this.mistakes = mistakes;
        this.path = path;
        this.node = node;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::add);
        } else {
            mistakes.add(node, path, "is not a mapping; write its fields as `name: value`, indented below it");
        }
    }

    private void add(NodeTuple tuple) {
        String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (keys.putIfAbsent(key, tuple.getKeyNode()) != null) {
            mistakes.add(tuple.getKeyNode(), at(key), "is there twice; keep one");
        }
        fields.putIfAbsent(key, tuple.getValueNode());
    }

    /** The names of its fields, in the file's order. All count as known. */
    List<String> names() {
        read.addAll(fields.keySet());
        return List.copyOf(fields.keySet());
    }

    /** A required field, read by {@code reader}. If it is missing, that is noted and the stand-in returned. */
    <T> T required(String name, T standIn, Function<Node, T> reader, String example) {
        return optional(name).map(reader).orElseGet(() -> {
            if (node instanceof MappingNode) {
                mistakes.add(node, at(name), "is missing; write for example `" + name + ": " + example + "`");
            }
            return standIn;
        });
    }

    Optional<Node> optional(String name) {
        read.add(name);
        return Optional.ofNullable(fields.get(name));
    }

    Optional<Section> section(String name, String example) {
        return required(name, Optional.empty(), value -> Optional.of(new Section(mistakes, at(name), value)), example);
    }

    String text(String name, String example) {
        return required(name, "", value -> text(value, at(name), example), example);
    }

    /** A value that {@code parser} reads from text. An exception of the parser is a mistake. */
    <T> T value(String name, T standIn, Function<String, T> parser, String what, String example) {
        return required(
                name,
                standIn,
                value -> {
                    String text = value instanceof ScalarNode scalar ? scalar.getValue() : "";
                    try {
                        return parser.apply(text);
                    } catch (RuntimeException e) {
                        mistakes.add(
                                value,
                                at(name),
                                shown(value) + " is not " + what + "; write for example `" + example + "`");
                        return standIn;
                    }
                },
                example);
    }

    /** The same for an optional field. */
    <T> T valueOr(String name, T defaultValue, Function<String, T> parser, String what, String example) {
        return optional(name).isEmpty() ? defaultValue : value(name, defaultValue, parser, what, example);
    }

    /** Whether the field's value is exactly that word. */
    boolean says(String name, String word) {
        return optional(name)
                .filter(value ->
                        value instanceof ScalarNode scalar && scalar.getValue().equals(word))
                .isPresent();
    }

    boolean isMapping(String name) {
        return optional(name).filter(value -> value instanceof MappingNode).isPresent();
    }

    List<Node> list(String name, String example) {
        return required(name, List.of(), value -> nodes(value, at(name), example), example);
    }

    /** A list of texts without duplicates, each read by {@code parser}. An exception of the parser is a mistake. */
    <T> List<T> values(String name, Function<String, T> parser, String what, String example) {
        Set<T> values = new LinkedHashSet<>();
        for (Node item : list(name, example)) {
            String text = item instanceof ScalarNode scalar ? scalar.getValue() : "";
            try {
                if (!values.add(parser.apply(text))) {
                    mistakes.add(item, at(name), shown(item) + " is there twice; keep one");
                }
            } catch (RuntimeException e) {
                mistakes.add(item, at(name), shown(item) + " is not " + what);
            }
        }
        return List.copyOf(values);
    }

    /** A text in each of the policy's languages and no other. */
    Map<String, String> perLanguage(String name, List<String> languages) {
        String example = "{" + languages.stream().map(l -> l + ": …").collect(Collectors.joining(", ")) + "}";
        Map<String, String> texts = new LinkedHashMap<>();
        section(name, example).ifPresent(section -> {
            for (String language : languages) {
                texts.put(language, section.text(language, "the text in this language"));
            }
            section.close();
        });
        return texts;
    }

    /** A limit, such as {@code {tries: 60, per: PT1H}}. */
    Limit limit(String name) {
        return section(name, "{tries: 60, per: PT1H}")
                .map(section -> {
                    try (section) {
                        return new Limit(
                                section.value("tries", 1, Values::positive, "a whole number from 1", "60"),
                                section.value(
                                        "per",
                                        ONE.per(),
                                        Values::duration,
                                        "a duration from a second to a day (ISO 8601)",
                                        "PT1H"));
                    }
                })
                .orElse(ONE);
    }

    String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    void mistake(String name, String what) {
        mistakes.add(fields.getOrDefault(name, node), at(name), what);
    }

    /** A mistake in a field's name, which may be some lines above its value. */
    void mistakeAtName(String name, String what) {
        mistakes.add(keys.getOrDefault(name, node), at(name), what);
    }

    @Override
    public void close() {
        Set<String> unknown = new LinkedHashSet<>(fields.keySet());
        unknown.removeAll(read);
        for (String name : unknown) {
            mistakeAtName(name, "is not a field here; known are " + String.join(", ", read));
        }
    }

    private String text(Node value, String at, String example) {
        if (value instanceof ScalarNode scalar
                && !scalar.getTag().equals(Tag.NULL)
                && !scalar.getValue().isBlank()) {
            return scalar.getValue().strip();
        }
        mistakes.add(value, at, "is not a text; write for example `" + example + "`");
        return "";
    }

    private List<Node> nodes(Node value, String at, String example) {
        if (value instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
            return new ArrayList<>(sequence.getValue());
        }
        mistakes.add(value, at, "is not a list with something in it; write for example `" + example + "`");
        return List.of();
    }

    private static String shown(Node value) {
        return value instanceof ScalarNode scalar ? "\"" + scalar.getValue() + "\"" : "this";
    }
}
