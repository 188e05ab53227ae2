package dev.ringlock.standalone.archive;

import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.file.FileKeysForTests;
import dev.ringlock.keys.file.IndexSecrets;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.standalone.archive.ArchiveExport.WrittenArchive;
import dev.ringlock.standalone.archive.ArchiveRestore.ArchiveHome;
import dev.ringlock.standalone.archive.ArchiveRestore.RestoredArchive;
import dev.ringlock.standalone.staff.StaffBook.ListedPerson;
import dev.ringlock.steps.KeyCheck;
import dev.ringlock.store.sqlite.RawRows;
import dev.ringlock.store.sqlite.SqliteStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A vault of one machine, with its database and keys in a folder of its own. */
public final class VaultForTests implements AutoCloseable {

    /** Of a pair that was made with age-keygen for these tests. */
    static final String KEY = "age1kf44tscl7zgy3gq3c4lwksdtwc4lyv9n0xl0yjslnyznkcqjuqmq47aeww";

    static final String IDENTITY = "AGE-SECRET-KEY-1PF7WGCAKRFWCAW3A45660KJTR69Y43SPKWC35KLV3W593SRLPCSSZSKPN2";

    static final ArchiveSigners SIGNERS = ArchiveSigners.of(
            new ListedPerson("ana", List.of("admin")), new ListedPerson("ben", List.of("auditor", "privacy")));

    static final Policy POLICY = PolicyFile.read(Path.of("src/main/resources/policy/harbour-books.yaml"));

    private final Path folder;
    private final TestClock clock;
    private final KeyFile keys;
    private final SqliteStore store;

    private VaultForTests(Path folder, TestClock clock) {
        this.folder = folder;
        this.clock = clock;
        this.keys = KeyFile.read(folder.resolve("keys"));
        this.store = SqliteStore.open(database(), clock);
    }

    /** An empty one with keys of its own. */
    public static VaultForTests made(Path folder, TestClock clock) {
        KeyFile.create(folder.resolve("keys"));
        return new VaultForTests(folder, clock);
    }

    /** The one that is there. */
    static VaultForTests there(Path folder, TestClock clock) {
        return new VaultForTests(folder, clock);
    }

    /** Another one in that folder, with everything of this one. */
    public VaultForTests movedTo(Path to) {
        return movedTo(to, POLICY);
    }

    /** The same where that is the policy. */
    public VaultForTests movedTo(Path to, Policy policy) {
        Path archive = to.resolve("archive.age");
        export(archive);
        restore(archive, to, IDENTITY, new ArchiveRestore(policy, clock, false));
        return new VaultForTests(to, clock);
    }

    WrittenArchive export(Path archive) {
        return export(archive, KEY);
    }

    WrittenArchive export(Path archive, String... recipients) {
        return export(archive, false, recipients);
    }

    /** @param served whether a server runs beside it */
    WrittenArchive export(Path archive, boolean served, String... recipients) {
        return new ArchiveExport(database(), store, keys, POLICY, clock)
                .write(SIGNERS, List.of(recipients), served, archive);
    }

    RestoredArchive restore(Path archive, Path to) {
        return restore(archive, to, IDENTITY, false);
    }

    RestoredArchive restore(Path archive, Path to, String identity, boolean takesOld) {
        return restore(archive, to, identity, new ArchiveRestore(POLICY, clock, takesOld));
    }

    static RestoredArchive restore(Path archive, Path to, String identity, ArchiveRestore restore) {
        try {
            Path file = Files.writeString(to.resolve("identity.txt"), "# made for tests\n" + identity + "\n");
            return restore.restore(archive, file, new FolderHome(to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SqliteStore store() {
        return store;
    }

    public FileKeysForTests keys() {
        return new FileKeysForTests(keys);
    }

    public Engines engines() {
        return new Engines(store, clock, POLICY, keys());
    }

    /** The same as a server has them: by what the ledger says of the index key. */
    Engines checkedEngines() {
        return new Engines(store, clock, POLICY, keys(), new Index(keys, new KeyCheck(store, clock)));
    }

    KeyFile keyFile() {
        return keys;
    }

    Path database() {
        return folder.resolve("vault.db");
    }

    /** The newest entry of that event under that person. */
    Entry newest(String person, Event event) {
        return store.recent("actor/" + person, null, 10).items().stream()
                .filter(entry -> entry.event() == event)
                .findFirst()
                .orElseThrow();
    }

    /** Every row, but for what is sealed and whatever is about archives: by table, in an order. */
    public Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new TreeMap<>();
        RawRows.all(database())
                .forEach((table, all) -> rows.put(
                        table,
                        all.stream()
                                .map(TreeMap::new)
                                .peek(row -> row.keySet().removeAll(List.of("sealed", "wrapped_key")))
                                .map(Map::toString)
                                .filter(row -> !row.matches(
                                        "(?s).*(event=archive_|subject=keys/wrapping|id=export/|answer=, count=).*"))
                                .sorted()
                                .collect(Collectors.toList())));
        return rows;
    }

    /** Rows that are only in one of them. */
    public static List<String> differences(Map<String, List<String>> one, Map<String, List<String>> other) {
        List<String> differences = new ArrayList<>();
        one.forEach((table, rows) -> {
            rows.stream()
                    .filter(row -> !other.get(table).contains(row))
                    .forEach(row -> differences.add("< " + table + " " + row));
            other.get(table).stream()
                    .filter(row -> !rows.contains(row))
                    .forEach(row -> differences.add("> " + table + " " + row));
        });
        return differences;
    }

    @Override
    public void close() {
        store.close();
    }

    /** A folder that gets what an archive makes. */
    private record FolderHome(Path folder) implements ArchiveHome {

        @Override
        public KeyFile keys(IndexSecrets secrets) {
            return KeyFile.of(secrets);
        }

        @Override
        public Path unfinished() {
            return folder.resolve("unfinished.db");
        }

        @Override
        public void finish(KeyFile keys) {
            keys.write(folder.resolve("keys"));
            try {
                Files.move(unfinished(), folder.resolve("vault.db"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
