package dev.ringlock.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringlock.Engines;
import dev.ringlock.purge.People;
import dev.ringlock.purge.PurgeContract;
import dev.ringlock.store.Store;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PurgeOnSqliteTest extends PurgeContract {

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @Test
    void whatIsStoredTellsThePurposesOfLivingConsents() {
        Engines on = inUse();
        People people = new People(on, on.policy);
        people.yes(People.american(0), clock.instant(), People.SERVICE);
        assertEquals(Set.of(People.SERVICE), sqlite.store().purposes());
        people.yes(People.american(1), clock.instant(), People.MARKETING);
        assertEquals(Set.of(People.SERVICE, People.MARKETING), sqlite.store().purposes());
    }

    @Override
    protected Store store() {
        return sqlite.store();
    }
}
