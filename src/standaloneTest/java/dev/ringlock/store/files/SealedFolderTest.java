package dev.ringlock.store.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringlock.store.SealedFiles;
import dev.ringlock.store.SealedFilesContract;
import dev.ringlock.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedFolderTest extends SealedFilesContract {

    @TempDir
    private Path folder;

    @Override
    protected SealedFiles files() {
        return new SealedFolder(folder.resolve("exports"));
    }

    @Test
    void nothingIsThereBeforeTheFirstFileAndNoFolderAfterTheLast() throws IOException {
        assertEquals(List.of(), files().list("marketing"));
        assertFalse(Files.exists(folder.resolve("exports")));
        files().put("marketing/parts/A/1", bytes("x"));
        files().delete("marketing/parts/A/1");
        assertEquals(List.of(folder.resolve("exports")), under(folder.resolve("exports")));
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        files().put("marketing/parts/A/1", bytes("x"));
        for (Path path : under(folder.resolve("exports"))) {
            assertEquals(
                    Files.isDirectory(path) ? "rwx------" : "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(path)),
                    path.toString());
        }
    }

    @Test
    void whatAKilledProcessLeftUnfinishedIsNoFile() throws IOException {
        files().put("marketing/parts/A/1", bytes("x"));
        Files.write(folder.resolve("exports/marketing/parts/A/123.unfinished"), bytes("half"));
        assertEquals(List.of("marketing/parts/A/1"), files().list("marketing"));
        new SealedFolder(folder.resolve("exports")).sweep();
        assertFalse(Files.exists(folder.resolve("exports/marketing/parts/A/123.unfinished")));
        assertEquals(List.of("marketing/parts/A/1"), files().list("marketing"));
    }

    @Test
    void everyFolderIsToldWhoseverItIs() throws IOException {
        SealedFolder files = new SealedFolder(folder.resolve("exports"));
        assertEquals(List.of(), files.folders());
        files.sweep();
        files.put("service/x", bytes("x"));
        files.put("marketing/x", bytes("x"));
        Files.write(folder.resolve("exports/a-file"), bytes("x"));
        assertEquals(List.of("marketing", "service"), files.folders());
    }

    @Test
    void whereNothingCanBeWrittenItIsToldAsUnavailable() throws IOException {
        Files.write(folder.resolve("exports"), bytes("a file where the folder should be"));
        assertThrows(StoreUnavailableException.class, () -> files().put("marketing/x", bytes("x")));
    }

    private static List<Path> under(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.toList();
        }
    }
}
