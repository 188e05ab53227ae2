package dev.ringlock.subject;

import dev.ringlock.consent.Contact;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an erasure leaves of a person.
 *
 * @param optOuts how many opt-outs still say no: one for each purpose, and one from everything
 * @param ledgers how many contacts have a history
 * @param proofUntil when the last of these histories goes; null if none is left
 */
record KeptData(int optOuts, int ledgers, @Nullable Instant proofUntil) {

    /** @param contacts of the person, after the erasure */
    static KeptData of(List<Contact> contacts) {
        int optOuts = 0;
        for (Contact contact : contacts) {
            optOuts += contact.optOutOfEverything() == null ? 0 : 1;
            optOuts += (int) contact.consents().values().stream()
                    .filter(consent -> consent.optOut() != null)
                    .count();
        }
        // of an erased contact nothing comes due but the end of its ledger
        List<Instant> ends = contacts.stream()
                .map(Contact::dueAt)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        return new KeptData(
                optOuts,
                ends.size(),
                ends.stream().max(Comparator.naturalOrder()).orElse(null));
    }
}
