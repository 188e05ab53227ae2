package dev.ringlock.standalone;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.functions.BuiltFunction;
import dev.ringlock.http.PublicUrl;
import dev.ringlock.message.Message;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.standalone.inbox.DemoProviders;
import dev.ringlock.standalone.inbox.PlayedProvider;
import dev.ringlock.standalone.inbox.SignedWebhook;
import dev.ringlock.standalone.inbox.Sms;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends texts from demo mode's phones, by a played provider's webhook with that provider's signature. */
@Singleton
final class Inbox {

    private static final int MOST = 1_000;
    private static final Pattern TWIML_MESSAGE = Pattern.compile("<Message>(.*)</Message>", Pattern.DOTALL);

    private final Gateway gateway;
    private final DemoProviders providers;
    private final MessageList messages;
    private final PublicUrl publicUrl;
    private final List<Sms> sentTexts = Collections.synchronizedList(new ArrayList<>());

    Inbox(Gateway gateway, DemoProviders providers, MessageList messages, PublicUrl publicUrl) {
        this.gateway = gateway;
        this.providers = providers;
        this.messages = messages;
        this.publicUrl = publicUrl;
    }

    /**
     * Sends a text from a phone.
     *
     * @param provider as in a webhook's address
     * @return the webhook's answer; empty if there is no such provider
     */
    Optional<APIGatewayV2HTTPResponse> send(String provider, Sms sms) {
        return providers.named(provider).map(played -> sent(provider, played, sms));
    }

    /** The texts from that number, oldest first. */
    List<Sms> saidFrom(String number) {
        synchronized (sentTexts) {
            return sentTexts.stream().filter(sms -> sms.from().equals(number)).toList();
        }
    }

    private APIGatewayV2HTTPResponse sent(String provider, PlayedProvider played, Sms sms) {
        String path = "/v1/inbound/" + provider;
        SignedWebhook webhook = played.tell(publicUrl.value() + path, sms);
        synchronized (sentTexts) {
            if (sentTexts.size() == MOST) {
                sentTexts.remove(0);
            }
            sentTexts.add(sms);
        }
        APIGatewayV2HTTPResponse answer =
                gateway.answer(BuiltFunction.INBOUND, Events.post(path, webhook.headers(), webhook.body()));
        deliver(sms, answer.getBody());
        return answer;
    }

    /** Twilio sends the message in its webhook's answer. Other providers get a request of its own. */
    private void deliver(Sms sms, String answer) {
        Matcher message = TWIML_MESSAGE.matcher(answer);
        if (message.find()) {
            String text = message.group(1)
                    .replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&apos;", "'")
                    .replace("&amp;", "&");
            List<PhoneNumber> ours =
                    PhoneNumber.ofSender(sms.to(), List.of(), true).stream().toList();
            PhoneNumber.ofSender(sms.from(), ours, false)
                    .ifPresent(number -> messages.send(new Message(sms.to(), number, text)));
        }
    }
}
