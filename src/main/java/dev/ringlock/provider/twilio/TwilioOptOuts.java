package dev.ringlock.provider.twilio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.provider.Account;
import dev.ringlock.provider.BlockList;
import dev.ringlock.provider.BlockListCall;
import dev.ringlock.provider.BlockPage;
import dev.ringlock.provider.BlockedNumber;
import dev.ringlock.provider.FieldText;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Twilio's opt-outs. It has no list of them. Its messages show who sent STOP, and whom it refused to send to for
 * that (error 21610). So the messages of the last days are read. Opt-outs can be added by its Consent Management API, a pilot.
 */
final class TwilioOptOuts implements BlockList {

    /** A daily run that failed a few times loses nothing. */
    private static final Duration WINDOW = Duration.ofDays(7);

    private static final int PAGE = 1_000;

    private static final String UNSUBSCRIBED = "21610";

    /** Source: "Twilio support for opt-out keywords". As there, a message is one of these words and nothing else. */
    private static final Set<String> WORDS =
            Set.of("stop", "stopall", "unsubscribe", "cancel", "end", "quit", "optout", "revoke");

    private final URI api;
    private final String messages;
    private final Map<String, String> headers;
    private final Optional<TwilioConsents> consents;

    TwilioOptOuts(TwilioAccount account, Optional<TwilioConsents> consents) {
        this.api = account.baseUrl();
        this.messages = "/2010-04-01/Accounts/" + account.accountSid() + "/Messages.json?";
        this.headers =
                Map.of("Authorization", Account.basic(account.user(), account.secret()), "Accept", "application/json");
        this.consents = consents;
    }

    @Override
    public String source() {
        return "messages";
    }

    @Override
    public boolean isWhole() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return consents.isPresent();
    }

    /** A cursor is the address of the next page, as Twilio tells it. */
    @Override
    public BlockPage page(@Nullable String cursor, Instant now) {
        URI address = address(cursor == null ? first(now) : cursor);
        JsonNode answer = BlockListCall.answer(address, () -> headers, null);
        JsonNode list = answer.path("messages");
        if (!list.isArray()) {
            throw BlockListCall.unreadable(address);
        }
        List<BlockedNumber> blocked = new ArrayList<>();
        list.forEach(message -> blocked(message).ifPresent(blocked::add));
        String next = FieldText.text(answer, "next_page_uri");
        return new BlockPage(blocked, next.isEmpty() ? null : next);
    }

    @Override
    public Set<PhoneNumber> add(List<PhoneNumber> numbers, String sender) {
        return consents.map(open -> open.add(numbers, sender)).orElseGet(() -> Set.copyOf(numbers));
    }

    /** The credentials go to that one resource alone. */
    private URI address(String path) {
        if (!path.startsWith(messages)) {
            throw BlockListCall.unreadable(api);
        }
        return api.resolve(path);
    }

    private String first(Instant now) {
        return messages + "DateSent%3E=" + LocalDate.ofInstant(now.minus(WINDOW), ZoneOffset.UTC) + "&PageSize=" + PAGE;
    }

    private static Optional<BlockedNumber> blocked(JsonNode message) {
        boolean came = FieldText.text(message, "direction").equals("inbound");
        String from = FieldText.text(message, "from");
        String to = FieldText.text(message, "to");
        Instant at = instant(FieldText.text(message, "date_sent"));
        if (came) {
            String word = FieldText.text(message, "body").strip().toLowerCase(Locale.ROOT);
            return WORDS.contains(word) ? Optional.of(new BlockedNumber(from, Set.of(to), at)) : Optional.empty();
        }
        // the person was blocked when Twilio refused it, and nobody knows since when
        return message.path("error_code").asText().equals(UNSUBSCRIBED)
                ? Optional.of(new BlockedNumber(to, from.isEmpty() ? Set.of() : Set.of(from), at))
                : Optional.empty();
    }

    /** In the form of RFC 2822. */
    private static @Nullable Instant instant(String text) {
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
