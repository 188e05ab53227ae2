package dev.ringlock.provider;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The borders between the parameters of a form. Twilio and Plivo sign the parameters in the order of their names, with nothing
 * between them. Somebody who has seen one request can cut the same bytes apart elsewhere. A field then loses its end, or
 * takes in the ones that follow. A form is certain here only if its fields can be cut in no other way. An opt-out is taken
 * all the same, a yes is not.
 *
 * @param text the name of the field with the person's words
 * @param behindText documented parameters that may stand between the text and the next field. Any other name there may be
 *     the rest of the text
 * @param longer documented parameters whose names end with a field's name
 */
public record FormBorders(String text, Set<String> behindText, Set<String> longer) {

    /** As the provider writes it: perhaps with its channel, perhaps without its +. */
    public static final Pattern NUMBER = Pattern.compile("(?:[a-z]+:)?\\+?[0-9]{3,20}");

    /** Whether the text is whole, and each other field has one value, of its pattern, that nothing else could replace. */
    public boolean areCertain(VerifiedWebhook webhook, Map<String, Pattern> fields) {
        return webhook.proof().bindsMessage()
                && isWhole(webhook, fields.keySet())
                && fields.entrySet().stream().allMatch(field -> isCertain(webhook, field.getKey(), field.getValue()));
    }

    /** The text begins behind the only place where its name stands, and ends where a known name begins. */
    private boolean isWhole(VerifiedWebhook webhook, Set<String> fields) {
        Parameters form = webhook.params();
        Matcher names = Pattern.compile(text).matcher(webhook.proof().joined());
        Optional<String> next =
                fields.stream().filter(name -> name.compareTo(text) > 0).min(Comparator.naturalOrder());
        return form.only(text).isPresent()
                && names.results().count() == values(form, text).count()
                && next.filter(name -> behindText.containsAll(form.namesBetween(text, name)))
                        .isPresent();
    }

    private boolean isCertain(VerifiedWebhook webhook, String name, Pattern pattern) {
        Parameters form = webhook.params();
        List<String> told = values(form, name)
                .filter(value -> pattern.matcher(value).matches())
                .sorted()
                .toList();
        List<String> found = Pattern.compile(name + "(" + pattern + ")")
                .matcher(webhook.proof().joined())
                .results()
                .map(match -> match.group(1))
                .sorted()
                .toList();
        return form.only(name).filter(value -> pattern.matcher(value).matches()).isPresent() && told.equals(found);
    }

    /** Of the field, and of the longer names that end with its name. */
    private Stream<String> values(Parameters form, String name) {
        return Stream.concat(Stream.of(name), longer.stream().filter(other -> other.endsWith(name)))
                .flatMap(one -> form.only(one).stream());
    }
}
