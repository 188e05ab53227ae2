package dev.ringlock.imports.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.consent.Consent;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.OptOut;
import dev.ringlock.ledger.Entry;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.purge.People;
import dev.ringlock.store.SealedFiles;
import dev.ringlock.store.Store;
import dev.ringlock.terms.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What tests of imports stand on, on every store. */
public abstract class ImportsOnStore {

    private static final String ALL_DECISIONS = """
            source: crm
            number: {column: Phone, region: US}
            rowId: {column: Id}
            decidedAt: {column: Date}
            how: web form
            evidence: {column: Ticket}
            notice: {id: signup, version: 1, language: en}
            decisions:
            """;

    static final String MAPPING = ALL_DECISIONS + """
              - purpose: {column: List, words: {all: everything}}
                answer: {column: Status}
            """;

    /** The same for a file without a column of purposes. */
    public static final String TO_MARKETING = ALL_DECISIONS + "  - {purpose: marketing, answer: {column: Status}}\n";

    static final String HEADER = "Id,Phone,List,Status,Date,Ticket\n";

    protected final TestClock clock = new TestClock();

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    /** The files under test, likewise. */
    protected abstract SealedFiles files();

    /** A file of rows; each is behind its line's number, which is its id. */
    static String csv(String... rows) {
        StringBuilder file = new StringBuilder(HEADER);
        for (int i = 0; i < rows.length; i++) {
            file.append(i + 2).append(',').append(rows[i]).append('\n');
        }
        return file.toString();
    }

    static String number(int person) {
        return People.american(person).e164();
    }

    /**
     * A file of thirty rows about ten people, with everything that a row can come to.
     *
     * @param round whose people are others in each round
     */
    static String mixed(int round) {
        String[] people = Stream.iterate(round * 10, person -> person + 1)
                .limit(10)
                .map(ImportsOnStore::number)
                .toArray(String[]::new);
        return csv(
                people[0] + ",marketing,yes,2046-01-10T10:00:00Z,T-1",
                people[1] + ",marketing,yes,2046-01-11T10:00:00Z,T-2",
                people[1] + ",service,yes,2046-01-11T10:00:00Z,T-2",
                people[1] + ",marketing,yes,2046-01-11T10:00:00Z,T-2",
                people[2] + ",marketing,yes,2046-01-12T10:00:00Z,T-3",
                people[2] + ",marketing,yes,2046-02-12T10:00:00Z,T-4",
                people[2] + ",marketing,yes,2046-01-12T10:00:00Z,T-3",
                people[3] + ",all,no,,",
                people[3] + ",marketing,yes,2046-03-01T10:00:00Z,T-5",
                people[4] + ",marketing,no,2046-04-01T10:00:00Z,",
                people[4] + ",marketing,no,2046-03-01T10:00:00Z,",
                people[4] + ",marketing,no,2046-04-01T10:00:00Z,",
                people[4] + ",marketing,yes,2046-05-01T10:00:00Z,T-6",
                people[4] + ",service,yes,2046-05-01T10:00:00Z,T-6",
                people[5] + ",marketing,,,",
                "nobody,marketing,no,,",
                people[5] + ",marketing,perhaps,,",
                people[6] + ",marketing,yes,,",
                people[6] + ",marketing,yes,2041-01-01T10:00:00Z,T-7",
                people[7] + ",service,yes,2046-06-01T10:00:00Z,T-8",
                people[7] + ",service,no,2046-06-01T10:00:00Z,",
                people[8] + ",marketing,no,,",
                people[8] + ",marketing,no,,",
                people[8] + ",all,no,2046-07-01T10:00:00Z,",
                people[9] + ",service,yes,2046-08-01T10:00:00Z,T-9",
                people[9] + ",service,yes,2046-07-01T10:00:00Z,T-10",
                people[9] + ",marketing,yes,2046-08-01T10:00:00Z,T-9",
                people[0] + ",service,yes,2046-01-10T10:00:00Z,T-1",
                people[0] + ",marketing,yes,2046-09-10T10:00:00Z,T-1",
                people[5] + ",service,yes,2046-09-11T10:00:00Z,T-11");
    }

    /** All that is stored of the people of a round, but for what chance makes. */
    static List<String> told(Engines on, int round) {
        List<String> told = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            told.add(i + ": " + told(on, People.american(round * 10 + i)));
        }
        return told;
    }

    static String told(Engines on, PhoneNumber number) {
        ContactId id = on.index.contactId(number);
        Contact contact = on.store.load(List.of(id)).get(0);
        StringBuilder told = new StringBuilder("version " + contact.version());
        OptOut everything = contact.optOutOfEverything();
        told.append(", everything ").append(everything == null ? null : everything.at());
        contact.sorted()
                .forEach((purpose, consent) -> told.append("; ")
                        .append(purpose)
                        .append(' ')
                        .append(told(consent))
                        .append(on.store.compartments(purpose, List.of(id)).size()));
        told.append("; ")
                .append(on.store.compartments(Purpose.MAINTENANCE, List.of(id)).size());
        for (Entry entry : history(on, number)) {
            TreeMap<String, String> fields = new TreeMap<>(entry.fields());
            fields.keySet().retainAll(Set.of("purpose", "line", "before", "scope", "kept", "valid_until"));
            told.append("\n  ")
                    .append(entry.event())
                    .append(' ')
                    .append(entry.at())
                    .append(fields);
        }
        // what has no date counts from when the work was asked for
        return told.toString().replaceAll("204(6-1[12]|7-)[-T:.0-9]+Z", "asked");
    }

    private static String told(Consent consent) {
        OptOut no = consent.optOut();
        return consent.state() + " since " + consent.since() + ", no " + (no == null ? null : no.at()) + ", ";
    }

    static List<Entry> history(Engines on, PhoneNumber number) {
        return on.store.history(on.index.contactId(number).value(), null, 500).items();
    }

    Consent.@Nullable State state(Engines on, int person, String purpose) {
        return store().load(List.of(on.index.contactId(People.american(person))))
                .get(0)
                .state(new Purpose(purpose));
    }

    List<Entry> entries(String importId) {
        return store().history("import/" + importId, null, 100).items();
    }

    static ImportCounts counts(ImportProgress progress) {
        assertEquals(ImportState.DONE, progress.state(), String.valueOf(progress.problem()));
        return progress.work().counts();
    }

    static ImportCounts found(ImportProgress progress) {
        assertEquals(ImportState.CHECKED, progress.state(), String.valueOf(progress.problem()));
        return progress.checked().counts();
    }
}
