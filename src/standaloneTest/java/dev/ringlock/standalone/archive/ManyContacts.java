package dev.ringlock.standalone.archive;

import dev.ringlock.TestClock;
import dev.ringlock.consent.Change;
import dev.ringlock.consent.Contact;
import dev.ringlock.consent.GivenConsent;
import dev.ringlock.consent.MaskedNumber;
import dev.ringlock.keys.DataKeys;
import dev.ringlock.keys.Envelope;
import dev.ringlock.keys.Index;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.phone.ContactId;
import dev.ringlock.phone.PhoneNumber;
import dev.ringlock.standalone.archive.ArchiveExport.WrittenArchive;
import dev.ringlock.steps.Arrivals;
import dev.ringlock.steps.CompartmentSeals;
import dev.ringlock.store.sqlite.NewDatabase;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.ShownNotice;
import dev.ringlock.terms.Terms;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Exports and restores a vault of many made-up contacts, each with two purposes, and tells what it took. */
public final class ManyContacts {

    private ManyContacts() {}

    /** @param arguments how many contacts, and an empty folder */
    public static void main(String... arguments) throws IOException {
        int count = Integer.parseInt(arguments[0]);
        Path folder = Path.of(arguments[1]);
        Path archive = folder.resolve("archive.age");
        Path to = Files.createDirectory(folder.resolve("new"));
        TestClock clock = new TestClock();
        Path from = filled(Files.createDirectory(folder.resolve("old")), count, clock);
        PrintStream out = System.out;
        try (VaultForTests vault = VaultForTests.there(from, clock)) {
            long begin = System.nanoTime();
            WrittenArchive written = vault.export(archive);
            out.println("export of " + written.counts().contacts() + " contacts: " + seconds(begin) + " s, "
                    + (Files.size(archive) >> 20) + " MiB; the database has " + (Files.size(vault.database()) >> 20)
                    + " MiB");
            begin = System.nanoTime();
            vault.restore(archive, to);
            out.println("restore of " + written.counts().entries() + " entries: " + seconds(begin) + " s");
        }
        out.println("heap at most: " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB");
    }

    private static double seconds(long begin) {
        return Math.round((System.nanoTime() - begin) / 1e8) / 10.0;
    }

    /** A folder with a database and its keys. */
    public static Path filled(Path folder, int count, TestClock clock) {
        KeyFile.create(folder.resolve("keys"));
        KeyFile keys = KeyFile.read(folder.resolve("keys"));
        Index index = new Index(keys);
        CompartmentSeals seals = new CompartmentSeals(index, new DataKeys(keys, new Envelope(), clock));
        Arrivals arrivals = new Arrivals(clock);
        List<Terms> terms = List.copyOf(VaultForTests.POLICY.purposes().values());
        try (NewDatabase database = NewDatabase.make(folder.resolve("vault.db"), clock)) {
            for (int i = 0; i < count; i++) {
                // a country code that nobody has
                PhoneNumber number = PhoneNumber.ofCanonical("+999" + (100_000_000 + i));
                ContactId id = index.contactId(number);
                GivenConsent yes = yes(arrivals, number, terms);
                Change change = VaultForTests.POLICY.rules().give(Contact.unknown(id), List.of(), yes);
                database.add(
                        change.contact(),
                        seals.make(id, number, terms, yes.evidence()).of(change));
                change.entries().forEach(database::add);
            }
            database.complete();
        }
        return folder;
    }

    private static GivenConsent yes(Arrivals arrivals, PhoneNumber number, List<Terms> terms) {
        Instant now = arrivals.now();
        Notice notice = VaultForTests.POLICY.notices().get(0);
        return new GivenConsent(
                now,
                null,
                arrivals.ulid(now),
                arrivals.recordId(),
                GivenConsent.ConsentMethod.WEB_CHECKBOX,
                terms,
                new ShownNotice(notice, notice.wording("en").orElseThrow()),
                MaskedNumber.of(number),
                number.country(),
                arrivals.evidence("203.0.113.0/24", "Firefox"),
                Map.of(),
                null,
                null);
    }
}
