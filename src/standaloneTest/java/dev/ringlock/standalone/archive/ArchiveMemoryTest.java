package dev.ringlock.standalone.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringlock.Deep;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However many contacts there are, an archive is written and read in the memory that a few take. */
class ArchiveMemoryTest {

    /** The content alone would be several times as large. */
    private static final String HEAP = "-Xmx40m";

    private static final int CONTACTS = Integer.getInteger("contacts", Deep.of(10_000, 100_000));

    @Test
    void anArchiveOfManyNeedsASmallHeap(@TempDir Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyContacts.class.getName(),
                        String.valueOf(CONTACTS),
                        folder.toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        if (Boolean.getBoolean("told")) {
            System.out.println(said);
        }
    }
}
