package dev.ringlock.subject;

import dev.ringlock.consent.Contact;
import dev.ringlock.terms.Purpose;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an erasure leaves of a person.
 *
 * @param optOuts how many opt-outs still say no: one for each purpose, and one from everything
 * @param ledgers how many contacts have a history
 * @param proofUntil when the last of these histories goes; null if none is left, or one goes on: the person acted again
 */
record KeptData(int optOuts, int ledgers, @Nullable Instant proofUntil) {

    /**
     * @param contacts of the person, after the erasure
     * @param declared the purposes of the policy
     */
    static KeptData of(List<Contact> contacts, Set<Purpose> declared) {
        int optOuts = 0;
        for (Contact contact : contacts) {
            optOuts += contact.optOutOfEverything() == null ? 0 : 1;
            optOuts += (int) contact.consents().values().stream()
                    .filter(consent -> consent.optOut() != null)
                    .count();
        }
        // of an erased contact nothing comes due but the end of its ledger
        List<Contact> histories =
                contacts.stream().filter(contact -> contact.head() != null).toList();
        List<Instant> ends = histories.stream()
                .filter(contact -> contact.isErased(declared))
                .map(Contact::dueAt)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        return new KeptData(
                optOuts,
                histories.size(),
                ends.size() < histories.size()
                        ? null
                        : ends.stream().max(Comparator.naturalOrder()).orElse(null));
    }
}
