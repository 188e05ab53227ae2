package dev.ringlock.consent;

import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.DueDate.End;
import dev.ringlock.consent.ImportedChange.ImportOutcome;
import dev.ringlock.law.Laws;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.phone.NumberPlace;
import dev.ringlock.terms.ImportYes;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Retention;
import dev.ringlock.terms.Terms;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Another system wrote down that a person said yes. It counts from the date of its row, and proves nothing from the phone. */
final class ImportYesRule {

    private final ChangeDraft draft;
    private final Contact before;
    private final Collection<Contact> olderForms;
    private final GivenConsent given;

    ImportYesRule(ChangeDraft draft, Contact before, Collection<Contact> olderForms, GivenConsent given) {
        this.draft = draft;
        this.before = before;
        this.olderForms = olderForms;
        this.given = given;
    }

    ImportedChange change(YesEvidence evidence, Retention retention, Laws laws, Instant now) {
        if (given.at().isAfter(now)) {
            throw new IllegalArgumentException("nobody has said that yes yet");
        }
        Map<Purpose, ImportOutcome> outcomes = new TreeMap<>();
        for (Terms terms : given.terms()) {
            boolean ended = isOver(terms, retention, now) || isOverByLaw(terms, laws, now);
            outcomes.put(terms.purpose(), give(terms, evidence, ended, now));
        }
        Change change = draft.done(given.masked()
                .withOlderForms(olderForms.stream().map(Contact::id).toList()));
        return new ImportedChange(change, outcomes);
    }

    private ImportOutcome give(Terms terms, YesEvidence evidence, boolean ended, Instant now) {
        Consent known = before.consent(terms.purpose());
        OptOut binding = GiveRule.bindingOptOut(before, olderForms, terms.purpose(), terms.formerly());
        if (binding != null) {
            return ImportOutcome.OPTED_OUT;
        }
        if (evidence == YesEvidence.NONE && terms.importYes() == ImportYes.REFUSED) {
            return ImportOutcome.REFUSED;
        }
        boolean grants = grants(terms, evidence);
        ImportOutcome seen = known == null ? null : known(known, grants, now);
        if (seen != null) {
            return seen;
        }
        if (ended) {
            return ImportOutcome.EXPIRED;
        }
        put(terms, known, grants, now);
        return grants ? ImportOutcome.ACCEPTED : ImportOutcome.REQUESTED;
    }

    private static boolean grants(Terms terms, YesEvidence evidence) {
        return switch (evidence) {
            case NONE -> terms.importYes() == ImportYes.GRANTED && !terms.doubleOptIn();
            case TOLD -> !terms.doubleOptIn();
            case PROVED -> true;
        };
    }

    /** The row's outcome if the known consent says at least as much; null if the row says more. */
    private @Nullable ImportOutcome known(Consent known, boolean grants, Instant now) {
        boolean same = known.since().equals(given.at());
        return switch (known.state()) {
            case GRANTED -> {
                if (same || (!grants && known.isLiving(now) && known.since().isBefore(given.at()))) {
                    yield ImportOutcome.DUPLICATE;
                }
                yield known.isGrantedAfter(given.at()) ? ImportOutcome.OLDER : null;
            }
            case REQUESTED -> {
                if (same && !grants) {
                    yield ImportOutcome.DUPLICATE;
                }
                yield known.since().isAfter(given.at()) ? ImportOutcome.OLDER : null;
            }
            // whatever was said before that end ended with it
            case EXPIRED -> given.at().isAfter(known.since()) ? null : ImportOutcome.EXPIRED;
            case WITHDRAWN -> given.at().isAfter(known.since()) ? null : ImportOutcome.OLDER;
        };
    }

    private void put(Terms terms, @Nullable Consent known, boolean grants, Instant now) {
        boolean living = known != null && known.isLiving(now);
        if (!grants && known != null && known.hasCompartment()) {
            // its end had come, and no purge yet
            EndRule.end(draft, terms.purpose(), known, DueDate.expired(known), given.arrival());
        }
        Event event = !grants ? Event.REQUESTED : living ? Event.RENEWED : Event.GIVEN;
        Entry entry = draft.add(
                ConsentRecord.entry(before.id(), given, terms, event, draft.place(given.arrival()), draft.head()));
        draft.put(terms.purpose(), Consent.given(given, terms, grants, known, null, entry.ulid()));
    }

    /** Whether its time was over before it came: by the purpose's end, or by silence. */
    private boolean isOver(Terms terms, Retention retention, Instant now) {
        Map<Purpose, Consent> consents = new TreeMap<>(before.consents());
        Consent yes = new Consent(
                State.GRANTED,
                given.at(),
                given.arrival(),
                given.recordId(),
                terms.expiry(given.at()),
                null,
                null,
                given.shown().ref(),
                false);
        consents.put(terms.purpose(), yes);
        Contact after = before.with(consents);
        End end = Objects.requireNonNull(DueDate.ending(after, yes, retention));
        return !end.at().isAfter(now);
    }

    /** Whether law lets it be used on no channel any more. */
    private boolean isOverByLaw(Terms terms, Laws laws, Instant now) {
        NumberTraits traits = given.masked().traits();
        if (traits == null || terms.channels().isEmpty()) {
            return false;
        }
        NumberPlace place = traits.place(given.masked().country());
        return terms.channels().stream()
                .allMatch(channel -> laws.ceilings(place, channel, terms, now).stream()
                        .anyMatch(ceiling -> !ceiling.end(given.at()).isAfter(now)));
    }
}
