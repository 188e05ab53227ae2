package dev.ringlock.consent;

import dev.ringlock.ledger.Ulid;
import dev.ringlock.terms.ShownNotice;
import dev.ringlock.terms.Terms;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A person gave consent: a yes by a form, by a code, or by a message.
 *
 * @param at when it counts from: for a yes from the phone the earlier of the provider's time and its receipt
 * @param begunAt when its proof began: of the code or the question that it answers; null for a yes that is not proved
 * @param arrival the ULID of its first ledger entry
 * @param method how it was expressed, as the server saw it
 * @param terms of each purpose that the person agreed to
 * @param masked what is kept of the number in clear
 * @param country whose numbering plan the number belongs to (ISO 3166)
 * @param details what else its entries say: claims, or the message it came by
 * @param code the keyed hash of the code that is to prove it if it needs proof; null if none can be sent
 * @param origin a keyed hash of the form, the network and the block of numbers it came from; null if not by a form
 */
public record GivenConsent(
        Instant at,
        @Nullable Instant begunAt,
        Ulid arrival,
        String recordId,
        ConsentMethod method,
        List<Terms> terms,
        ShownNotice shown,
        MaskedNumber masked,
        String country,
        PersonalEvidence evidence,
        Map<String, String> details,
        @Nullable String code,
        @Nullable String origin) {

    /** How a yes reached the server. */
    public enum ConsentMethod {
        /** Boxes ticked on a form whose body we read ourselves. */
        WEB_CHECKBOX(false),
        /** A program reported what a person ticked. */
        API(false),
        /** The code that we sent to the phone. */
        SMS_CODE(true),
        /** YES, sent from the phone, to our question. */
        SMS_YES(true),
        /** Another system had written it down. Whatever it says of a proof, it is none that we saw. */
        IMPORTED(false);

        private final boolean proves;

        ConsentMethod(boolean proves) {
            this.proves = proves;
        }

        /** Whether it proves that the person has the phone. */
        boolean proves() {
            return proves;
        }

        /** Its name on the ledger. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** When a proved yes counts from as a proof; null if it is not proved. */
    @Nullable
    Instant provedAt() {
        return begunAt == null || begunAt.isAfter(at) ? begunAt : at;
    }

    public GivenConsent {
        if (method.proves() != (begunAt != null)) {
            throw new IllegalArgumentException(
                    "a proved yes has the instant at which its proof began, and no other has");
        }
        terms = List.copyOf(terms);
        details = Collections.unmodifiableMap(new TreeMap<>(details));
    }
}
