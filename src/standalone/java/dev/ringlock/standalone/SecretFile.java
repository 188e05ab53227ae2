package dev.ringlock.standalone;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** A file with secrets, which only its owner may read (mode 0600). */
final class SecretFile {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private SecretFile() {}

    /** @throws ConfigurationException if it is missing, is not text, or others than its owner may read it */
    static String read(Path file) {
        try {
            // on a file system without owners there is nothing to check
            if (Files.getFileStore(file).supportsFileAttributeView("posix")
                    && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
                throw new ConfigurationException(
                        "Others than its owner may read " + file + ": give it mode 0600 (chmod 600 " + file + ")");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new ConfigurationException("There is no file " + file);
        } catch (AccessDeniedException e) {
            throw new ConfigurationException("The file " + file + " may not be read by this user");
        } catch (IOException e) {
            throw new ConfigurationException("The file " + file + " cannot be read as text");
        }
    }
}
