package dev.ringlock.standalone.metrics;

import dev.ringlock.standalone.ServerSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The free space on the disk that has the database. */
@Singleton
final class FreeSpace {

    private static final long STEP = 16L * 1024 * 1024;

    private final Path database;

    @Inject
    FreeSpace(ServerSettings settings) {
        this(settings.database());
    }

    FreeSpace(Path database) {
        this.database = database;
    }

    /** In bytes, rounded down to 16 MiB. 0 if it is not known. */
    long rounded() {
        try {
            return Files.getFileStore(database).getUsableSpace() / STEP * STEP;
        } catch (IOException e) {
            return 0;
        }
    }
}
