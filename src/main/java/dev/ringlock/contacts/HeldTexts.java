package dev.ringlock.contacts;

import dev.ringlock.access.Action;
import dev.ringlock.access.Actor;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.HeldMessage;
import dev.ringlock.consent.HeldText;
import dev.ringlock.contacts.ContactView.HeldMessageView;
import dev.ringlock.http.Time;
import dev.ringlock.keys.CannotOpenException;
import dev.ringlock.keys.DataKeys.Sealed;
import dev.ringlock.keys.TextSeals;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.StaffTrail;
import dev.ringlock.store.SealedText;
import dev.ringlock.store.Store;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens the texts of the messages that hold a contact, for staff who decide. Nothing else opens them. */
@Singleton
final class HeldTexts {

    private final Store store;
    private final TextSeals seals;
    private final StaffTrail trace;
    private final Arrivals arrivals;

    HeldTexts(Store store, TextSeals seals, StaffTrail trace, Arrivals arrivals) {
        this.store = store;
        this.seals = seals;
        this.trace = trace;
        this.arrivals = arrivals;
    }

    /** Writes down first that they are read. A text that is gone or cannot be opened is left out of its message. */
    List<HeldMessageView> read(Actor actor, Contact contact) {
        Contact.Hold hold = contact.hold();
        if (hold == null || hold.messages().isEmpty() || !actor.may(Action.READ_HELD_TEXT)) {
            return List.of();
        }
        trace.read(
                actor,
                Action.READ_HELD_TEXT,
                Map.of(
                        "contact", contact.id().value(),
                        "held", hold.entry().value(),
                        "count", String.valueOf(hold.messages().size())));
        Map<Ulid, SealedText> found = new HashMap<>();
        // after their time they are shown no more, whether or not a purge has deleted them
        Instant now = arrivals.now();
        List<HeldMessage> readable = hold.messages().stream()
                .filter(message -> message.over().isAfter(now))
                .toList();
        store.texts(readable).forEach(text -> found.put(text.id(), text));
        return hold.messages().stream()
                .map(message -> view(message, found.get(message.id())))
                .toList();
    }

    private HeldMessageView view(HeldMessage message, @Nullable SealedText sealed) {
        String at = Time.rfc3339(message.at());
        return opened(sealed)
                .map(text -> new HeldMessageView(
                        at, text.sender().isEmpty() ? null : text.sender(), text.provider(), text.text(), text.cut()))
                .orElseGet(() -> new HeldMessageView(at, null, null, null, false));
    }

    private Optional<HeldText> opened(@Nullable SealedText text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(seals.open(text.contact(), text.id(), new Sealed(text.sealed(), text.wrappedKey())));
        } catch (CannotOpenException e) {
            return Optional.empty();
        }
    }
}
