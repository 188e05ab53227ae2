package dev.ringlock.consent;

import dev.ringlock.consent.Code.PendingRequest;
import dev.ringlock.consent.Consent.No;
import dev.ringlock.consent.Consent.State;
import dev.ringlock.consent.Contact.Hold;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules: from a contact as it is and an act to the {@link Change}. Nothing is read or written here. */
public final class Rules {

    /** A sign of life is not written down more often than this: nothing that it is asked for needs it to the minute. */
    private static final Duration SEEN = Duration.ofDays(1);

    private final Retention retention;
    private final Set<Purpose> declared;

    /** @param declared the purposes of the policy; every no takes back the consents of others too */
    public Rules(Retention retention, Set<Purpose> declared) {
        this.retention = retention;
        this.declared = Set.copyOf(declared);
    }

    /**
     * A yes. One that is proved from the phone grants, if its proof began after every no. A web form's grants too, unless
     * the purpose wants proof or an earlier no binds: then it is kept as requested, and a code goes to the phone if its turn
     * has come. It never lowers a consent, so a stranger's form changes nothing that was proved.
     *
     * @param before the contact as it is stored
     * @param olderForms contacts stored under older forms of the number: their noes bind too
     */
    public Change yes(Contact before, Collection<Contact> olderForms, Yes yes) {
        ChangeDraft draft = new ChangeDraft(before, retention);
        Set<Purpose> requested = new LinkedHashSet<>();
        for (Terms terms : yes.terms()) {
            Consent now = before.consent(terms.purpose());
            No no = bindingNo(before, olderForms, terms.purpose(), terms.formerly());
            boolean proves = yes.method().proves();
            if (no != null && yes.begunAt() != null && !yes.begunAt().isAfter(no.at())) {
                continue;
            }
            boolean grants = proves || (no == null && !terms.doubleOptIn());
            boolean living = now != null && now.isLiving(yes.at());
            Event event = !grants ? Event.REQUESTED : living ? Event.RENEWED : Event.GIVEN;
            if (!grants && now != null && now.hasCompartment() && !living) {
                // its end had come, and no purge yet
                Upkeep.end(draft, terms.purpose(), now, DueDate.expired(now), yes.arrival());
            }
            Entry entry = draft.add(
                    ConsentRecord.entry(before.id(), yes, terms, event, draft.place(yes.arrival()), draft.head()));
            if (!grants && living) {
                continue;
            }
            draft.put(terms.purpose(), said(yes, terms, now, no, grants, entry.ulid()));
            if (grants) {
                // whoever says yes has a phone that works
                draft.quality(draft.quality().failed(Failures.NONE));
            }
            if (!grants) {
                requested.add(terms.purpose());
            }
        }
        if (yes.method().proves()) {
            draft.quality(draft.quality().active(yes.at()));
            answered(draft, yes.method());
        } else if (!requested.isEmpty() && yes.code() != null) {
            code(draft, yes, yes.code(), requested, begunAt(before, olderForms, yes.at()));
        }
        if (yes.origin() != null) {
            draft.quality(draft.quality().from(yes.origin()));
        }
        return draft.done(MaskedNumber.of(yes.masked(), yes.country()));
    }

    /**
     * A no. It takes back the purposes that it names, and those that the policy has no more. It destroys their compartments,
     * and from then on binds: also where there was nothing to take back, and though a clock elsewhere ran ahead. A no to
     * everything takes back every consent, and is kept on the contact: it binds purposes that are declared later too.
     */
    public Change no(Contact before, Withdrawal withdrawal) {
        return no(new ChangeDraft(before, retention), before, withdrawal);
    }

    /** A person of staff found that the message that holds the contact was a no: it is taken, and nothing is held any more. */
    public Change optOut(Contact before, Withdrawal withdrawal) {
        ChangeDraft draft = new ChangeDraft(before, retention);
        draft.hold(null);
        return no(draft, before, withdrawal);
    }

    private Change no(ChangeDraft draft, Contact before, Withdrawal withdrawal) {
        Set<Purpose> purposes = takenBack(before, withdrawal);
        for (Purpose purpose : purposes) {
            No no = withdrawn(draft, purpose, before.consent(purpose), withdrawal);
            if (withdrawal.everything()) {
                draft.noToEverything(no);
            }
        }
        draft.pending(
                withdrawal.everything()
                        ? draft.pending().withoutAny()
                        : draft.pending().without(purposes));
        if (withdrawal.method() == Withdrawal.WithdrawalMethod.SMS_REPLY) {
            draft.quality(draft.quality().active(withdrawal.at()));
        }
        return draft.done(before.masked());
    }

