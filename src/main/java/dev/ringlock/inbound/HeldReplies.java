package dev.ringlock.inbound;

import dev.ringlock.http.Endpoint;
import dev.ringlock.keys.DataKeys.Sealed;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.TextSeals;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.OptOuts;
import dev.ringlock.steps.ReceivedMessage;
import dev.ringlock.store.SealedText;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** Holds a contact for a message that may be an opt-out, and keeps the text, sealed for the decision. */
@Singleton
final class HeldReplies {

    private static final Logger LOG = Logger.getLogger("ringlock");

    private final OptOuts optOuts;
    private final TextSeals texts;
    private final Arrivals arrivals;

    HeldReplies(OptOuts optOuts, TextSeals texts, Arrivals arrivals) {
        this.optOuts = optOuts;
        this.texts = texts;
        this.arrivals = arrivals;
    }

    void hold(ReceivedMessage received) {
        optOuts.hold(received, sealed(received));
    }

    /** The text, sealed for each contact that may be held. Without the key engine it is not kept: the hold does not wait. */
    private Map<ContactId, SealedText> sealed(ReceivedMessage received) {
        Map<ContactId, SealedText> sealed = new HashMap<>();
        try {
            for (ContactId contact : received.ids().all()) {
                Ulid id = arrivals.ulid(received.at());
                Sealed text = texts.seal(contact, id, received.text());
                sealed.put(contact, new SealedText(contact, id, text.sealed(), text.wrappedKey()));
            }
            return sealed;
        } catch (KeysUnavailableException e) {
            LOG.warnf("the text of a held message is not kept: %s", Endpoint.place(e));
            return Map.of();
        }
    }
}
