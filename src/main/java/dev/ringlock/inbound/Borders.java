package dev.ringlock.inbound;

import dev.ringlock.edge.webhook.Verified;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The borders between the parameters of a form. Twilio and Plivo sign the parameters with nothing between them. Somebody who
 * has seen one request can cut the same bytes apart elsewhere: a field then loses its end, or takes in the ones that follow. Here a form is certain only if
 * it cannot be cut otherwise into fields of the provider's patterns. An opt-out is taken all the same, a yes is not.
 */
final class Borders {

    /** As the provider writes it: perhaps with its channel, perhaps without its +. */
    static final Pattern NUMBER = Pattern.compile("(?:[a-z]+:)?\\+?[0-9]{3,20}");

    private Borders() {}

    /**
     * Whether each field has one value, of its pattern, and nothing in what was signed could be another one for it.
     *
     * @param text the name of the field with the person's words
     */
    static boolean areCertain(Verified webhook, String text, Map<String, Pattern> fields) {
        String joined = webhook.proof().joined();
        boolean oneText = webhook.params().only(text).isPresent() && joined.indexOf(text) == joined.lastIndexOf(text);
        return webhook.proof().bindsMessage()
                && oneText
                && fields.entrySet().stream()
                        .allMatch(field -> isCertain(webhook, joined, field.getKey(), field.getValue()));
    }

    private static boolean isCertain(Verified webhook, String joined, String name, Pattern pattern) {
        return webhook.params()
                .only(name)
                .filter(value -> pattern.matcher(value).matches())
                .filter(value -> Pattern.compile(name + "(" + pattern + ")")
                        .matcher(joined)
                        .results()
                        .allMatch(found -> found.group(1).equals(value)))
                .isPresent();
    }
}
