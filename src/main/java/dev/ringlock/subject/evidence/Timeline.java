package dev.ringlock.subject.evidence;

import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The entries of a contact as lines for people. Every field of an entry is on its lines, so that nothing is left out. */
final class Timeline {

    /** These stand on the first line, or say the same of every entry. */
    private static final Set<String> SHOWN_ELSEWHERE = Set.of("purpose", "schema_version", "legal_basis");

    private Timeline() {}

    static List<String> of(String contact, List<Entry> entries) {
        List<String> lines = new ArrayList<>();
        lines.add("Contact " + contact);
        lines.add("");
        for (Entry entry : entries) {
            String purpose = entry.fields().getOrDefault("purpose", "");
            lines.add(entry.at() + "  " + words(entry.event()) + (purpose.isEmpty() ? "" : ", purpose " + purpose));
            lines.add("    entry " + entry.ulid().value() + ", arrived "
                    + entry.ulid().at());
            entry.fields().forEach((name, value) -> {
                if (!SHOWN_ELSEWHERE.contains(name)) {
                    lines.add("    " + name + ": " + value);
                }
            });
            lines.add("");
        }
        return lines;
    }

    private static String words(Event event) {
        return switch (event) {
            case REQUESTED -> "YES ON A FORM, not yet proved from the phone";
            case GIVEN -> "YES: consent given";
            case RENEWED -> "YES AGAIN: consent renewed";
            case WITHDRAWN -> "NO: consent withdrawn (opt-out)";
            case EXPIRED -> "consent ended by itself";
            case REOPTIN_REQUESTED -> "a question went to the phone (START)";
            case HELD -> "a message that may be an opt-out: held";
            case RELEASED -> "staff found that the held message was no opt-out";
            default -> event.id();
        };
    }
}
