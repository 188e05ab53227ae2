package dev.ringlock.store.files;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The permissions of sealed files and their folders: its owner's only. */
enum FileRights {
    FOLDER("rwx------"),
    FILE("rw-------");

    private final String rights;

    FileRights(String rights) {
        this.rights = rights;
    }

    /** No permissions on a file system without owners. */
    FileAttribute<?>[] in(Path place) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }
}
