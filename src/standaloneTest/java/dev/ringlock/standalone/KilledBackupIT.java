package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.Deep;
import dev.ringlock.TestClock;
import dev.ringlock.standalone.archive.ManyContacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup that is killed in its middle leaves nothing in clear, and those before it whole. */
class KilledBackupIT {

    private static final String KEY = "age1kf44tscl7zgy3gq3c4lwksdtwc4lyv9n0xl0yjslnyznkcqjuqmq47aeww";
    private static final String IDENTITY = "AGE-SECRET-KEY-1PF7WGCAKRFWCAW3A45660KJTR69Y43SPKWC35KLV3W593SRLPCSSZSKPN2";
    private static final int CONTACTS = Deep.of(3_000, 20_000);
    private static final int KILLS = 3;

    private final Path folder;
    private final Path backups;
    private final Map<String, String> settings = new HashMap<>();

    KilledBackupIT(@TempDir Path folder) {
        this.folder = folder;
        this.backups = folder.resolve("backups");
    }

    @Test
    void nothingInClearIsLeftAndTheBackupsBeforeAreWhole() throws Exception {
        settings.put("RINGLOCK_POLICY", Example.policy(folder).toString());
        settings.put("RINGLOCK_BACKUP", backups.toString());
        settings.put("RINGLOCK_BACKUP_KEY", KEY);
        Path made = ManyContacts.filled(Files.createDirectory(folder.resolve("made")), CONTACTS, new TestClock());
        Path data = Files.createDirectories(RunningServer.dataIn(folder));
        Files.move(made.resolve("vault.db"), data.resolve("ringlock.db"));
        Files.move(made.resolve("keys"), data.resolve("ringlock.keys"));
        assertEquals(0, RunningServer.runToEnd(folder, settings, "backup").exit());
        Path first = files(backups, "backup-.*").get(0);
        byte[] before = Files.readAllBytes(first);
        for (int i = 0; i < KILLS; i++) {
            kill(20L * i);
            for (Path left : files(folder, ".*")) {
                if (!left.startsWith(data) || !left.getFileName().toString().matches("ringlock\\.db(-wal|-shm)?")) {
                    String bytes = Files.readString(left, StandardCharsets.ISO_8859_1);
                    assertFalse(bytes.contains("SQLite format 3"), left::toString);
                    assertFalse(bytes.contains("\"contact\""), left::toString);
                }
            }
        }
        assertFalse(files(backups, ".*unfinished").isEmpty(), "none was killed in its middle");
        assertEquals(0, RunningServer.runToEnd(folder, settings, "backup").exit());
        assertTrue(files(backups, ".*unfinished").isEmpty());
        assertEquals(before.length, Files.size(first));
        Path identity = Files.writeString(folder.resolve("identity.txt"), IDENTITY);
        for (Path backup : files(backups, "backup-.*")) {
            RunningServer.Ended drill = RunningServer.runToEnd(
                    folder, settings, "restore", backup.toString(), "--identity", identity.toString());
            assertEquals(0, drill.exit(), drill::printed);
            assertTrue(drill.printed().contains("0 people came back."), drill::printed);
        }
    }

    /** @param later milliseconds after the file appeared */
    private void kill(long later) throws IOException, InterruptedException {
        int there = files(backups, ".*").size();
        Process backup = RunningServer.launched(folder, settings, "backup");
        while (backup.isAlive()
                && files(backups, ".*unfinished").stream().noneMatch(each -> size(each) > 0)
                && files(backups, ".*").size() <= there + 1) {
            Thread.sleep(5);
        }
        Thread.sleep(later);
        backup.destroyForcibly().waitFor();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    private static List<Path> files(Path in, String name) throws IOException {
        try (Stream<Path> all = Files.walk(in)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().matches(name))
                    .sorted()
                    .toList();
        }
    }
}
