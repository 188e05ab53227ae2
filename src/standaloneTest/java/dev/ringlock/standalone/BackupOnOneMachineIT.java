package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server makes backups by itself, writes later acts down beside them, and restores one for a drill. */
class BackupOnOneMachineIT {

    private static final String KEY = "age1kf44tscl7zgy3gq3c4lwksdtwc4lyv9n0xl0yjslnyznkcqjuqmq47aeww";
    private static final String IDENTITY = "AGE-SECRET-KEY-1PF7WGCAKRFWCAW3A45660KJTR69Y43SPKWC35KLV3W593SRLPCSSZSKPN2";
    private static final int MOST_SECONDS = 60;

    private final Path folder;
    private final Path backups;
    private final Path identity;
    private final Map<String, String> settings = new HashMap<>();

    BackupOnOneMachineIT(@TempDir Path folder) {
        this.folder = folder;
        this.backups = folder.resolve("backups");
        this.identity = folder.resolve("identity.txt");
    }

    @BeforeEach
    void set() throws IOException {
        settings.put("RINGLOCK_POLICY", Example.policy(folder).toString());
        settings.put("RINGLOCK_BACKUP", backups.toString());
        settings.put("RINGLOCK_BACKUP_KEY", KEY);
        settings.put(
                "RINGLOCK_DRILL_IDENTITY", Files.writeString(identity, IDENTITY).toString());
    }

    @Test
    void aBackupIsMadeDrilledAndRestoredWithWhatCameLater() throws Exception {
        Path database = RunningServer.dataIn(folder).resolve("ringlock.db");
        assertEquals(0, command("staff", "add", "ana", "--roles", "privacy"));
        assertEquals(0, command("staff", "add", "ben", "--roles", "privacy"));
        assertEquals(0, command("staff", "add", "cleo", "--roles", "privacy"));
        Path copy;
        try (RunningServer server = RunningServer.start(folder, settings)) {
            await(() -> files("backup-").size() == 1);
            await(() -> value(server, "ringlock_backup_last_timestamp_seconds") > 0);
            await(() -> value(server, "ringlock_drill_last_timestamp_seconds") > 0);
            assertEquals(0, value(server, "ringlock_watched_total{about=\"drill\",name=\"failed\"}"));
            String health = server.get("/health").body();
            assertTrue(health.contains("\"backup\":\"20"), health);
            copy = Files.copy(database, folder.resolve("copy.db"));
            assertEquals(0, command("staff", "remove", "ana"));
            await(() -> files("later-acts-").stream()
                    .anyMatch(file -> file.toString().endsWith(".age")));
            assertEquals(1, restore("--switch"), "the server runs");
            assertEquals(0, restore(), "a drill goes");
            assertEquals(0, command("staff", "remove", "cleo"), "the last act before the server stops");
        }
        assertFalse(Files.exists(RunningServer.dataIn(folder).resolve("ringlock.db.restored")));
        Files.copy(copy, database, StandardCopyOption.REPLACE_EXISTING);
        assertNotEquals(0, command("staff", "list"), "an older copy");
        assertEquals(0, restore("--switch"));
        try (RunningServer server = RunningServer.start(folder, settings)) {
            assertEquals(200, server.get("/health").statusCode());
        }
        RunningServer.Ended listed = RunningServer.runToEnd(folder, settings, "staff", "list");
        assertTrue(listed.printed().contains("ben"), listed::printed);
        for (String left : List.of("ana", "cleo")) {
            assertFalse(listed.printed().contains(left), "who left stays away: " + listed.printed());
        }
    }

    @Test
    void settingsThatAreNotCompleteAreRefusedAndLeaveNothing() {
        settings.remove("RINGLOCK_BACKUP_KEY");
        RunningServer.Ended ended = RunningServer.runToEnd(folder, settings);
        assertEquals(1, ended.exit());
        assertTrue(ended.printed().contains("RINGLOCK_BACKUP_KEY"), ended::printed);
        assertFalse(Files.exists(RunningServer.dataIn(folder)));
        settings.put("RINGLOCK_BACKUP_KEY", KEY);
        settings.put("RINGLOCK_BACKUP_EVERY", "PT1M");
        ended = RunningServer.runToEnd(folder, settings);
        assertTrue(ended.printed().contains("RINGLOCK_BACKUP_EVERY"), ended::printed);
        assertFalse(Files.exists(RunningServer.dataIn(folder)));
    }

    private int restore(String... more) throws IOException {
        List<String> arguments = Stream.concat(
                        Stream.of("restore", files("backup-").get(0).toString(), "--identity", identity.toString()),
                        Stream.of(more))
                .toList();
        return command(arguments.toArray(String[]::new));
    }

    private int command(String... arguments) {
        return RunningServer.runToEnd(folder, settings, arguments).exit();
    }

    private List<Path> files(String begin) throws IOException {
        if (!Files.isDirectory(backups)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(backups)) {
            return all.filter(file -> file.getFileName().toString().startsWith(begin)
                            && file.toString().endsWith(".age"))
                    .sorted()
                    .toList();
        }
    }

    private static double value(RunningServer server, String metric) throws Exception {
        return server.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(metric + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(metric.length() + 1)))
                .findFirst()
                .orElse(-1);
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long begin = System.nanoTime();
        while (!condition.call()) {
            if (System.nanoTime() - begin > MOST_SECONDS * 1_000_000_000L) {
                throw new AssertionError("it did not come");
            }
            Thread.sleep(100);
        }
    }
}
