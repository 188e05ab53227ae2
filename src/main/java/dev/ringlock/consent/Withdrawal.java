package dev.ringlock.consent;

import dev.ringlock.ledger.Ulid;
import dev.ringlock.terms.Purpose;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A person opted out.
 *
 * @param at when it counts from: its receipt by our clock, whatever time the provider gives
 * @param arrival the ULID of its first ledger entry
 * @param recordId of the withdrawal itself, for a purpose that has no consent record
 * @param purposes that are taken back, whether or not they were ever agreed to
 * @param everything whether it is an opt-out from everything: all other consents are taken back too, and purposes that
 *     are declared later are refused
 * @param details what else its entries say: which message it came by
 */
public record Withdrawal(
        Instant at,
        Ulid arrival,
        String recordId,
        Set<Purpose> purposes,
        boolean everything,
        WithdrawalMethod method,
        Map<String, String> details) {

    /** How an opt-out reached the server. */
    public enum WithdrawalMethod {
        SMS_REPLY,
        PREFERENCE_PAGE,
        /** A provider refused a message of ours: the person had opted out there. */
        PROVIDER_BLOCK_LIST,
        /** A person of staff wrote it down: the person told them, or a message that was held meant it. */
        STAFF,
        /** Another system had written it down. */
        IMPORTED;

        /** Its name on the ledger. */
        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Withdrawal {
        purposes = Set.copyOf(purposes);
        details = Collections.unmodifiableMap(new TreeMap<>(details));
    }
}