    private static No withdrawn(ChangeDraft draft, Purpose purpose, @Nullable Consent now, Withdrawal withdrawal) {
        Instant at = now == null ? withdrawal.at() : latest(withdrawal.at(), now);
        String recordId = now == null || now.recordId().isEmpty() ? withdrawal.recordId() : now.recordId();
        Map<String, String> fields = new TreeMap<>(withdrawal.details());
        fields.put("schema_version", ConsentRecord.SCHEMA);
        fields.put("record_id", recordId);
        fields.put("purpose", purpose.id());
        fields.put("method", withdrawal.method().id());
        fields.put("before", now == null ? "unknown" : now.state().id());
        if (withdrawal.everything()) {
            fields.put("scope", "everything");
        }
        Entry entry = draft.add(Event.WITHDRAWN, at, withdrawal.arrival(), fields);
        No no = new No(at, entry.ulid());
        draft.put(
                purpose,
                new Consent(
                        State.WITHDRAWN,
                        at,
                        entry.ulid(),
                        recordId,
                        null,
                        no,
                        now == null ? null : now.provedAt(),
                        now == null ? null : now.notice(),
                        false));
        return no;
    }

    /** A message that may be a no: nothing is allowed until a person of staff has decided. */
    public Change hold(Contact before, Instant at, Ulid arrival, Map<String, String> details) {
        ChangeDraft draft = new ChangeDraft(before, retention);
        Entry entry = draft.add(Event.HELD, at, arrival, details);
        if (before.hold() == null) {
            draft.hold(new Hold(at, entry.ulid()));
        }
        draft.quality(draft.quality().active(at));
        return draft.done(before.masked());
    }

    /** A person of staff found that the message that holds the contact was no opt-out: what was allowed before is again. */
    public Change release(Contact before, Instant at, Ulid arrival, Map<String, String> details) {
        ChangeDraft draft = new ChangeDraft(before, retention);
        draft.add(Event.RELEASED, at, arrival, details);
        draft.hold(null);
        return draft.done(before.masked());
    }

    /** A question is about to go to the phone; a YES to it while it is open is a proved yes. */
    public Change ask(Contact before, Question question, Ulid arrival, Map<String, String> details) {
        ChangeDraft draft = new ChangeDraft(before, retention);
        Map<String, String> fields = new TreeMap<>(details);
        fields.put("record_id", question.recordId());
        fields.put("notice_id", question.notice().id());
        fields.put("notice_version", String.valueOf(question.notice().version()));
        fields.put("notice_language", question.notice().language());
        fields.put("valid_until", question.until().toString());
        draft.add(Event.REOPTIN_REQUESTED, question.askedAt(), arrival, fields);
        draft.pending(draft.pending().with(question));
        draft.quality(draft.quality().active(question.askedAt()));
        return draft.done(before.masked());
    }

    /**
     * A person of staff wants to see the number for one purpose. Nothing changes but the ledger, and with it the version: an
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
        ChangeDraft draft = new ChangeDraft(before, retention);
        Consent consent = before.consent(purpose);
        Map<String, String> fields = new TreeMap<>(details);
        fields.put("schema_version", ConsentRecord.SCHEMA);
        fields.put("purpose", purpose.id());
        fields.put("record_id", consent == null ? "" : consent.recordId());
        fields.values().removeIf(String::isEmpty);
        if (refusedFor != null) {
            fields.put("refused_for", refusedFor);
        }
        draft.add(refusedFor == null ? Event.REVEALED : Event.REVEAL_REFUSED, at, arrival, fields);
        return draft.done(before.masked());
    }

    /**
     * A message was delivered, or one came that changes nothing: a sign of life. It does not move the instant at which the
     * contact is due, so that the index of what is due is left alone.
     *
     * @return empty if it need not be written down
     */
    public Optional<Change> seen(Contact before, Instant at) {
        Instant last = before.quality().activeAt();
        boolean known = last != null
                && at.isBefore(last.plus(SEEN))
                && before.quality().failures().equals(Failures.NONE);
        if (!before.hasCompartments() || known) {
            return Optional.empty();
        }
        ChangeDraft draft = new ChangeDraft(before, retention);
        draft.quality(draft.quality().active(at));
        Change change = draft.done(before.masked());
        return Optional.of(new Change(
                change.contact().due(before.dueAt() == null ? change.contact().dueAt() : before.dueAt()),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                List.of(),
                false));
    }

