package dev.ringlock.provider.twilio;

import dev.ringlock.message.Message;
import dev.ringlock.message.MessageNotSentException;
import dev.ringlock.message.MessageSender;
import dev.ringlock.message.ProviderAnswer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * {@link MessageSender} on Twilio's "Messages" resource. Twilio has no dry run: a rehearsal asks for a message that is not
 * there, which takes the same credentials on the same host, sends nothing and is told nothing of anybody.
 */
final class TwilioSender implements MessageSender {

    /** Of a message id's shape, and nobody's. */
    private static final String NOBODYS = "SM" + "0".repeat(32);

    private final URI messages;
    private final URI nothing;
    private final Map<String, String> headers;

    TwilioSender(TwilioAccount account) {
        String resource = account.baseUrl() + "/2010-04-01/Accounts/" + account.accountSid() + "/Messages";
        this.headers = account.formHeaders();
        this.messages = URI.create(resource + ".json");
        this.nothing = URI.create(resource + "/" + NOBODYS + ".json");
    }

    @Override
    public void send(Message message) {
        ProviderAnswer answer = ProviderAnswer.of(messages, headers, form(message));
        if (!answer.took("sid")) {
            throw answer.refused(answer.json().path("code").asText());
        }
    }

    @Override
    public Optional<URI> address() {
        return Optional.of(messages.resolve("/"));
    }

    @Override
    public void rehearse(Message message) {
        try {
            ProviderAnswer.of(nothing, headers, null);
        } catch (MessageNotSentException e) {
            // nothing was to be sent
        }
    }

    private static byte[] form(Message message) {
        String form = "From=" + encoded(message.from()) + "&To="
                + encoded(message.to().e164()) + "&Body=" + encoded(message.text());
        return form.getBytes(StandardCharsets.US_ASCII);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
