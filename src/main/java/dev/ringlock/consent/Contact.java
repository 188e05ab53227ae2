package dev.ringlock.consent;

import dev.ringlock.ledger.Head;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.terms.NoticeRef;
import dev.ringlock.terms.Purpose;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All consents of one ContactId. It holds no number: {@code masked} is what may be shown of it, and only while a
 * compartment is there.
 *
 * @param version how often it was stored; 0 if never. A commit is refused unless the stored one is the version before.
 * @param head the newest of its ledger entries; null before the first
 * @param optOutOfEverything the last opt-out from everything; it binds purposes that are declared later too. Null if there
 *     was none
 * @param hold while a person of staff has to decide what a message meant; null if none has to. No decision allows, and
 *     no audience lists, what is held
 * @param dueAt when something has to happen with it at the latest, as the rules last computed it; null if nothing ever
 *     has to. What shows a sign of life comes due later than this says: it is looked at and put back
 */
public record Contact(
        ContactId id,
        long version,
        @Nullable MaskedNumber masked,
        @Nullable Head head,
        Map<Purpose, Consent> consents,
        @Nullable OptOut optOutOfEverything,
        @Nullable Hold hold,
        PendingProof pending,
        Quality quality,
        @Nullable Instant dueAt) {

    /**
     * Since when, and the ledger entry of the first message that has to be looked at.
     *
     * @param messages those whose texts are kept, in the order of their receipt
     */
    public record Hold(Instant at, Ulid entry, List<HeldMessage> messages) {

        public Hold {
            messages = List.copyOf(messages);
        }

        /** A hold without any text. */
        public Hold(Instant at, Ulid entry) {
            this(at, entry, List.of());
        }

        /** The same with the texts of the newest messages alone. */
        Hold newest() {
            return new Hold(
                    at, entry, messages.subList(Math.max(0, messages.size() - HeldMessage.MOST), messages.size()));
        }

        /** The same without the texts that may not be kept any longer. */
        Hold withoutOldTexts(Instant now) {
            return new Hold(
                    at,
                    entry,
                    messages.stream()
                            .filter(message -> message.over().isAfter(now))
                            .toList());
        }
    }

    public Contact {
        consents = Map.copyOf(consents);
    }

    /** A contact of whom nothing is stored. */
    public static Contact unknown(ContactId id) {
        return new Contact(id, 0, null, null, Map.of(), null, null, PendingProof.NOTHING, Quality.UNKNOWN, null);
    }

    /** The same, stored once more. */
    Contact storedAgain() {
        return new Contact(id, version + 1, masked, head, consents, optOutOfEverything, hold, pending, quality, dueAt);
    }

    /** Whether it went on under another id and left only its history, which is the other one's too. */
    public boolean isLeft() {
        return isNothing() && quality.movedTo() != null;
    }

    /** The id under which it goes on since a rotation of the index key; null if there was none. */
    public @Nullable ContactId rekeyedTo() {
        ContactId movedTo = quality.movedTo();
        return movedTo == null || movedTo.version() == id.version() ? null : movedTo;
    }

    Contact with(Quality other) {
        return new Contact(id, version, masked, head, consents, optOutOfEverything, hold, pending, other, dueAt);
    }

    /** The same with these consents. */
    Contact with(Map<Purpose, Consent> other) {
        return new Contact(id, version, masked, head, other, optOutOfEverything, hold, pending, quality, dueAt);
    }

    /** The same with this to be shown of its number. */
    public Contact withMasked(@Nullable MaskedNumber shown) {
        return new Contact(id, version, shown, head, consents, optOutOfEverything, hold, pending, quality, dueAt);
    }

    Contact withDueAt(@Nullable Instant at) {
        return new Contact(id, version, masked, head, consents, optOutOfEverything, hold, pending, quality, at);
    }

    /** Its opt-outs, stored once more. Nothing else is left. */
    public Contact suppressions() {
        Map<Purpose, Consent> left = new HashMap<>();
        consents.forEach((purpose, consent) -> {
            if (consent.optOut() != null && consent.isSuppression()) {
                left.put(purpose, Consent.suppression(consent.optOut()));
            }
        });
        return new Contact(
                id,
                version + 1,
                null,
                null,
                left,
                optOutOfEverything,
                null,
                PendingProof.NOTHING,
                Quality.UNKNOWN,
                null);
    }

    public @Nullable Consent consent(Purpose purpose) {
        return consents.get(purpose);
    }

    public boolean hasCompartments() {
        return consents.values().stream().anyMatch(Consent::hasCompartment);
    }

    /** The last opt-out that was found to bind that purpose; null if there was none. */
    public @Nullable OptOut optOut(Purpose purpose) {
        Consent consent = consents.get(purpose);
        return consent == null ? null : consent.optOut();
    }

    /** Every opt-out, whether or not a proved yes came after it. */
    Stream<OptOut> optOuts() {
        return Stream.concat(
                Stream.ofNullable(optOutOfEverything),
                consents.values().stream().flatMap(consent -> Stream.ofNullable(consent.optOut())));
    }

    /** Whether any opt-out is known, whether or not a proved yes came after it. */
    public boolean hasOptOut() {
        return optOuts().findAny().isPresent();
    }

    /** Whether nothing is left that has to be kept: no consent, and no opt-out. */
    public boolean isNothing() {
        return consents.isEmpty() && optOutOfEverything == null;
    }

    /** Whether it says no more than what is refused: not whose number it is, and not what became of it. */
    public boolean isBare() {
        return consents.values().stream().allMatch(Consent::isBare)
                && masked == null
                && hold == null
                && pending.equals(PendingProof.NOTHING)
                && quality.equals(quality.ended());
    }

    /**
     * Whether an erasure would change nothing.
     *
     * @param declared the purposes of the policy: all have to be refused
     */
    public boolean isErased(Set<Purpose> declared) {
        return isBare()
                && optOutOfEverything != null
                && declared.stream().map(consents::get).allMatch(consent -> consent != null && consent.isSuppression());
    }

    /** Purposes that have a compartment, {@code maintenance} included. */
    public Set<Purpose> compartments() {
        Set<Purpose> purposes = new TreeSet<>();
        consents.forEach((purpose, consent) -> {
            if (consent.hasCompartment()) {
                purposes.add(purpose);
                purposes.add(Purpose.MAINTENANCE);
            }
        });
        return purposes;
    }

    /** The country whose numbers its is one of (ISO 3166, two letters); null if that is not known, or may not be any more. */
    public @Nullable String country() {
        return masked == null ? null : masked.country();
    }

    /**
     * Purposes for which it stands elsewhere than before in lists by state and country: another state, another country, or
     * no consent any more.
     */
    public Set<Purpose> placedAnew(Contact before) {
        Set<Purpose> purposes = new TreeSet<>(consents.keySet());
        purposes.addAll(before.consents().keySet());
        if (Objects.equals(country(), before.country())) {
            purposes.removeIf(purpose -> state(purpose) == before.state(purpose));
        }
        return purposes;
    }

    /** Null without a consent for that purpose. */
    public Consent.@Nullable State state(Purpose purpose) {
        Consent consent = consents.get(purpose);
        return consent == null ? null : consent.state();
    }

    /** When the last of the granted consents was given; empty if none is granted. */
    public Optional<Instant> lastYes() {
        Instant last = null;
        for (Consent consent : consents.values()) {
            if (consent.hasCompartment() && (last == null || consent.since().isAfter(last))) {
                last = consent.since();
            }
        }
        return Optional.ofNullable(last);
    }

    /** The language of the wording it agreed to last; null if it never did. */
    public @Nullable String language() {
        return consents.values().stream()
                .filter(consent -> consent.notice() != null)
                .max(Comparator.comparing(Consent::since))
                .map(Consent::notice)
                .map(NoticeRef::language)
                .orElse(null);
    }

    /** Its consents by purpose id, in a stable order. */
    public Map<Purpose, Consent> sorted() {
        return new TreeMap<>(consents);
    }
}
