package dev.ringlock.provider;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A message as it is put together from what was told. */
public final class MessageDraft {

    private static final Pattern ID = Pattern.compile("[!-~]{1,200}");

    private final Provider provider;
    private final String from;
    private final String to;
    private final String text;

    private String id = "";
    private String payload = "";
    private boolean certain;
    private @Nullable Instant sentAt;
    private @Nullable String providersReading;

    public MessageDraft(Provider provider, String from, String to, String text) {
        this.provider = provider;
        this.from = from;
        this.to = to;
        this.text = text;
    }

    /** Without an id a message cannot be told from its repetition: a no is rather taken twice than not at all. */
    public MessageDraft id(String told) {
        id = told.isBlank() ? "none-" + UUID.randomUUID() : told;
        certain = ID.matcher(told).matches();
        return this;
    }

    /** Whether its fields are those that the provider sent. */
    public MessageDraft certain(boolean told) {
        certain &= told;
        return this;
    }

    public MessageDraft at(String told) {
        sentAt = FieldText.instant(told);
        return this;
    }

    public MessageDraft read(@Nullable String reading) {
        providersReading = reading;
        return this;
    }

    /** @param told the owner's own name for the button that was pressed */
    public MessageDraft payload(String told) {
        payload = told;
        return this;
    }

    /** One event; none if nobody sent it, so that nobody could have meant anything. A picture alone says nothing. */
    public List<ProviderEvent> events() {
        if (from.isBlank()) {
            return List.of();
        }
        boolean wordless = text.isBlank() && payload.isBlank() && providersReading == null;
        return List.of(
                wordless
                        ? Nothing.WITHOUT_WORDS
                        : new InboundMessage(
                                provider, id, from, to, text, payload, sentAt, providersReading, "", certain));
    }
}
