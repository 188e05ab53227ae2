package dev.ringlock.consent;

import dev.ringlock.ledger.Sha256;
import java.util.List;

/**
 * Everything a notice puts before a person's eyes in one language: what they say yes to. The page shows exactly these
 * strings, and their hash is on the ledger, so that none of them can be exchanged afterwards.
 *
 * @param language BCP 47
 * @param boxes one for each purpose asked for, in the order shown
 * @param maintenance what the number is also used for, to keep it right
 * @param optOut how to take the consent back
 */
public record Wording(
        String language, Controller controller, String text, List<Box> boxes, String maintenance, String optOut) {

    /** The words beside one unticked box. */
    public record Box(Purpose purpose, String title, String description) {}

    public Wording {
        boxes = List.copyOf(boxes);
    }

    /** The whole wording as one text, in the order in which it is shown. */
    public String verbatim() {
        StringBuilder whole = new StringBuilder(controller.name())
                .append(", ")
                .append(controller.contact())
                .append("\n\n")
                .append(text)
                .append("\n\n");
        for (Box box : boxes) {
            whole.append("[ ] ")
                    .append(box.title())
                    .append(": ")
                    .append(box.description())
                    .append('\n');
        }
        return whole.append('\n')
                .append(maintenance)
                .append("\n\n")
                .append(optOut)
                .append('\n')
                .toString();
    }

    /** SHA-256 of {@link #verbatim()} in UTF-8, in hex. */
    public String sha256() {
        return Sha256.hex(verbatim());
    }
}
