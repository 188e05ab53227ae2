package dev.ringlock.imports.rows;

import dev.ringlock.consent.YesEvidence;
import dev.ringlock.imports.rows.AnswerWords.WordMeaning;
import dev.ringlock.imports.rows.MappedNumber.RowNumbers;
import dev.ringlock.imports.rows.MappedPurposes.NamedPurposes;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.policy.Policy;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.ShownNotice;
import dev.ringlock.terms.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The place of one decision in a row, or of the same answer for several purposes.
 *
 * @param noToEverything whether each no is one to everything
 * @param noAt where a no has a date of its own; nothing if {@code decidedAt} is for both
 * @param confirmedAt when the person confirmed a yes from the phone
 */
record MappedDecision(
        MappedPurposes purposes,
        MappedAnswer answer,
        boolean noToEverything,
        MappedDate decidedAt,
        MappedDate noAt,
        MappedDate confirmedAt,
        MappedNotice notice,
        MappedEvidence evidence) {

    /** The field of an entry that says when the person confirmed, as another system has it. */
    private static final String CONFIRMED_AT = "claimed_confirmed_at";

    /**
     * One decision's fields. What it does not say is taken from the whole mapping's.
     *
     * @param all the mapping's own fields
     */
    static MappedDecision read(MappingFields own, MappingFields all, Policy policy) {
        MappedAnswer answer = MappedAnswer.read(own);
        String noTo = own.text("noTo");
        if (!noTo.isEmpty() && !noTo.equals(MappedPurposes.EVERYTHING)) {
            own.mistake("noTo", "not_valid", "Write everything, or leave it out.");
        }
        boolean everything = !noTo.isEmpty();
        MappedPurposes purposes = MappedPurposes.read(own, policy, !(everything && answer.isNo()));
        MappedDate decidedAt = dateOfYes(own, all, "decidedAt", answer, policy);
        MappedDate confirmedAt = dateOfYes(own, all, "confirmedAt", answer, policy);
        return new MappedDecision(
                purposes,
                answer,
                everything,
                decidedAt,
                MappedDate.read(own.or(all, "noAt"), "noAt", policy.timeZone()),
                confirmedAt,
                MappedNotice.read(
                        own.has("legacy") || own.has("notice") || !all.has("legacy") ? own.or(all, "notice") : all,
                        policy,
                        purposes.all()),
                MappedEvidence.read(
                        own.or(all, "how"),
                        own.or(all, "evidence"),
                        !answer.isNo(),
                        taken(all, answer, decidedAt, confirmedAt)));
    }

    private static MappedDate dateOfYes(
            MappingFields own, MappingFields all, String name, MappedAnswer answer, Policy policy) {
        MappingFields fields = own.or(all, name);
        MappedDate date = MappedDate.read(fields, name, policy.timeZone());
        if (!answer.isNo()) {
            date.from()
                    .refuseFixed(
                            fields,
                            name,
                            "One date for every row is nobody's own. Name the column that has each one's, or leave it out.");
        }
        return date;
    }

    /** Columns that say something else than what shows a yes. */
    private static Set<String> taken(MappingFields all, MappedAnswer answer, MappedDate... dates) {
        Set<String> taken = new TreeSet<>(MappedNumber.read(all).columns());
        taken.addAll(MappedValue.read(all, "rowId").columns());
        taken.addAll(answer.columns());
        for (MappedDate date : dates) {
            taken.addAll(date.columns());
        }
        return taken;
    }

    WordMeaning answer(FileRow row) {
        return answer.of(row);
    }

    /** The decision of a row that says yes or no. Empty with a fault. */
    Optional<RowDecision> of(FileRow row, RowNumbers numbers, RowMeaning meaning, List<RowFault> faults) {
        NamedPurposes named = purposes.of(row);
        return switch (answer(row)) {
            case YES -> yes(row, named, numbers, meaning, faults);
            case NO -> no(row, named, numbers, meaning, faults);
            case NOTHING -> Optional.empty();
            case UNKNOWN -> {
                String column = answer.from().column();
                boolean formula = CellText.isFormula(answer.from().of(row));
                faults.add(new RowFault(formula ? RowFaultKind.FORMULA : RowFaultKind.UNKNOWN_ANSWER, column, true));
                yield Optional.empty();
            }
        };
    }

    /** A no whose purpose is not known binds everything: rather one too many than one lost. */
    private Optional<RowDecision> no(
            FileRow row, NamedPurposes named, RowNumbers numbers, RowMeaning meaning, List<RowFault> faults) {
        boolean everything = noToEverything || named.everything() || named.unknown();
        Set<Purpose> meant = everything ? meaning.policy().purposes().keySet() : named.known();
        if (named.unknown() && !noToEverything && !named.everything()) {
            faults.add(
                    new RowFault(RowFaultKind.NO_TO_EVERYTHING, purposes.from().column(), false));
        }
        Instant own = noAt.ofNo(row, meaning.now(), faults);
        Instant at = own == null && noAt.from().of(row).isEmpty() ? decidedAt.ofNo(row, meaning.now(), faults) : own;
        Map<String, String> details = evidence.of(row, numbers.all(), meaning.numbers(), false, faults);
        return Optional.of(new RowDecision(meant, false, everything, at, null, details, YesEvidence.NONE));
    }

    private Optional<RowDecision> yes(
            FileRow row, NamedPurposes named, RowNumbers numbers, RowMeaning meaning, List<RowFault> faults) {
        PhoneNumber number = numbers.first();
        if (number == null) {
            // a no of the same row is taken: for both numbers that it may be, or for another one
            RowFault wrong = Objects.requireNonNull(numbers.wrong());
            if (faults.stream().noneMatch(fault -> fault.kind() == wrong.kind())) {
                faults.add(wrong);
            }
            return Optional.empty();
        }
        if (named.unknown()) {
            faults.add(
                    new RowFault(RowFaultKind.UNKNOWN_PURPOSE, purposes.from().column()));
        }
        if (named.everything()) {
            faults.add(
                    new RowFault(RowFaultKind.YES_TO_EVERYTHING, purposes.from().column()));
        }
        Set<Purpose> reached = new TreeSet<>();
        named.known().stream()
                .map(purpose ->
                        Objects.requireNonNull(meaning.policy().purposes().get(purpose)))
                .filter(terms -> terms.lineTypes().contains(number.lineType()))
                .map(Terms::purpose)
                .forEach(reached::add);
        if (!number.isValid()) {
            faults.add(new RowFault(RowFaultKind.INVALID_NUMBER, ""));
        } else if (reached.size() < named.known().size()) {
            faults.add(new RowFault(RowFaultKind.LINE_TYPE, ""));
        }
        List<RowFault> found = new ArrayList<>();
        Instant at = decidedAt.ofYes(row, meaning.now(), found);
        Instant confirmed = confirmedAt.ofYes(row, meaning.now(), found);
        if (at != null && confirmed != null && confirmed.isBefore(at)) {
            found.add(new RowFault(
                    RowFaultKind.IMPOSSIBLE_DATE, confirmedAt.from().column()));
        }
        ShownNotice shown = notice.of(row, meaning.policy(), reached, found);
        Map<String, String> details = evidence.of(row, numbers.all(), meaning.numbers(), true, found);
        faults.addAll(found);
        if (reached.isEmpty() || !number.isValid() || !found.isEmpty()) {
            return Optional.empty();
        }
        YesEvidence told = YesEvidence.NONE;
        if (at != null && shown != null && MappedEvidence.isWhole(details)) {
            told = confirmed == null ? YesEvidence.TOLD : YesEvidence.PROVED;
        }
        if (confirmed != null) {
            details.put(CONFIRMED_AT, confirmed.toString());
        }
        return Optional.of(new RowDecision(reached, true, false, at, shown, details, told));
    }

    /** Every column that it reads. */
    Stream<String> columns() {
        return Stream.of(
                        purposes.from().columns(),
                        answer.columns(),
                        decidedAt.columns(),
                        noAt.columns(),
                        confirmedAt.columns(),
                        notice.columns(),
                        evidence.columns())
                .flatMap(List::stream);
    }
}
