package dev.ringlock.keys.file;

import dev.ringlock.keys.KeysUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A key file on the disk, or a small file beside one, which only its owner may read. */
public final class OwnersFile {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /** A key file has some hundred. */
    private static final int MOST_BYTES = 65_536;

    private OwnersFile() {}

    /** @throws KeysUnavailableException if it is missing or damaged, or others than its owner may read it */
    public static Properties load(Path file) {
        return load(file, MOST_BYTES);
    }

    /** The same of a file that may have so many bytes. */
    public static Properties load(Path file, int most) {
        return properties(file, text(file, most));
    }

    private static Properties properties(Path file, String text) {
        Properties keys = new Properties();
        try {
            keys.load(new StringReader(text));
            return keys;
        } catch (IOException | IllegalArgumentException e) {
            throw damaged(file);
        }
    }

    private static String text(Path file, int most) {
        try {
            refuseIfShared(file, file);
            try (InputStream from = Files.newInputStream(file)) {
                byte[] bytes = from.readNBytes(most + 1);
                if (bytes.length > most) {
                    throw new KeysUnavailableException("the file " + file + " is too large for a key file");
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        } catch (NoSuchFileException e) {
            throw new KeysUnavailableException("there is no key file " + file);
        } catch (AccessDeniedException e) {
            throw new KeysUnavailableException("the key file " + file + " may not be read by this user");
        } catch (IOException e) {
            throw damaged(file);
        }
    }

    /** When it was written last. */
    static FileTime written(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (NoSuchFileException e) {
            throw new KeysUnavailableException("there is no key file " + file);
        } catch (IOException e) {
            throw damaged(file);
        }
    }

    static KeysUnavailableException damaged(Path file) {
        return new KeysUnavailableException("the key file " + file + " is damaged");
    }

    /** Writes a new file, completely or not at all. */
    static void write(Path file, String text) {
        // a link, not a move: it never replaces an existing file
        write(file, text, part -> Files.createLink(file, part));
    }

    /** Sets one key of a file, completely or not at all. Every other line stays as it is. */
    static void set(Path file, String name, String value) {
        set(file, Map.of(name, value));
    }

    /** The same with several keys. One with an empty value goes. */
    static void set(Path file, Map<String, String> values) {
        String before = text(file, MOST_BYTES);
        String kept = before.lines()
                .filter(line -> values.keySet().stream().noneMatch(name -> line.startsWith(name + "=")))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        String after = kept
                + new TreeMap<>(values)
                        .entrySet().stream()
                                .filter(each -> !each.getValue().isEmpty())
                                .map(each -> each.getKey() + "=" + each.getValue() + "\n")
                                .collect(Collectors.joining());
        Properties expected = properties(file, before);
        values.forEach((name, value) -> {
            if (value.isEmpty()) {
                expected.remove(name);
            } else {
                expected.setProperty(name, value);
            }
        });
        if (!properties(file, after).equals(expected)) {
            // somebody wrote it in a way that we do not
            throw damaged(file);
        }
        Path real = real(file);
        write(real, after, part -> Files.move(part, real, StandardCopyOption.ATOMIC_MOVE));
    }

    /** The file itself, if the name is a link to it. */
    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw damaged(file);
        }
    }

    /**
     * Writes it completely over the one that is there, or leaves that as it is.
     *
     * @throws KeysUnavailableException if it cannot be written
     */
    public static void replace(Path file, String text) {
        write(file, text, part -> Files.move(part, file, StandardCopyOption.ATOMIC_MOVE));
    }

    /**
     * The same, and what was there before is overwritten, so that a key that is no longer in it is gone.
     *
     * @throws KeysUnavailableException if it cannot be written
     */
    public static void replaceAndWipe(Path file, String text) {
        write(file, text, part -> {
            try (FileChannel before = FileChannel.open(file, StandardOpenOption.WRITE)) {
                long size = before.size();
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
                before.write(ByteBuffer.allocate(Math.toIntExact(size)), 0);
                before.force(true);
            } catch (NoSuchFileException e) {
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            }
        });
    }

    /** The last step, which makes a whole file of that name. */
    private interface Placing {
        void place(Path part) throws IOException;
    }

    private static void write(Path file, String text, Placing placing) {
        try {
            Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
            Path part = Files.createTempFile(folder, file.getFileName() + ".", ".part", ownerOnly(folder));
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                // before the keys are on a disk that keeps no modes
                refuseIfShared(part, file);
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
                placing.place(part);
            } finally {
                Files.deleteIfExists(part);
            }
            flush(folder);
        } catch (FileAlreadyExistsException e) {
            throw new KeysUnavailableException("there is a key file " + file + " already");
        } catch (IOException e) {
            throw new KeysUnavailableException(
                    "cannot write the key file " + file + " (" + reason(e) + "); RINGLOCK_KEYS names another place", e);
        }
    }

    /** Writes a folder's names through. Without this, a power cut could take the name of a new file away again. */
    public static void flush(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // some systems cannot open folders; they write names through by themselves
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
        return knowsOwners(folder)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    /** On a file system without owners there is nothing to check. */
    private static boolean knowsOwners(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView("posix");
    }

    private static void refuseIfShared(Path written, Path file) throws IOException {
        if (knowsOwners(written) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(written))) {
            throw new KeysUnavailableException("others than its owner may read the key file " + file
                    + "; give it mode 0600 (chmod 600 " + file
                    + "); if its disk keeps no modes, RINGLOCK_KEYS names another place");
        }
    }

    private static String reason(IOException e) {
        String reason = e instanceof FileSystemException failed ? failed.getReason() : e.getMessage();
        return reason == null ? "this user may not" : reason;
    }
}
