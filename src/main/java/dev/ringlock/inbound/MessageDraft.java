package dev.ringlock.inbound;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A message as it is put together from what was told. */
final class MessageDraft {

    private static final Pattern ID = Pattern.compile("[!-~]{1,200}");

    private final String provider;
    private final String from;
    private final String to;
    private final String text;

    private String id = "";
    private boolean certain;
    private @Nullable Instant sentAt;
    private @Nullable String providersReading;

    MessageDraft(String provider, String from, String to, String text) {
        this.provider = provider;
        this.from = from;
        this.to = to;
        this.text = text;
    }

    /** Without an id a message cannot be told from its repetition: a no is rather taken twice than not at all. */
    MessageDraft id(String told) {
        id = told.isBlank() ? "none-" + UUID.randomUUID() : told;
        certain = ID.matcher(told).matches();
        return this;
    }

    /** Whether its fields are those that the provider sent. */
    MessageDraft certain(boolean told) {
        certain &= told;
        return this;
    }

    MessageDraft at(String told) {
        sentAt = FieldText.instant(told);
        return this;
    }

    MessageDraft read(@Nullable String reading) {
        providersReading = reading;
        return this;
    }

    /** Nobody sent it, so that nobody could have meant anything. */
    boolean isWithoutSender() {
        return from.isBlank();
    }

    /** None if there is neither a text nor a reading of one: a picture alone says nothing. */
    List<InboundMessage> messages() {
        if (isWithoutSender()) {
            throw Formats.notUnderstood();
        }
        return text.isBlank() && providersReading == null
                ? List.of()
                : List.of(new InboundMessage(provider, id, from, to, text, sentAt, providersReading, "", certain));
    }
}
