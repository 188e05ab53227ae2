package dev.ringlock.standalone;

import dev.ringlock.http.Time;
import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.file.IndexSecrets;
import dev.ringlock.keys.file.KeyFile;
import dev.ringlock.keys.file.OwnersFile;
import dev.ringlock.policy.Policy;
import dev.ringlock.standalone.archive.ArchiveRestore;
import dev.ringlock.standalone.archive.ArchiveRestore.ArchiveHome;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * A data folder without a database. What is made in it counts once it is whole: first the keys are there, then the database. If
 * that is cut off, it can be done again.
 */
public final class EmptyFolder implements ArchiveHome, AutoCloseable {

    private static final String[] PARTS = {"", "-journal", "-wal", "-shm"};

    private final ServerSettings settings;
    private final DataFolder folder;
    private final Path unfinished;

    private EmptyFolder(ServerSettings settings, DataFolder folder) {
        this.settings = settings;
        this.folder = folder;
        this.unfinished = settings.database().resolveSibling(settings.database().getFileName() + ".unfinished");
    }

    /** @throws ConfigurationException if there is a database, or another process has the folder */
    public static EmptyFolder open(ServerSettings settings) {
        if (settings.demo()) {
            throw new ConfigurationException("RINGLOCK_DEMO is set: an archive is for lasting mode.");
        }
        CommandData.refuseOthersFile(settings.data());
        DataFolder folder = DataFolder.open(settings.data());
        for (String part : PARTS) {
            // SQLite would play what a log has into the new database
            Path there = part(settings.database(), part);
            if (Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
                close(folder);
                throw new ConfigurationException("There is a database, or a part of one, already: " + there
                        + ". An archive makes a new one. Name an empty folder with RINGLOCK_DATA.");
            }
        }
        EmptyFolder empty = new EmptyFolder(settings, folder);
        empty.deleteUnfinished();
        folder.prepare(empty.unfinished);
        return empty;
    }

    /** Makes a new database here. */
    public ArchiveRestore restore(Policy policy, boolean takesOld) {
        return new ArchiveRestore(policy, Time.machine(), takesOld);
    }

    /** A key file that is there is taken if it has that secret: a try before this one has written it. */
    @Override
    public KeyFile keys(IndexSecrets secrets) {
        Path file = settings.keyFile();
        if (Files.notExists(file)) {
            return KeyFile.of(secrets);
        }
        KeyFile there = KeyFile.read(file);
        if (!there.indexSecrets().isSame(secrets)) {
            throw new KeysUnavailableException("the key file " + file
                    + " is there already, and is not the archive's; name another place with RINGLOCK_KEYS");
        }
        return there;
    }

    @Override
    public Path unfinished() {
        return unfinished;
    }

    @Override
    public void finish(KeyFile keys) {
        if (Files.notExists(settings.keyFile())) {
            DataFolder.make(
                    Objects.requireNonNull(settings.keyFile().toAbsolutePath().getParent()));
            keys.write(settings.keyFile());
        }
        try {
            // of a database that was here before
            Files.deleteIfExists(settings.generationFile());
            Files.move(unfinished, settings.database(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The database " + settings.database() + " cannot be made (" + DataFolder.reason(e) + ").");
        }
        OwnersFile.flush(settings.data());
    }

    @Override
    public void close() {
        deleteUnfinished();
        close(folder);
    }

    private void deleteUnfinished() {
        try {
            for (String part : PARTS) {
                Files.deleteIfExists(part(unfinished, part));
            }
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The file " + unfinished + " cannot be deleted (" + DataFolder.reason(e) + ").");
        }
    }

    private static Path part(Path database, String part) {
        return database.resolveSibling(database.getFileName() + part);
    }

    private static void close(DataFolder folder) {
        try {
            folder.close();
        } catch (IOException e) {
            // the lock ends with this process
        }
    }
}
