package dev.ringlock.consent;

import dev.ringlock.law.Laws;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.Retention;
import dev.ringlock.terms.Terms;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules: from a contact as it is and an act to the {@link Change}. Nothing is read or written here. Each act has its own
 * class; {@link Upkeep} has what happens by itself.
 */
public final class Rules {

    /** The field of an entry that names the place of the act that it does again. */
    public static final String REPLAYED = "replayed";

    private final Retention retention;
    private final Laws laws;
    private final Set<Purpose> declared;

    /** Rules that no law binds. */
    public Rules(Retention retention, Set<Purpose> declared) {
        this(retention, new Laws(), declared);
    }

    /** @param declared the purposes of the policy. Every opt-out takes back the consents of others too */
    public Rules(Retention retention, Laws laws, Set<Purpose> declared) {
        this.retention = retention;
        this.laws = laws;
        this.declared = Set.copyOf(declared);
    }

    /**
     * Gives consent. A yes that is proved from the phone grants, if its proof began after every opt-out. A web form's yes
     * grants too, unless the purpose wants proof or an earlier opt-out binds. Then it is kept as requested, and a code goes
     * to the phone if its turn has come. A yes never lowers a consent, so a stranger's form changes nothing that was proved.
     *
     * @param before the contact as it is stored
     * @param olderForms contacts stored under older forms of the number: their opt-outs bind too
     */
    public Change give(Contact before, Collection<Contact> olderForms, GivenConsent given) {
        return new GiveRule(draft(before), before, olderForms, given).change();
    }

    /**
     * Sends another code for a signup that still waits for one, if its turn has come. An opt-out took the signup away, so
     * nothing is sent for it then. Nothing else changes.
     *
     * @return a change that sends the code, or one that need not be stored
     */
    public Change codeAgain(Contact before, Collection<Contact> olderForms, String recordId, String mac, Instant at) {
        ChangeDraft draft = draft(before);
        Code last = before.pending().code();
        if (last != null && last.mayFollow(at)) {
            last.unproved(recordId).ifPresent(request -> {
                draft.pending(before.pending().with(last.followed(mac, at, begunAt(before, olderForms, at), request)));
                draft.sendCode();
            });
        }
        return draft.done(before.masked());
    }

    /**
     * The newest opt-out that no proved yes came after: from the purpose itself, from a name that it had before, or from
     * everything. Only a proved yes to the purpose itself comes after any of them. Null if none binds.
     *
     * @param forms the contact of the number, and those of its older forms
     */
    public static @Nullable OptOut bindingOptOut(List<Contact> forms, Terms terms) {
        return GiveRule.bindingOptOut(forms.get(0), forms.subList(1, forms.size()), terms.purpose(), terms.formerly());
    }

    /**
     * Another system wrote down that a person said yes. It counts from the date of its row, and so does its end. It grants
     * only where no opt-out binds, whichever came first, and overwrites no newer decision.
     *
     * @param before the contact as it is stored
     * @param olderForms contacts stored under older forms of the number: their opt-outs bind too
     * @param given its {@code at} is the row's date, which must not be after now
     */
    public ImportedChange importYes(
            Contact before, Collection<Contact> olderForms, GivenConsent given, YesEvidence evidence, Instant now) {
        return new ImportYesRule(draft(before), before, olderForms, given).change(evidence, retention, laws, now);
    }

    /**
     * Another system wrote down that a person opted out. It counts from the date of its row, if no newer decision is known.
     * One to everything binds the purposes that were not decided later, and those that are declared later. A hold stays.
     *
     * @param no its {@code at} is the row's date; now if it has none: then it says nothing new where an opt-out binds
     */
    public ImportedChange importNo(Contact before, Withdrawal no, Instant now) {
        return new ImportNoRule(draft(before), before, no, now).change(declared);
    }

    /**
     * Withdraws consent: every STOP and every other opt-out is decided here. It takes back the purposes that it names, and
     * those that the policy has no more. It destroys their compartments, and binds from then on: also where there was nothing
     * to take back, and though a clock elsewhere ran ahead. An opt-out from everything takes back every consent. It is kept on
     * the contact, and binds purposes that are declared later. A hold ends with it.
     */
    public Change withdraw(Contact before, Withdrawal withdrawal) {
        return new WithdrawRule(draft(before), before, withdrawal).change(declared);
    }

    /** Staff found that the message that holds the contact was an opt-out: it counts, and nothing is held any more. */
    public Change withdrawHeld(Contact before, Withdrawal withdrawal) {
        ChangeDraft draft = draft(before);
        draft.hold(null);
        return new WithdrawRule(draft, before, withdrawal).change(declared);
    }

