package dev.ringlock.store;

import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.MaskedNumber;
import dev.ringlock.phone.ContactId;
import dev.ringlock.terms.Purpose;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A consent's place in the lists by purpose, state and country. As a cursor it need not be anybody's.
 *
 * @param country {@value #NO_COUNTRY} if none is known
 */
public record ListPlace(Purpose purpose, State state, String country, ContactId contact) {

    /** Behind every country there is. */
    public static final String NO_COUNTRY = "ZZ";

    private static final Pattern SHAPE =
            Pattern.compile("([a-z0-9-]+)/(expired|granted|requested|withdrawn)/([A-Z]{2})/([a-z0-9_]+)");

    /** Of a consent that the contact has. */
    public static ListPlace of(Contact contact, Purpose purpose) {
        State state = Objects.requireNonNull(contact.state(purpose));
        return new ListPlace(purpose, state, countryOf(contact), contact.id());
    }

    public static String countryOf(Contact contact) {
        MaskedNumber masked = contact.masked();
        return masked == null || masked.country() == null ? NO_COUNTRY : masked.country();
    }

    /** A cursor's place; empty if it is none. */
    public static Optional<ListPlace> read(String text) {
        Matcher parts = SHAPE.matcher(text);
        if (!parts.matches() || !Purpose.isId(parts.group(1)) || !ContactId.isId(parts.group(4))) {
            return Optional.empty();
        }
        return Optional.of(new ListPlace(
                new Purpose(parts.group(1)),
                State.valueOf(parts.group(2).toUpperCase(Locale.ROOT)),
                parts.group(3),
                new ContactId(parts.group(4))));
    }

    /** As a cursor. */
    public String text() {
        return purpose.id() + "/" + state.id() + "/" + country + "/" + contact.value();
    }
}
