package dev.ringlock.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringlock.Engines;
import dev.ringlock.purge.People;
import dev.ringlock.purge.PurgeContract;
import dev.ringlock.store.Store;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PurgeOnSqliteTest extends PurgeContract {

    @TempDir
    private Path folder;

    private SqliteStore store;

    @BeforeEach
    void open() {
        store = SqliteStore.open(folder.resolve("test.db"), clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatIsStoredTellsThePurposesOfLivingConsents() {
        Engines on = inUse();
        People people = new People(on, on.policy);
        people.yes(People.american(0), clock.instant(), People.SERVICE);
        assertEquals(Set.of(People.SERVICE), store.purposes());
        people.yes(People.american(1), clock.instant(), People.MARKETING);
        assertEquals(Set.of(People.SERVICE, People.MARKETING), store.purposes());
    }

    @Override
    protected Store store() {
        return store;
    }
}
