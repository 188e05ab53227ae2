package dev.ringlock.standalone.archive;

import dev.ringlock.keys.file.OwnersFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** A file that is written whole or not at all, for its owner alone. */
public final class WholeFile {

    /** Behind the name of a file that is not whole yet. */
    public static final String UNFINISHED = ".unfinished";

    private WholeFile() {}

    /** Writes the bytes of a file. */
    public interface ContentOfFile {
        void to(OutputStream file) throws IOException;
    }

    /** Writes it over the one that is there, if one is. What a killed try left is written over too. */
    public static void write(Path file, ContentOfFile content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + UNFINISHED);
        Files.deleteIfExists(part);
        try {
            try (FileChannel channel = made(part);
                    OutputStream to = new BufferedOutputStream(Channels.newOutputStream(channel))) {
                content.to(to);
                to.flush();
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            OwnersFile.flush(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** A new file for its owner alone. */
    static FileChannel made(Path part) throws IOException {
        Set<StandardOpenOption> fresh = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return Files.getFileStore(Objects.requireNonNull(part.toAbsolutePath().getParent()))
                        .supportsFileAttributeView("posix")
                ? FileChannel.open(
                        part, fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                : FileChannel.open(part, fresh);
    }
}
