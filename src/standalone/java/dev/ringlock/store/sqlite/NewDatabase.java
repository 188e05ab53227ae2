package dev.ringlock.store.sqlite;

import dev.ringlock.consent.Contact;
import dev.ringlock.contactability.Budget;
import dev.ringlock.ledger.Entry;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.GuardRow;
import dev.ringlock.store.SealedText;
import dev.ringlock.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * A new database file that is filled with rows of another one. It has nothing until {@link #complete}. Every call throws {@link
 * StoreUnavailableException} if the file cannot be written.
 */
public final class NewDatabase implements AutoCloseable {

    private final Path file;
    private final Connection connection;
    private final Writes writes;

    private NewDatabase(Path file, Connection connection, Writes writes) {
        this.file = file;
        this.connection = connection;
        this.writes = writes;
    }

    /** @param file is empty, or not there */
    public static NewDatabase make(Path file, Clock clock) {
        try {
            Connection connection = Schema.filler(file);
            NewDatabase made = new NewDatabase(file, connection, new Writes(new Statements(connection), clock));
            made.writes.update("BEGIN");
            return made;
        } catch (SQLException e) {
            throw SqliteFailure.unavailable("cannot make the database", e);
        }
    }

    /** False if there is one of that id. */
    public boolean add(Contact contact, List<Compartment> compartments) {
        return write(to -> to.putAsIs(contact, compartments));
    }

    /** False if there is one at that place. */
    public boolean add(Entry entry) {
        return write(to -> to.putEntry(entry));
    }

    public void add(SealedText text) {
        write(to -> {
            to.putText(text);
            return true;
        });
    }

    public void add(Budget budget, Instant expiresAt) {
        write(to -> StoredBudget.put(to, budget, expiresAt));
    }

    public void add(GuardRow row) {
        write(to -> to.putOnce(row).isEmpty());
    }

    public void add(StaffRow person) {
        write(to -> to.update(
                        "INSERT INTO staff VALUES (?, ?, ?, ?, ?)",
                        person.name(),
                        person.password(),
                        person.seed(),
                        person.roles(),
                        person.lastStep())
                == 1);
    }

    public void add(ClientRow client) {
        write(to ->
                to.update("INSERT INTO clients VALUES (?, ?, ?)", client.id(), client.secret(), client.scopes()) == 1);
    }

    /** All of it is on the disk then, in one file. */
    public void complete() {
        // its history is no news
        write(to -> to.update("DELETE FROM later_acts") + to.update("UPDATE generation SET number = 0") > 0);
        write(to -> to.update("COMMIT") >= 0);
        try {
            Schema.completed(connection);
            connection.close();
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        } catch (SQLException e) {
            throw SqliteFailure.unavailable("cannot write the database", e);
        } catch (IOException e) {
            throw new StoreUnavailableException("cannot write the database", e);
        }
    }

    private boolean write(WriteJob.WriteWork<Boolean> work) {
        try {
            return work.run(writes);
        } catch (SQLException e) {
            throw SqliteFailure.unavailable("cannot write the database", e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw SqliteFailure.unavailable("cannot close the database", e);
        }
    }
}
