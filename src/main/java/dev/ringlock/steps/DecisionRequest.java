package dev.ringlock.steps;

import dev.ringlock.http.Fields;
import dev.ringlock.http.IdempotencyKey;
import dev.ringlock.terms.Channel;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A question whether a number may be contacted. Everything else about the person is what is stored.
 *
 * @param purpose its id, as it was asked for
 * @param at null for now
 * @param reserve whether to take a place in the person's contact budget
 * @param key the asker's own name for it; empty if it gave none
 */
public record DecisionRequest(
        PlacedNumber who,
        String purpose,
        Channel channel,
        @Nullable Instant at,
        boolean reserve,
        String key) {

    private static final int FIRST_YEAR = 1971;
    private static final int LAST_YEAR = 9998;

    /** The channels there are, for people. */
    public static final String CHANNELS =
            Arrays.stream(Channel.values()).map(Channel::id).collect(Collectors.joining(", "));

    /** Reads one as a machine asks it. Empty if it has noted an error. */
    public static Optional<DecisionRequest> read(Fields fields) {
        boolean reserve = fields.optionalBool("reserve");
        Optional<DecisionRequest> read = of(fields, reserve, "");
        if (reserve && fields.has("at")) {
            fields.note("at", "not_both", "A place is taken now, so name no instant.");
            return Optional.empty();
        }
        return read;
    }

    /** The same with a key of its own, as one of several. */
    public static Optional<DecisionRequest> readKeyed(Fields fields) {
        String key = fields.optionalText("key");
        Optional<DecisionRequest> read = read(fields);
        if (!key.isEmpty() && !IdempotencyKey.isKey(key)) {
            fields.note("key", "not_a_key", "A key has 1 to 128 visible ASCII characters.");
            return Optional.empty();
        }
        return read.map(request -> request.under(key));
    }

    /** Reads one about an instant. It takes no place. */
    public static Optional<DecisionRequest> readDated(Fields fields) {
        if (!fields.has("at")) {
            fields.note("at", "required", "This field is missing.");
        }
        return of(fields, false, "").filter(read -> read.at() != null);
    }

    /** The same under the asker's key. */
    public DecisionRequest under(String given) {
        return new DecisionRequest(who, purpose, channel, at, reserve, given);
    }

    /** The instant in that field, by RFC 3339; empty if it is absent, or has noted an error. */
    public static Optional<Instant> instant(Fields fields, String name) {
        if (!fields.has(name)) {
            return Optional.empty();
        }
        Optional<Instant> instant = instant(fields.optionalText(name));
        if (instant.isEmpty()) {
            fields.note(name, "not_an_instant", "Give an instant by RFC 3339, such as 2026-11-23T10:00:00Z.");
        }
        return instant;
    }

    /** That instant; empty if it is not one by RFC 3339, or of a time that no decision can be about. */
    public static Optional<Instant> instant(String text) {
        try {
            OffsetDateTime given = OffsetDateTime.parse(text);
            return given.getYear() < FIRST_YEAR || given.getYear() > LAST_YEAR
                    ? Optional.empty()
                    : Optional.of(given.toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<DecisionRequest> of(Fields fields, boolean reserve, String key) {
        Optional<PlacedNumber> who = PlacedNumber.read(fields);
        Optional<String> purpose = fields.given("purpose");
        Optional<Channel> channel = fields.given("channel").flatMap(id -> channel(fields, id));
        Optional<Instant> at = instant(fields, "at");
        if (who.isEmpty() || purpose.isEmpty() || channel.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DecisionRequest(who.get(), purpose.get(), channel.get(), at.orElse(null), reserve, key));
    }

    private static Optional<Channel> channel(Fields fields, String id) {
        Optional<Channel> channel = channel(id);
        if (channel.isEmpty()) {
            fields.note("channel", "unknown_choice", "Choose one of " + CHANNELS + ".");
        }
        return channel;
    }

    /** The channel of that id. */
    public static Optional<Channel> channel(String id) {
        return Arrays.stream(Channel.values())
                .filter(channel -> channel.id().equals(id))
                .findFirst();
    }
}
