package dev.ringlock.consent;

import dev.ringlock.ledger.Sha256;
import java.util.List;

/**
 * Everything a notice puts before a person's eyes in one language: what they say yes to. The page shows exactly these
 * strings, and their hash is on the ledger, so that none of them can be exchanged afterwards.
 */
public final class Wording {

    private final String language;
    private final Controller controller;
    private final String text;
    private final List<Box> boxes;
    private final String maintenance;
    private final String optOut;
    private final String sha256;

    /** The words beside one unticked box. */
    public record Box(Purpose purpose, String title, String description) {}

    /**
     * The words in one language.
     *
     * @param language BCP 47
     * @param boxes one for each purpose asked for, in the order shown
     * @param maintenance what the number is also used for, to keep it right
     * @param optOut how to take the consent back
     */
    public Wording(
            String language, Controller controller, String text, List<Box> boxes, String maintenance, String optOut) {
        this.language = language;
        this.controller = controller;
        this.text = text;
        this.boxes = List.copyOf(boxes);
        this.maintenance = maintenance;
        this.optOut = optOut;
        // once: every ledger entry carries it
        this.sha256 = Sha256.hex(verbatim());
    }

    public String language() {
        return language;
    }

    public Controller controller() {
        return controller;
    }

    public String text() {
        return text;
    }

    public List<Box> boxes() {
        return boxes;
    }

    public String maintenance() {
        return maintenance;
    }

    public String optOut() {
        return optOut;
    }

    /** The whole wording as one text, in the order in which it is shown. */
    public String verbatim() {
        StringBuilder whole = new StringBuilder(controller.name())
                .append(", ")
                .append(controller.contact())
                .append(", ")
                .append(controller.privacyPage())
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
        return sha256;
    }
}
