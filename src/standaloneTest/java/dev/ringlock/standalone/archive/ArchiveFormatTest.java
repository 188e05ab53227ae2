package dev.ringlock.standalone.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Engines;
import dev.ringlock.TestClock;
import dev.ringlock.decide.DecideClient;
import dev.ringlock.standalone.archive.ArchiveRestore.RestoredArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The format of archives, held by one that an earlier build wrote and the program age encrypted. */
class ArchiveFormatTest {

    private static final Path GOLDEN = Path.of("src/test/resources/archive/golden.age");
    private static final Path LINES = Path.of("src/test/resources/archive/golden.ndjson");

    private final TestClock clock = new TestClock();

    @Test
    void anArchiveOfAnEarlierBuildIsTaken(@TempDir Path folder) {
        clock.advance(Duration.ofDays(3));
        RestoredArchive restored = VaultForTests.restore(
                GOLDEN, folder, VaultForTests.IDENTITY, new ArchiveRestore(VaultForTests.POLICY, clock, true));
        assertEquals(0, restored.counts().broken());
        try (VaultForTests vault = VaultForTests.there(folder, clock)) {
            Engines on = vault.engines();
            assertTrue(decision(on, "+12025550110", "service").contains("\"allow\""));
            assertTrue(decision(on, "+12025550111", "marketing").contains("withdrawn"));
            assertTrue(decision(on, "+12025550113", "service").contains("held"));
            // nobody signed up with it, and it opted out
            assertTrue(decision(on, "+12025550112", "service").contains("withdrawn"));
        }
    }

    /** Each kind is in it, and each line is written as it was read. */
    @Test
    void everyKindOfLineIsWrittenAsItWas() throws IOException {
        ArchiveJson json = new ArchiveJson();
        Set<String> kinds = new TreeSet<>();
        for (String line : Files.readAllLines(LINES)) {
            ArchiveLine read = json.read(line.getBytes(StandardCharsets.UTF_8));
            kinds.add(read.getClass().getSimpleName());
            assertEquals(line, new String(json.write(read), StandardCharsets.UTF_8));
        }
        assertEquals(
                Set.of("BudgetLine", "ContactLine", "EndLine", "EntryLine", "HeaderLine", "OnceLine", "TextLine"),
                kinds);
    }

    private static String decision(Engines on, String number, String purpose) {
        return new DecideClient(on)
                .post("decide:" + purpose, "/v1/decisions", DecideClient.question(number, purpose))
                .getBody();
    }
}
