package dev.ringlock.store.files;

import dev.ringlock.store.SealedFiles;
import dev.ringlock.store.StoreUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@link SealedFiles} in a folder that only its owner may read (0700, its files 0600). A file is written under another
 * name and then moved. The folder is made with the first file.
 */
public final class SealedFolder implements SealedFiles {

    /** Not a name of {@link SealedFiles}: files that a killed process left are never listed. */
    private static final String UNFINISHED = ".unfinished";

    private final Path folder;

    public SealedFolder(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    @Override
    public void put(String name, byte[] content) {
        Path file = path(name);
        try {
            Path parent = above(file);
            Files.createDirectories(parent, FileRights.FOLDER.in(parent));
            Path unfinished = Files.createTempFile(parent, "", UNFINISHED, FileRights.FILE.in(parent));
            try {
                Files.write(unfinished, content);
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw unavailable("written", e);
        }
    }

    @Override
    public Optional<byte[]> get(String name) {
        try {
            return Optional.of(Files.readAllBytes(path(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unavailable("read", e);
        }
    }

    @Override
    public List<String> list(String name) {
        Path begin = path(name);
        if (!Files.isDirectory(begin)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(begin)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> NAME.matcher(file).matches())
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw unavailable("listed", e);
        }
    }

    /** The folders directly inside. Those of exports are the purposes with files. */
    public List<String> folders() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory)
                    .map(path -> folder.relativize(path).toString())
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw unavailable("listed", e);
        }
    }

    /**
     * Deletes unfinished files of a killed process. Run it before the first file is written, when nobody else writes.
     */
    public void sweep() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path unfinished :
                    all.filter(path -> path.toString().endsWith(UNFINISHED)).toList()) {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException | UncheckedIOException e) {
            throw unavailable("deleted", e);
        }
    }

    /** Deletes the file, and its folder with the last file. */
    @Override
    public void delete(String name) {
        Path file = path(name);
        try {
            Files.deleteIfExists(file);
            for (Path above = above(file); !above.equals(folder) && isEmpty(above); above = above(above)) {
                Files.deleteIfExists(above);
            }
        } catch (DirectoryNotEmptyException e) {
            // another file was written meanwhile
        } catch (IOException e) {
            throw unavailable("deleted", e);
        }
    }

    private Path path(String name) {
        return folder.resolve(SealedFiles.checked(name));
    }

    private static Path above(Path path) {
        return Objects.requireNonNull(path.getParent());
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static StoreUnavailableException unavailable(String action, Exception cause) {
        return new StoreUnavailableException("a sealed file cannot be " + action, cause);
    }
}
