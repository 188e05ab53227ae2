package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.standalone.RunningServer.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the server cannot do what its owner meant it does not start, and says what to do about it. */
class RefusedStartIT {

    private final Path folder;

    RefusedStartIT(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void withoutAPolicyItNamesTheSettingAndLeavesNothingBehind() {
        Ended ended = RunningServer.runToEnd(folder, Map.of());

        assertRefused(ended, "RINGLOCK_POLICY", "--demo");
        assertFalse(Files.exists(RunningServer.dataIn(folder)));
    }

    @Test
    void everyMistakeOfAPolicyIsToldWithItsLine() throws Exception {
        Path policy = Example.policy(
                folder,
                text -> text.replace("expiresAfter: P2Y", "expiresAfter: never")
                        .replace("version: 1", "version: first"));

        Ended ended = RunningServer.runToEnd(folder, settings(policy));

        assertRefused(
                ended,
                policy + ":" + lineOf(policy, "never") + ": purposes.marketing.expiresAfter: ",
                policy + ":" + lineOf(policy, "first") + ": notices[0].version: ");
        assertFalse(Files.exists(RunningServer.dataIn(folder)));
    }

    @Test
    void aPolicyFileThatIsNotThereIsNamed() {
        Path policy = folder.resolve("nowhere.yaml");

        assertRefused(RunningServer.runToEnd(folder, settings(policy)), policy.toString(), "RINGLOCK_POLICY");
    }

    @Test
    void aPolicyThatAsksWhoHasANumberNeedsSomebodyToAsk() throws Exception {
        Path policy = Example.policy(folder, text -> text.replace("reassigned: off", "reassigned: {every: P30D}"));

        assertRefused(RunningServer.runToEnd(folder, settings(policy)), "quality.reassigned", "RINGLOCK_REASSIGNED");
        assertFalse(Files.exists(RunningServer.dataIn(folder)));
    }

    @Test
    void aPolicyWhoseCodesNothingSendsIsRefusedWithTheReason() throws Exception {
        Path policy = Example.policy(folder);
        Files.delete(folder.resolve(Example.PROVIDERS));

        assertRefused(
                RunningServer.runToEnd(folder, settings(policy)), "twilio", "RINGLOCK_PROVIDERS", "wait for ever");
        assertFalse(Files.exists(RunningServer.dataIn(folder)));
    }

    @Test
    void aNoticeWhoseWordsWereChangedUnderTheSameVersionIsNamed() throws Exception {
        try (RunningServer server = RunningServer.start(folder, settings(Example.policy(folder)))) {
            // the words freeze with the first yes
            server.post("/v1/consents", Example.JSON, Example.json("+12025550123", "service"));
        }
        Path changed = Example.policy(folder, text -> text.replace("and for nothing else", "and for little else"));

        Ended ended = RunningServer.runToEnd(folder, settings(changed));

        assertRefused(ended, "notice signup version 1 (en)", "new version");
        assertFalse(ended.printed().contains("version 1 (de)"), "its other languages did not change");
    }

    @Test
    void demoModeDoesNotListenOnOtherAddressesAndLeavesNothingBehind() {
        Ended ended = RunningServer.runToEnd(folder, Map.of("RINGLOCK_HOST", "0.0.0.0"), "--demo");

        assertRefused(ended, "RINGLOCK_HOST", "this machine only");
        assertFalse(ended.printed().contains("Listening"), ended::printed);
        assertFalse(Files.exists(RunningServer.dataIn(folder)));
    }

    @Test
    void aScheduleThatItCannotKeepIsNamedAndLeavesNothingBehind() throws Exception {
        Path policy = Example.policy(folder);
        for (String every : List.of("hourly", "PT59S", "-PT1H")) {
            Ended ended = RunningServer.runToEnd(
                    folder, Map.of("RINGLOCK_POLICY", policy.toString(), "RINGLOCK_PURGE_EVERY", every));

            assertRefused(ended, "RINGLOCK_PURGE_EVERY", "PT1H");
            assertFalse(Files.exists(RunningServer.dataIn(folder)), every);
        }
    }

    @Test
    void aWordForTheClockThatIsNoInstantIsNamedAndLeavesNothingBehind() throws Exception {
        Path policy = Example.policy(folder);
        Ended ended = RunningServer.runToEnd(
                folder, Map.of("RINGLOCK_POLICY", policy.toString(), "RINGLOCK_ACCEPT_CLOCK_UNTIL", "2029-11-28"));

        assertRefused(ended, "RINGLOCK_ACCEPT_CLOCK_UNTIL", "2029-11-28T12:00:00Z");
        assertFalse(Files.exists(RunningServer.dataIn(folder)));
    }

    @Test
    void argumentsThatItDoesNotKnowAreAnsweredWithTheUsage() {
        Ended ended = RunningServer.runToEnd(folder, Map.of(), "--dmeo");

        assertEquals(2, ended.exit());
        assertTrue(ended.printed().contains("Usage: java -jar ringlock.jar [--demo] [COMMAND]"), ended::printed);
    }

    @Test
    void aDatabaseWithoutItsKeyFileIsLeftAlone() throws Exception {
        Path keys = folder.resolve("elsewhere.keys");
        Map<String, String> settings =
                Map.of("RINGLOCK_POLICY", Example.policy(folder).toString(), "RINGLOCK_KEYS", keys.toString());
        RunningServer.start(folder, settings).close();
        Files.delete(keys);

        Ended ended = RunningServer.runToEnd(folder, settings);

        assertRefused(ended, keys.toString(), "Put the file back");
        assertFalse(Files.exists(keys), "other keys would not find what is stored");
    }

    @Test
    void anOlderCopyOfTheDatabaseIsRefusedByTheServerAndByCommands() throws Exception {
        Map<String, String> settings = settings(Example.policy(folder));
        RunningServer.start(folder, settings).close();
        Path database = RunningServer.dataIn(folder).resolve("ringlock.db");
        assertEquals(
                0,
                RunningServer.runToEnd(folder, settings, "staff", "add", "ana", "--roles", "privacy")
                        .exit());
        Path copy = Files.copy(database, folder.resolve("copy.db"));
        assertEquals(
                0,
                RunningServer.runToEnd(folder, settings, "staff", "remove", "ana")
                        .exit());
        Files.copy(copy, database, StandardCopyOption.REPLACE_EXISTING);

        assertRefused(RunningServer.runToEnd(folder, settings), "older copy", "ringlock restore");
        assertRefused(RunningServer.runToEnd(folder, settings, "staff", "list"), "older copy", "ringlock restore");
    }

    @Test
    void aKeyFileOfAnotherDatabaseIsRefusedWhicheverOfItsKeysDiffers() throws Exception {
        Map<String, String> settings = settings(Example.policy(folder));
        RunningServer.start(folder, settings).close();
        Path keys = RunningServer.dataIn(folder).resolve("ringlock.keys");
        String own = Files.readString(keys);
        for (String name : List.of("wrapping", "mac")) {
            String first = own.replaceAll("(?s).*" + name + "=(.).*", "$1");
            Files.writeString(keys, own.replace(name + "=" + first, name + "=" + (first.equals("0") ? "1" : "0")));

            Ended ended = RunningServer.runToEnd(folder, settings);

            assertRefused(ended, keys.toString(), "does not belong to the database", "Put the key file back");
            assertOneLine(ended);
        }
        Files.writeString(keys, own);
        RunningServer.start(folder, settings).close();
    }

    @Test
    void asLongAsOneProcessHasTheFolderASecondIsRefused() throws Exception {
        Map<String, String> settings = settings(Example.policy(folder));
        Path second = Files.createDirectory(folder.resolve("second"));
        try (RunningServer first = RunningServer.start(folder, settings)) {
            Map<String, String> same = new HashMap<>(settings);
            same.put("RINGLOCK_DATA", first.data().toString());

            Ended ended = RunningServer.runToEnd(second, same);

            assertRefused(ended, "Another Ringlock (process ", first.data().toString(), "RINGLOCK_DATA");
            assertOneLine(ended);
            // a process that was killed has no folder any more
            first.killForcibly();
            first.restart();
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws Exception {
        Path below = Files.createFile(folder.resolve("file")).resolve("data");
        Map<String, String> settings =
                Map.of("RINGLOCK_POLICY", Example.policy(folder).toString(), "RINGLOCK_DATA", below.toString());

        Ended ended = RunningServer.runToEnd(folder, settings);

        assertRefused(ended, "The folder " + below + " cannot be made", "RINGLOCK_DATA");
        assertOneLine(ended);
    }

    @Test
    void aKeyFileThatOthersMayReadIsRefused() throws Exception {
        Map<String, String> settings = settings(Example.policy(folder));
        RunningServer.start(folder, settings).close();
        Path keys = RunningServer.dataIn(folder).resolve("ringlock.keys");
        if (Files.getFileStore(keys).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-r-----"));

            assertRefused(RunningServer.runToEnd(folder, settings), keys.toString(), "chmod 600 ");
        }
    }

    private static Map<String, String> settings(Path policy) {
        return Map.of("RINGLOCK_POLICY", policy.toString());
    }

    private static void assertRefused(Ended ended, String... told) {
        assertNotEquals(0, ended.exit());
        for (String words : told) {
            assertTrue(ended.printed().contains(words), () -> "does not say \"" + words + "\":\n" + ended.printed());
        }
        assertAll(
                () -> assertFalse(ended.printed().contains("\tat "), ended::printed),
                () -> assertFalse(ended.printed().contains("Exception"), ended::printed));
    }

    /** Beside warnings of settings that are missing. */
    private static void assertOneLine(Ended ended) {
        assertEquals(
                1,
                ended.printed().lines().filter(line -> !line.contains(" WARN ")).count(),
                ended::printed);
    }

    private static int lineOf(Path file, String word) throws Exception {
        int line = 1;
        for (String text : Files.readAllLines(file)) {
            if (text.contains(": " + word)) {
                return line;
            }
            line++;
        }
        throw new AssertionError(word + " is not in " + file);
    }
}