    /**
     * A person wants to be forgotten. It is an opt-out from everything, and with the compartments goes all that says whose
     * number it is, what was asked of it, what it said and how active it was. Its opt-outs and its ledger stay. An entry
     * says that it was erased, and is enough to do it again.
     *
     * @param everything the opt-out from everything; of an instant of the past if the erasure is done again
     * @return nothing to store if nothing is left to erase
     */
    public Change erase(Contact before, Withdrawal everything) {
        return new EraseRule(draft(before), before, everything).change(declared);
    }

    /**
     * A message may be an opt-out: nothing is allowed until staff have decided.
     *
     * @param texts the message, if its text is kept
     */
    public Change hold(Contact before, List<HeldMessage> texts, Instant at, Ulid arrival, Map<String, String> details) {
        return HoldRule.hold(draft(before), before, texts, at, arrival, details);
    }

    /**
     * An act that came after a backup was made is done again to what was restored of it. Only opt-outs, holds, their ends, and
     * ends of consents are: what takes away.
     *
     * @param before the restored contact
     * @param lost the entry of the act, as it was written at the time
     */
    public Change again(Contact before, Entry lost, Instant now) {
        return new LostActRule(draft(before), before, lost, now).change();
    }

    /** Staff found that the message that holds the contact was no opt-out: what was allowed before is allowed again. */
    public Change release(Contact before, Instant at, Ulid arrival, Map<String, String> details) {
        return HoldRule.release(draft(before), before, at, arrival, details);
    }

    /** A question is about to go to the phone. A YES to it is a proved yes while the question is open. */
    public Change ask(Contact before, Question question, Ulid arrival, Map<String, String> details) {
        ChangeDraft draft = draft(before);
        draft.add(Event.REOPTIN_REQUESTED, question.askedAt(), arrival, ConsentRecord.fields(question, details));
        draft.pending(draft.pending().with(question));
        draft.quality(draft.quality().active(question.askedAt()));
        return draft.done(before.masked());
    }

    /**
     * A person of staff wants to see the number for one purpose. Only the ledger changes, and with it the version: so an
     * opt-out that is written meanwhile wins.
     *
     * @param refusedFor why they may not see it; null if they may
     * @param details who wants it, and why
     */
    public Change reveal(
            Contact before,
            Purpose purpose,
            @Nullable String refusedFor,
            Instant at,
            Ulid arrival,
            Map<String, String> details) {
        ChangeDraft draft = draft(before);
        Event event = refusedFor == null ? Event.REVEALED : Event.REVEAL_REFUSED;
        Map<String, String> fields = ConsentRecord.fields(purpose, before.consent(purpose), details);
        if (refusedFor != null) {
            fields.put("refused_for", refusedFor);
        }
        draft.add(event, at, arrival, fields);
        return draft.done(before.masked());
    }

    /**
     * The person wants to have all that is held about them. Only the ledger changes.
     *
     * @param details in which form
     */
    public Change access(Contact before, Instant at, Ulid arrival, Map<String, String> details) {
        ChangeDraft draft = draft(before);
        draft.add(Event.ACCESSED, at, arrival, details);
        return draft.done(before.masked());
    }

    /**
     * A message was delivered, or one came that changes nothing: a sign of life. It does not move the instant at which the
     * contact is due, so that the index of what is due is left alone.
     *
     * @return empty if it need not be written down
     */
    public Optional<Change> seen(Contact before, Instant at) {
        return ActivityRule.seen(before, at, retention);
    }

    /**
     * A carrier took a message and may never say whether it arrived: a weak sign of life. It counts only while nothing
     * failed since the last one.
     *
     * @return empty if it need not be written down
     */
    public Optional<Change> accepted(Contact before, Instant at) {
        return ActivityRule.accepted(before, at, retention);
    }

    /**
     * A message could not be delivered.
     *
     * @return empty if the contact has no consent any more, or a later message was delivered, or a yes came later
     */
    public Optional<Change> failed(Contact before, Instant at, FailureKind kind) {
        return ActivityRule.failed(before, at, kind, retention);
    }

    /**
     * When a proof begins that is asked for at that instant: after every opt-out that is known then. So a proof counts though
     * an opt-out was dated by a clock that ran ahead and was set right since.
     */
    public static Instant begunAt(Contact before, Collection<Contact> olderForms, Instant at) {
        return GiveRule.begunAt(before, olderForms, at);
    }

    private ChangeDraft draft(Contact before) {
        return new ChangeDraft(before, retention);
    }
}