    /**
     * A message could not be delivered.
     *
     * @param hard whether it failed for good
     * @return empty if there is nobody any more whom it tells something about, or a later message was delivered
     */
    public Optional<Change> failed(Contact before, Instant at, boolean hard) {
        Instant active = before.quality().activeAt();
        if (!before.hasCompartments() || (active != null && at.isBefore(active))) {
            return Optional.empty();
        }
        ChangeDraft draft = new ChangeDraft(before, retention);
        Failures failures = draft.quality().failures();
        draft.quality(draft.quality().failed(hard ? failures.hard(at) : failures.soft(at)));
        return Optional.of(draft.done(before.masked()));
    }

    /** Whether a no binds that purpose, under whatever form of the number: then only a proved yes grants. */
    static boolean isBound(Contact before, Collection<Contact> olderForms, Purpose purpose) {
        return bindingNo(before, olderForms, purpose, Set.of()) != null;
    }

    /**
     * When a proof begins that is asked for at that instant: after every no that is known then. So a proof counts though a
     * no was dated by a clock that ran ahead and was set right since.
     */
    public static Instant begunAt(Contact before, Collection<Contact> olderForms, Instant at) {
        return Stream.concat(Stream.of(before), olderForms.stream())
                .flatMap(Contact::noes)
                .map(no -> no.at().plusMillis(1))
                .filter(at::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(at);
    }

    private static Consent said(
            Yes yes, Terms terms, @Nullable Consent now, @Nullable No no, boolean grants, Ulid entry) {
        Instant provedBefore = now == null ? null : now.provedAt();
        Instant begunAt = yes.begunAt();
        Instant provedAt = begunAt == null ? provedBefore : begunAt.isAfter(yes.at()) ? begunAt : yes.at();
        return new Consent(
                grants ? State.GRANTED : State.REQUESTED,
                yes.at(),
                entry,
                yes.recordId(),
                grants ? terms.expiry(yes.at()) : null,
                no == null && now != null ? now.no() : no,
                provedAt,
                yes.shown().ref(),
                false);
    }

    /** What was asked is answered: a code proves once, and a question is answered once. */
    private static void answered(ChangeDraft draft, Yes.ConsentMethod method) {
        if (draft.isNothing()) {
            return;
        }
        PendingProof pending = draft.pending();
        Code code = pending.code();
        if (method == Yes.ConsentMethod.SMS_YES) {
            draft.pending(pending.with((Question) null));
        } else if (code != null) {
            draft.pending(pending.with(code.spent()));
        }
    }

    private static void code(ChangeDraft draft, Yes yes, String mac, Set<Purpose> requested, Instant begunAt) {
        PendingRequest request =
                new PendingRequest(yes.recordId(), requested, yes.shown().ref());
        Code last = draft.pending().code();
        if (last == null) {
            draft.pending(draft.pending().with(Code.first(mac, yes.at(), begunAt, request)));
            draft.sendCode();
        } else if (last.mayFollow(yes.at())) {
            draft.pending(draft.pending().with(last.followed(mac, yes.at(), begunAt, request)));
            draft.sendCode();
        } else {
            draft.pending(draft.pending().with(last.joined(request)));
        }
    }

    /**
     * The newest no that no proved yes came after: to the purpose itself, to a name that it had before, or to everything.
     * Only a proved yes to the purpose itself comes after any of them.
     */
    private static @Nullable No bindingNo(
            Contact before, Collection<Contact> olderForms, Purpose purpose, Set<Purpose> formerly) {
        Consent now = before.consent(purpose);
        Instant provedAt = now == null ? null : now.provedAt();
        return Stream.concat(Stream.of(before), olderForms.stream())
                .flatMap(contact -> Stream.concat(
                        Stream.of(contact.noToEverything(), contact.no(purpose)),
                        formerly.stream().map(contact::no)))
                .filter(Objects::nonNull)
                .filter(no -> provedAt == null || !provedAt.isAfter(no.at()))
                .max(Comparator.comparing(No::at))
                .orElse(null);
    }

    /** The purposes that a no takes back. Nobody can name a purpose that the policy has no more, so each no names those. */
    private Set<Purpose> takenBack(Contact before, Withdrawal withdrawal) {
        Set<Purpose> purposes = new TreeSet<>(withdrawal.purposes());
        before.consents().forEach((purpose, consent) -> {
            if (consent.isOpen() && (withdrawal.everything() || !declared.contains(purpose))) {
                purposes.add(purpose);
            }
        });
        return purposes;
    }

    /** A no that arrives counts after whatever is there, whichever machine's clock ran ahead. */
    private static Instant latest(Instant at, Consent now) {
        No no = now.no();
        return Stream.of(at, now.since(), no == null ? at : no.at(), now.provedAt() == null ? at : now.provedAt())
                .max(Comparator.naturalOrder())
                .orElse(at);
    }
}
