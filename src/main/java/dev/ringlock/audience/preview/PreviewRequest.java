package dev.ringlock.audience.preview;

import dev.ringlock.audience.numbers.Campaign;
import dev.ringlock.http.FieldError;
import dev.ringlock.http.Fields;
import dev.ringlock.http.Json;
import dev.ringlock.http.ProblemException;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.phone.NumberInText;
import dev.ringlock.terms.Channel;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for a preview, or for more of it.
 *
 * @param at the hour that it is about; null for now
 * @param cursor empty at the beginning
 */
record PreviewRequest(
        Campaign campaign, Channel channel, @Nullable Instant at, String cursor) {

    private static final Duration FARTHEST = Duration.ofDays(366);

    /** @throws ProblemException with all errors */
    static PreviewRequest read(byte[] body, NumberInText numbers, Instant now) {
        List<FieldError> errors = new ArrayList<>();
        Fields fields = Fields.of(Json.read(body), errors);
        Campaign campaign = Campaign.read(fields, numbers);
        Channel channel = channel(fields);
        String cursor = fields.optionalText("cursor");
        Instant at = fields.has("at") ? hour(fields, cursor.isEmpty() ? now : Instant.EPOCH, now) : null;
        fields.refuseOthers();
        ProblemException.ifAny(errors);
        return new PreviewRequest(campaign, channel, at, cursor);
    }

    /** By which a request for more is told from somebody else's, and from one about something else. */
    String fingerprint(String person, String purpose) {
        return Sha256.hex(person, purpose, channel.id(), String.valueOf(at));
    }

    private static Channel channel(Fields fields) {
        String given = fields.text("channel");
        return Arrays.stream(Channel.values())
                .filter(channel -> channel.id().equals(given))
                .findFirst()
                .orElseGet(() -> {
                    if (!given.isEmpty()) {
                        fields.note("channel", "wrong_type", "This has to be sms, voice, whatsapp or rcs.");
                    }
                    return Channel.SMS;
                });
    }

    /** A full hour, so that nobody learns by the minute when one person's consent ends. */
    private static @Nullable Instant hour(Fields fields, Instant first, Instant now) {
        String given = fields.text("at");
        if (given.isEmpty()) {
            return null;
        }
        try {
            Instant at = Instant.parse(given);
            if (at.equals(at.truncatedTo(ChronoUnit.HOURS)) && !at.isBefore(first) && !at.isAfter(now.plus(FARTHEST))) {
                return at;
            }
            fields.note("at", "size", "This has to be a full hour, from now on and within a year.");
        } catch (DateTimeException e) {
            fields.note("at", "wrong_type", "This has to be an instant, such as 2026-11-23T10:00:00Z.");
        }
        return null;
    }
}
