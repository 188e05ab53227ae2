package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.TestClock;
import dev.ringlock.consent.SuppressedContacts;
import dev.ringlock.keys.DataKeys;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.steps.KeyCheck;
import dev.ringlock.store.Commit;
import dev.ringlock.store.CommitResult;
import dev.ringlock.store.Compartment;
import dev.ringlock.store.sqlite.SqliteForTests;
import dev.ringlock.terms.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DatabaseKeysTest {

    private static final Purpose MARKETING = new Purpose("marketing");

    private final TestClock clock = new TestClock();

    @RegisterExtension
    final SqliteForTests sqlite = new SqliteForTests(clock);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void create() {
        file = folder.resolve("ringlock.keys");
        KeyFile.create(file);
    }

    @Test
    void eachKeyOfTheFileIsCompared() throws IOException {
        refuseOthers(KeyFile.read(file));
        List<Keys> others = withOneKeyChanged();
        assertEquals(2, others.size());
        for (Keys other : others) {
            assertThrows(KeysUnavailableException.class, () -> refuseOthers(other));
        }
        refuseOthers(KeyFile.read(file));
    }

    /** A build before this one wrote no check values. */
    @Test
    void ofAnOlderDatabaseAStoredNumberProvesTheKeysAndAfterThatItsCheckValuesDo() throws IOException {
        store(KeyFile.read(file));
        for (Keys other : withOneKeyChanged()) {
            assertThrows(KeysUnavailableException.class, () -> refuseOthers(other));
            assertFalse(check().isWritten(), "what other keys say is not written down");
        }
        refuseOthers(KeyFile.read(file));
        assertTrue(check().isWritten());
        for (Keys other : withOneKeyChanged()) {
            assertThrows(KeysUnavailableException.class, () -> refuseOthers(other));
        }
    }

    private void store(Keys keys) {
        PhoneNumber number = PhoneNumber.ofCanonical("+12025550123");
        ContactId id = new Index(keys).contactId(number);
        DataKeys.Sealed sealed = new DataKeys(keys, new Envelope(), clock).seal(id, MARKETING, number);
        Compartment compartment = new Compartment(MARKETING, id, sealed.sealed(), sealed.wrappedKey(), null);
        Commit commit =
                new Commit(SuppressedContacts.of(id, Map.of()), List.of(compartment), Set.of(), List.of(), null);
        assertInstanceOf(CommitResult.Done.class, sqlite.store().commit(commit));
    }

    private void refuseOthers(Keys keys) {
        new DatabaseKeys(sqlite.store(), keys, new Envelope(), check()).refuseOthers();
    }

    private KeyCheck check() {
        return new KeyCheck(sqlite.store(), clock);
    }

    /** For each secret of the file, the keys of a file in which it alone is another. */
    private List<Keys> withOneKeyChanged() throws IOException {
        List<Keys> others = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            // the signing key belongs to no data: its public half is on the ledger for each key there ever was
            if (lines.get(i).contains("=") && !lines.get(i).startsWith("signing=")) {
                List<String> changed = new ArrayList<>(lines);
                changed.set(i, lines.get(i).replaceFirst("=.", lines.get(i).contains("=0") ? "=1" : "=0"));
                Path other = Files.copy(
                        file,
                        folder.resolve("other.keys"),
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.COPY_ATTRIBUTES);
                others.add(KeyFile.read(Files.write(other, changed)));
            }
        }
        return others;
    }
}
