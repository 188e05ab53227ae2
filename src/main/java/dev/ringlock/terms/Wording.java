package dev.ringlock.terms;

import dev.ringlock.ledger.Sha256;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
    private final String question;
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
        this(language, controller, text, boxes, maintenance, optOut, "");
    }

    /**
     * Words that can also be asked by message.
     *
     * @param question the notice in short, and the question that a YES answers; {@code {purposes}} in it stands for the
     *     titles of what is asked for. Empty if this notice is not asked by message
     */
    public Wording(
            String language,
            Controller controller,
            String text,
            List<Box> boxes,
            String maintenance,
            String optOut,
            String question) {
        this.language = language;
        this.controller = controller;
        this.text = text;
        this.boxes = List.copyOf(boxes);
        this.maintenance = maintenance;
        this.optOut = optOut;
        this.question = question;
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

    /** Whether it can be asked by message. */
    public boolean isAskable() {
        return !question.isEmpty();
    }

    /** The question as it goes out, for these of its purposes; empty if this notice is not asked by message. */
    public String question(Set<Purpose> purposes) {
        String titles = boxes.stream()
                .filter(box -> purposes.contains(box.purpose()))
                .map(Box::title)
                .collect(Collectors.joining(", "));
        return question.replace("{purposes}", titles);
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
        whole.append('\n').append(maintenance).append("\n\n").append(optOut).append('\n');
        if (!question.isEmpty()) {
            whole.append('\n').append(question).append('\n');
        }
        return whole.toString();
    }

    /**
     * A {@link #verbatim()} without the controller's mail address and privacy page, wherever the text names them: they may
     * change under the same version. They are the last two parts of its first line, and have no blanks.
     */
    public static String withoutContact(String verbatim) {
        String first = verbatim.lines().findFirst().orElse("");
        int page = first.lastIndexOf(", ");
        int contact = page < 0 ? -1 : first.lastIndexOf(", ", page - 1);
        return contact < 0
                ? verbatim
                : whole(first.substring(page + 2))
                        .matcher(whole(first.substring(contact + 2, page))
                                .matcher(verbatim)
                                .replaceAll("{contact}"))
                        .replaceAll("{privacyPage}");
    }

    /** The address where it stands alone: not as a part of a longer one, which is another address. */
    private static Pattern whole(String address) {
        return Pattern.compile("(?<![\\p{L}\\p{N}._%+-])" + Pattern.quote(address)
                + "(?![\\p{L}\\p{N}_%+@/?#&=~-]|[.:][\\p{L}\\p{N}])");
    }

    /** SHA-256 of {@link #verbatim()} in UTF-8, in hex. */
    public String sha256() {
        return sha256;
    }
}
