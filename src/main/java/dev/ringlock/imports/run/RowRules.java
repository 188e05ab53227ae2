package dev.ringlock.imports.run;

import dev.ringlock.consent.Change;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.ImportedChange;
import dev.ringlock.consent.ImportedChange.ImportOutcome;
import dev.ringlock.consent.Rules;
import dev.ringlock.consent.Withdrawal;
import dev.ringlock.imports.rows.ImportRow.DecidedRow;
import dev.ringlock.imports.rows.RowDecision;
import dev.ringlock.imports.run.RowConsents.RowYes;
import dev.ringlock.phone.ContactId;
import dev.ringlock.policy.Policy;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.terms.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks the rules what comes of a contact's rows, one after the other. A check and a run ask alike. */
final class RowRules {

    private final Rules rules;
    private final RowConsents consents;
    private final PastRows past;
    private final Arrivals arrivals;

    RowRules(Policy policy, RowConsents consents, PastRows past, Arrivals arrivals) {
        this.rules = policy.rules();
        this.consents = consents;
        this.past = past;
        this.arrivals = arrivals;
    }

    /**
     * The outcome of a contact's rows.
     *
     * @param outcomes of each row, in their order
     * @param changes to be stored, in their order
     * @param after the contact behind them
     */
    record DecidedRows(List<RowOutcomes> outcomes, List<RowChange> changes, Contact after) {}

    /** @param outcomes how many of the row's decisions, by purpose, came to each outcome */
    record RowOutcomes(long line, Map<ImportOutcome, Integer> outcomes) {}

    /**
     * The part of a row that is to be stored.
     *
     * @param yes null for a no
     */
    record RowChange(
            DecidedRow row, Change change, @Nullable RowYes yes) {}

    /** @param found the contact, followed by those under the number's older forms */
    DecidedRows decide(List<Contact> found, List<DecidedRow> rows) {
        Contact contact = found.get(0);
        List<Contact> olderForms = new ArrayList<>(found.subList(1, found.size()));
        List<RowOutcomes> outcomes = new ArrayList<>();
        List<RowChange> changes = new ArrayList<>();
        for (DecidedRow row : rows) {
            Map<ImportOutcome, Integer> counted = new EnumMap<>(ImportOutcome.class);
            for (RowDecision decision : row.decisions()) {
                RowYes yes = decision.granted() ? consents.yes(row, decision) : null;
                Withdrawal no = decision.granted() ? null : consents.no(row, decision);
                ImportedChange imported = no == null
                        ? yes(contact, olderForms, row, decision, Objects.requireNonNull(yes))
                        : no(contact, olderForms, row, decision, no);
                imported.outcomes().values().forEach(outcome -> counted.merge(outcome, 1, Integer::sum));
                if (yes != null && yes.undated() > 0) {
                    counted.merge(ImportOutcome.REFUSED, yes.undated(), Integer::sum);
                }
                if (no != null && !imported.change().isNothing()) {
                    changes.addAll(older(olderForms, row, no, now(decision, no)));
                }
                if (!imported.change().isNothing()) {
                    changes.add(new RowChange(row, imported.change(), yes));
                    contact = imported.change().contact();
                }
            }
            outcomes.add(new RowOutcomes(row.line(), counted));
        }
        return new DecidedRows(outcomes, changes, contact);
    }

    /** A no binds every form of its number: consents under older ones are taken back too, before the contact itself changes. */
    private List<RowChange> older(List<Contact> olderForms, DecidedRow row, Withdrawal no, Instant now) {
        List<RowChange> changes = new ArrayList<>();
        olderForms.replaceAll(older -> {
            Change change = older.consents().isEmpty()
                    ? Change.nothing(older)
                    : rules.importNo(older, no, now).change();
            if (!change.isNothing()) {
                changes.add(new RowChange(row, change, null));
            }
            return change.contact();
        });
        return changes;
    }

    private ImportedChange no(
            Contact before, List<Contact> olderForms, DecidedRow row, RowDecision decision, Withdrawal no) {
        ImportedChange imported = rules.importNo(before, no, now(decision, no));
        boolean maybeKnown = decision.decidedAt() == null
                && before.hasOptOut()
                && !imported.change().isNothing();
        return maybeKnown && past.hasRow(histories(before, olderForms), consents.rowHash(row, decision), false)
                ? known(imported, before)
                : imported;
    }

    /** Whose ledgers tell what was done to it: its own, and that of the contact that it was before the index key rotated. */
    private static List<ContactId> histories(Contact before, List<Contact> olderForms) {
        return Stream.concat(
                        Stream.of(before),
                        olderForms.stream()
                                .filter(older ->
                                        before.id().equals(older.quality().movedTo())))
                .map(Contact::id)
                .toList();
    }

    /** To a no without a date it is the instant from which that counts. */
    private Instant now(RowDecision decision, Withdrawal no) {
        return decision.decidedAt() == null ? no.at() : arrivals.now();
    }

    private ImportedChange yes(
            Contact before, List<Contact> olderForms, DecidedRow row, RowDecision decision, RowYes yes) {
        ImportedChange imported = rules.importYes(before, olderForms, yes.given(), yes.evidence(), arrivals.now());
        boolean maybeKnown = decision.decidedAt() == null
                && before.head() != null
                && !imported.change().isNothing();
        return maybeKnown && past.hasRow(histories(before, olderForms), consents.rowHash(row, decision), true)
                ? known(imported, before)
                : imported;
    }

    /** That row was imported before; whatever came since counts. */
    private static ImportedChange known(ImportedChange imported, Contact before) {
        Map<Purpose, ImportOutcome> outcomes = new HashMap<>(imported.outcomes());
        outcomes.replaceAll(
                (purpose, outcome) -> outcome == ImportOutcome.ACCEPTED || outcome == ImportOutcome.REQUESTED
                        ? ImportOutcome.DUPLICATE
                        : outcome);
        return new ImportedChange(Change.nothing(before), outcomes);
    }
}
