package dev.ringlock.imports.run;

import dev.ringlock.consent.Contact;
import dev.ringlock.consent.Home;
import dev.ringlock.imports.rows.ImportRow;
import dev.ringlock.imports.rows.JunkSigns;
import dev.ringlock.imports.run.ImportAct.CheckedFile;
import dev.ringlock.imports.run.ImportProgress.CheckResult;
import dev.ringlock.imports.run.RowGroup.ContactRows;
import dev.ringlock.imports.run.RowRules.DecidedRows;
import dev.ringlock.imports.run.RowRules.RowOutcomes;
import dev.ringlock.phone.ContactId;
import dev.ringlock.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads a whole file, for its noes and then for its yeses, and counts what would come of its rows. It asks the rules that a run
 * asks, against what is stored and what the rows before would have stored. It stores nothing of it.
 */
final class ImportCheck {

    private static final int MOST_SHOWN = 100;

    private final Store store;
    private final RowRules rules;
    private final ImportFile file;
    private final CheckNotes notes;
    private final JunkSigns signs = new JunkSigns();
    private ImportCheckpoint place;

    ImportCheck(Store store, RowRules rules, ImportFile file, CheckNotes notes, ImportCheckpoint from) {
        this.store = store;
        this.rules = rules;
        this.file = file;
        this.notes = notes;
        this.place = from;
    }

    /**
     * Goes on.
     *
     * @param goesOn is told after each group how far it is; whether there is time for more
     * @return how far it is; its number is the one before's
     */
    ImportCheckpoint goOn(Predicate<ImportCheckpoint> goesOn) {
        boolean more = true;
        while (more && !place.isLast()) {
            more = way(goesOn);
        }
        notes.add(signs.counts());
        return place;
    }

    /** The rest of one way through the file. */
    private boolean way(Predicate<ImportCheckpoint> goesOn) {
        boolean yeses = place.yesesNext();
        Consumer<ImportRow> seen = yeses ? row -> {} : signs::add;
        boolean more = true;
        try (RowGroups groups = file.groups(yeses, place.lineNext(), seen)) {
            do {
                RowGroup group = groups.next(Long.MAX_VALUE);
                List<RowOutcomes> outcomes = outcomes(group);
                notes.refuse(group.refused());
                notes.refuse(OutcomeCount.refused(outcomes));
                place = place.after(group, yeses, OutcomeCount.of(outcomes));
                more = goesOn.test(place);
            } while (more && !place.end());
        }
        return more;
    }

    private List<RowOutcomes> outcomes(RowGroup group) {
        List<ContactId> ids = group.people().stream()
                .flatMap(person -> person.ids().all().stream())
                .distinct()
                .toList();
        Map<ContactId, Contact> contacts = new HashMap<>();
        store.load(ids)
                .forEach(contact -> contacts.put(contact.id(), notes.known().of(contact)));
        List<RowOutcomes> outcomes = new ArrayList<>();
        for (ContactRows person : group.people()) {
            List<Contact> found = Home.first(
                    person.ids(),
                    person.ids().all().stream()
                            .map(id -> Objects.requireNonNull(contacts.get(id)))
                            .toList());
            DecidedRows decided = rules.decide(found, person.rows());
            // those of the number's older forms too
            decided.changes().stream()
                    .map(change -> change.change().contact())
                    .forEach(after -> notes.known().keep(Objects.requireNonNull(contacts.get(after.id())), after));
            outcomes.addAll(decided.outcomes());
        }
        return outcomes;
    }

    /** @param report the name of the report's file */
    CheckedFile checked(String policyVersion, String report) {
        List<RefusedRow> first = notes.refused().stream()
                .sorted(Comparator.comparingLong(RefusedRow::line))
                .limit(MOST_SHOWN)
                .toList();
        CheckResult result = new CheckResult(
                place.counts(), policyVersion, notes.flags(), notes.known().isExact(), first, notes.unlisted());
        return new CheckedFile(notes.sha256(), result, report);
    }

    CheckNotes notes() {
        return notes;
    }
}
