package dev.ringlock.standalone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A disk in memory, of its own size. Only some users of some machines may mount one. */
record MountedDisk(Path folder) implements AutoCloseable {

    private static final int MOST_SECONDS = 60;

    /** @param options of the mount, such as {@code size=64k,ro} */
    static Optional<MountedDisk> mount(Path folder, String options) {
        return run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString())
                ? Optional.of(new MountedDisk(folder))
                : Optional.empty();
    }

    void again(String options) {
        if (!run("mount", "-o", "remount," + options, folder.toString())) {
            throw new AssertionError("cannot be mounted with " + options);
        }
    }

    @Override
    public void close() {
        run("umount", "-l", folder.toString());
    }

    private static boolean run(String... command) {
        try {
            Process process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(MOST_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
