package dev.ringlock.imports.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.store.SealedFiles;
import dev.ringlock.store.Store;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an import keeps on every store: each row is accounted for, once, whatever happens. */
public abstract class ImportsContract {

    static final String MAPPING = """
            source: crm
            number: {column: Phone, region: US}
            rowId: {column: Id}
            decidedAt: {column: Date}
            how: web form
            evidence: {column: Ticket}
            notice: {id: signup, version: 1, language: en}
            decisions:
              - {purpose: marketing, answer: {column: Status}}
            """;

    protected final TestClock clock = new TestClock();

    /** The store under test, empty at a test's begin. */
    protected abstract Store store();

    /** The files under test, likewise. */
    protected abstract SealedFiles files();

    @Test
    void aFileIsCheckedAndRun() {
        ImportClient door = new ImportClient(new Engines(store(), clock), files());
        String id = door.opened(
                "crm",
                "Id,Phone,Status,Date,Ticket\n"
                        + "1,+12025550123,yes,2046-03-01T10:00:00Z,T-1\n"
                        + "2,+12025550124,no,,\n"
                        + "3,+12025550125,,,\n"
                        + "4,nobody,no,,\n"
                        + "5,+12025550124,yes,2046-03-01,T-5\n");
        ImportProgress checked = door.check(id, MAPPING);
        assertEquals(ImportState.CHECKED, checked.state(), String.valueOf(checked.problem()));
        Map<String, Long> outcomes = Map.of("accepted", 2L, "opted_out", 1L);
        assertEquals(outcomes, checked.checked().counts().outcomes());
        ImportProgress done = door.run(id);
        assertEquals(ImportState.DONE, done.state());
        assertEquals(outcomes, done.work().counts().outcomes());
        assertEquals(5, done.work().counts().rows());
        System.out.println(done + "\n" + door.imports().report(id));
    }
}
