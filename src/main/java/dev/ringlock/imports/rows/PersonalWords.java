package dev.ringlock.imports.rows;

import dev.ringlock.phone.NumberInText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Looks for somebody's data in a mapping. Who takes the first row of a file for its header writes numbers and mail addresses
 * where the names of columns belong, and a mapping is kept for ever.
 */
final class PersonalWords {

    /** The words that people read may have the owner's own number or address in them. A date is no number. */
    private static final Pattern FREE = Pattern.compile(".*/(?:wording|(?:decidedAt|noAt|confirmedAt)(?:/otherwise)?)");

    private static final Pattern MAIL = Pattern.compile("\\S@\\S");
    private static final Pattern NUMBER = Pattern.compile("[+(]*(?:\\d[ ()/.-]*){7,}");

    private final NumberInText numbers;
    private final List<MappingMistake> mistakes = new ArrayList<>();
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private PersonalWords(NumberInText numbers) {
        this.numbers = numbers;
    }

    /** The places of such words, as mistakes that do not repeat them. */
    static List<MappingMistake> in(Node mapping, NumberInText numbers) {
        PersonalWords words = new PersonalWords(numbers);
        words.look(mapping, "");
        return words.mistakes.stream().distinct().toList();
    }

    private void look(Node node, String pointer) {
        if (node instanceof ScalarNode scalar) {
            if (!FREE.matcher(pointer).matches()) {
                check(scalar.getValue(), pointer);
            }
        } else if (seen.add(node)) {
            if (node instanceof SequenceNode list) {
                for (int i = 0; i < list.getValue().size(); i++) {
                    look(list.getValue().get(i), pointer + "/" + i);
                }
            } else if (node instanceof MappingNode fields) {
                fields.getValue().forEach(field -> field(field, pointer));
            }
        }
    }

    private void field(NodeTuple field, String pointer) {
        String name = field.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
        if (isPersonal(name)) {
            check(name, pointer);
        } else {
            look(field.getValueNode(), pointer + "/" + name.replace("~", "~0").replace("/", "~1"));
        }
    }

    private void check(String text, String pointer) {
        if (isPersonal(text)) {
            mistakes.add(new MappingMistake(
                    pointer,
                    "personal_data",
                    "This looks like somebody's number or mail address. Name columns by the words at their head. If the file"
                            + " has no such line, name its columns in their order: `columns: [number, …]`."));
        }
    }

    private boolean isPersonal(String text) {
        String plain = CellText.plain(text);
        return MAIL.matcher(plain).find()
                || NUMBER.matcher(plain).matches()
                || CellText.isScientific(plain)
                || numbers.in(plain).isPresent();
    }
}
