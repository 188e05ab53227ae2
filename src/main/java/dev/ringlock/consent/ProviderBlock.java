package dev.ringlock.consent;

import dev.ringlock.consent.Consent.State;
import dev.ringlock.terms.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A person is on a provider's block list: they opted out there.
 *
 * @param purposes that the blocked senders stand for
 * @param everything whether they stand for everything, as a STOP to one of them does
 * @param since when the provider says that they opted out; null if it tells no time
 */
public record ProviderBlock(
        Set<Purpose> purposes, boolean everything, @Nullable Instant since) {

    public ProviderBlock {
        purposes = Set.copyOf(purposes);
    }

    /**
     * Whether an opt-out of ours says all of it already.
     *
     * @param forms the contact of the number, followed by those of its older forms
     */
    public boolean isKnown(List<Contact> forms) {
        return (!everything || forms.get(0).optOutOfEverything() != null)
                && news(forms).isEmpty();
    }

    /** Whether nothing may go to that person for any of these purposes, because they said no. */
    public boolean isRefused(Contact contact) {
        return purposes.stream().allMatch(purpose -> refuses(contact, purpose));
    }

    /**
     * The purposes for which we know of no opt-out that still binds, or of none that a code or a question on its way
     * respects: its answer would grant them, and it may have begun before the block.
     */
    public Set<Purpose> news(List<Contact> forms) {
        return purposes.stream()
                .filter(purpose -> !refuses(forms.get(0), purpose)
                        || forms.stream().anyMatch(form -> form.pending().outlives(since, purpose))
                        || forms.stream().skip(1).anyMatch(older -> stands(older.consent(purpose))))
                .collect(Collectors.toSet());
    }

    /**
     * The purposes that the person said yes to after they were blocked, proved from their phone. The block is older, so it is no
     * new opt-out. Without a time nobody knows which came first, so the no wins.
     */
    public Set<Purpose> newerYeses(List<Contact> forms) {
        Instant blocked = since;
        return blocked == null
                ? Set.of()
                : news(forms).stream()
                        .filter(purpose ->
                                forms.stream().anyMatch(form -> isProvedAfter(form.consent(purpose), blocked)))
                        .collect(Collectors.toSet());
    }

    private static boolean stands(@Nullable Consent consent) {
        return consent != null && consent.isOpen() && !consent.isSuppression();
    }

    private static boolean refuses(Contact contact, Purpose purpose) {
        Consent consent = contact.consent(purpose);
        return consent == null
                ? contact.optOutOfEverything() != null
                : consent.state() == State.WITHDRAWN || consent.isSuppression();
    }

    private static boolean isProvedAfter(@Nullable Consent consent, Instant blocked) {
        return consent != null
                && consent.state() == State.GRANTED
                && consent.provedAt() != null
                && consent.provedAt().isAfter(blocked);
    }
}
