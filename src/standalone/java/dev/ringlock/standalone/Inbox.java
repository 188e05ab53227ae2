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

/** Demo mode's phones speak: by the webhook of a provider that is played here, signed as that provider would. */
@Singleton
final class Inbox {

    private static final int MOST = 1_000;
    private static final Pattern TWIML_MESSAGE = Pattern.compile("<Message>(.*)</Message>", Pattern.DOTALL);

    private final Gateway gateway;
    private final DemoProviders providers;
    private final MessageList messages;
    private final PublicUrl publicUrl;
    private final List<Sms> said = Collections.synchronizedList(new ArrayList<>());

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
     * @return what the webhook answered; empty if there is no such provider
     */
    Optional<APIGatewayV2HTTPResponse> send(String provider, Sms sms) {
        return providers.named(provider).map(played -> sent(provider, played, sms));
    }

    /** What was said from that number, the oldest first. */
    List<Sms> saidFrom(String number) {
        synchronized (said) {
            return said.stream().filter(sms -> sms.from().equals(number)).toList();
        }
    }

    private APIGatewayV2HTTPResponse sent(String provider, PlayedProvider played, Sms sms) {
        String path = "/v1/inbound/" + provider;
        SignedWebhook webhook = played.tell(publicUrl.value() + path, sms);
        synchronized (said) {
            if (said.size() == MOST) {
                said.remove(0);
            }
            said.add(sms);
        }
        APIGatewayV2HTTPResponse answer =
                gateway.answer(BuiltFunction.INBOUND, Events.post(path, webhook.headers(), webhook.body()));
        deliver(sms, answer.getBody());
        return answer;
    }

    /** Twilio carries what its webhook's answer says; others are told in a call of its own. */
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
