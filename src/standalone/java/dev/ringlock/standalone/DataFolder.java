package dev.ringlock.standalone;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The folder with the database. One process has it at a time: it locks a file in it for as long as it lives. What is made
 * here is for its owner only (0700, files 0600).
 */
final class DataFolder implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("ringlock");

    private static final String LOCK = "ringlock.lock";
    private static final String BACKUPS = "backups.lock";

    /** Behind all content, so that others can read whose lock it is where locks keep readers out. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private final FileChannel lock;

    private DataFolder(FileChannel lock) {
        this.lock = lock;
    }

    /**
     * Makes the folder if there is none, and locks it.
     *
     * @throws ConfigurationException if it cannot be made or written, or another process has it
     */
    static DataFolder open(Path folder) {
        return open(
                folder,
                LOCK,
                "Another Ringlock%s has the folder " + escaped(folder)
                        + ": only one may. Stop that one, or name another folder with RINGLOCK_DATA.");
    }

    /**
     * Keeps others from making or restoring a backup there.
     *
     * @throws ConfigurationException if another process is doing so
     */
    static DataFolder forBackups(Path folder) {
        return open(
                folder,
                BACKUPS,
                "A backup%s is being made or restored in " + escaped(folder) + ". Try again when that is done.");
    }

    /** @param had what to say if another process has it, with a place for which one */
    private static DataFolder open(Path folder, String name, String had) {
        make(folder);
        Path file = folder.resolve(name);
        try {
            FileChannel channel = FileChannel.open(
                    file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), rights(folder, FILE));
            FileLock locked = lock(channel);
            if (locked == null) {
                channel.close();
                throw new ConfigurationException(String.format(had, process(file)));
            }
            tellProcess(channel);
            return new DataFolder(channel);
        } catch (IOException e) {
            throw new ConfigurationException("The folder " + folder + " cannot be written (" + reason(e)
                    + "): let this user write there, or name another with RINGLOCK_DATA.");
        }
    }

    /**
     * Makes the folder for its owner only, if there is none.
     *
     * @throws ConfigurationException if it cannot be made
     */
    static void make(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Path above = Objects.requireNonNull(folder.toAbsolutePath().getParent());
                Files.createDirectories(above);
                Files.createDirectory(folder, rights(above, FOLDER));
            }
        } catch (IOException e) {
            throw new ConfigurationException("The folder " + folder + " cannot be made (" + reason(e)
                    + "): make it for this user, or name another with RINGLOCK_DATA.");
        }
    }

    /**
     * Makes a database's file for its owner only: SQLite gives its other files the permissions of this one. A database that
     * others may read is taken from them.
     *
     * @throws ConfigurationException if it cannot be made
     */
    void prepare(Path database) {
        try {
            if (Files.notExists(database)) {
                Files.createFile(
                        database,
                        rights(Objects.requireNonNull(database.toAbsolutePath().getParent()), FILE));
                return;
            }
            for (String part : new String[] {"", "-wal", "-shm"}) {
                takeFromOthers(database.resolveSibling(database.getFileName() + part));
            }
        } catch (IOException e) {
            throw new ConfigurationException("The database " + database + " cannot be made (" + reason(e) + ")");
        }
    }

    /** Lets another process have it. */
    @Override
    public void close() throws IOException {
        lock.close();
    }

    /** An IOException in words for the owner. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "this user may not";
        } else if (e instanceof FileAlreadyExistsException) {
            return "it is not a folder";
        }
        return e instanceof FileSystemException failed && failed.getReason() != null
                ? failed.getReason()
                : Objects.requireNonNullElse(e.getMessage(), "no reason was given");
    }

    private static void takeFromOthers(Path file) throws IOException {
        if (Files.notExists(file) || !knowsOwners(file) || FILE.containsAll(Files.getPosixFilePermissions(file))) {
            return;
        }
        try {
            Files.setPosixFilePermissions(file, FILE);
            LOG.warnf("Others than its owner could read %s. Now it has mode 0600.", file);
        } catch (IOException e) {
            LOG.warnf("Others than this user may read %s, and its mode cannot be changed (%s).", file, reason(e));
        }
    }

    private static String escaped(Path folder) {
        return folder.toString().replace("%", "%%");
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void tellProcess(FileChannel channel) {
        String id = ProcessHandle.current().pid() + "\n";
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(id.getBytes(StandardCharsets.US_ASCII)), 0);
        } catch (IOException e) {
            // the lock counts without it; a full disk is told by the database
        }
    }

    private static String process(Path file) {
        try {
            String id = Files.readString(file, StandardCharsets.US_ASCII).strip();
            return id.matches("[0-9]{1,19}") ? " (process " + id + ")" : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static FileAttribute<?>[] rights(Path folder, Set<PosixFilePermission> rights) throws IOException {
        return knowsOwners(folder)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)}
                : new FileAttribute<?>[0];
    }

    private static boolean knowsOwners(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView("posix");
    }
}
