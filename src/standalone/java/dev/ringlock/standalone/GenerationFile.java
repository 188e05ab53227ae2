package dev.ringlock.standalone;

import dev.ringlock.keys.KeysUnavailableException;
import dev.ringlock.keys.file.OwnersFile;
import dev.ringlock.store.sqlite.SqliteStore;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.LongPredicate;
import org.jboss.logging.Logger;

/**
 * A small file beside the key file, with the database's generation as it was last seen. The database rises first, so a
 * database that is behind the file is an older copy: it does not know the opt-outs since. One that is ahead is sound.
 */
public final class GenerationFile implements LongPredicate {

    private static final Logger LOG = Logger.getLogger("ringlock");

    private static final String NUMBER = "generation";
    private static final long NONE = -1;

    private final Path file;
    private long known = NONE;
    private boolean compared;
    private boolean warned;

    GenerationFile(Path file) {
        this.file = file;
    }

    /**
     * Compares the database with the file, and writes the file if it is behind. A database without anybody is a new one.
     *
     * @throws ConfigurationException if the database is an older copy, or the file is damaged
     */
    synchronized void refuseOlder(Path database, SqliteStore store) {
        known = read();
        long number = store.generation();
        if (number < known && !store.isEmpty()) {
            throw new ConfigurationException("The database " + database + " is an older copy: it is at " + number
                    + ", and " + file + " says that it was at " + known
                    + ". Opt-outs since then are not in it, so it is not started. Use: ringlock restore FILE");
        }
        if (known == NONE && number > 0) {
            LOG.warnf(
                    "There is no file %s. If the database is an older copy, that cannot be noticed this time: opt-outs"
                            + " since then are not in it.",
                    file);
        }
        if (number < known) {
            store.raiseGeneration(known);
        }
        compared = true;
        test(number);
    }

    /** The database has come so far. False if that could not be written down: the thread may be interrupted, for one. */
    @Override
    public synchronized boolean test(long number) {
        if (!compared || number <= known) {
            return compared;
        }
        try {
            OwnersFile.replace(
                    file,
                    "# Put it back together with the newest database only. See docs/backup.md.\n" + NUMBER + "="
                            + number + "\n");
            known = number;
            warned = false;
            return true;
        } catch (KeysUnavailableException e) {
            if (!warned) {
                LOG.warnf("An older copy of the database would not be noticed: the file %s cannot be written.", file);
            }
            warned = true;
            return false;
        }
    }

    /** The newest that is known. */
    synchronized long known() {
        return Math.max(known, read());
    }

    private long read() {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return NONE;
        }
        try {
            long number = Long.parseLong(OwnersFile.load(file).getProperty(NUMBER, ""));
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        } catch (KeysUnavailableException e) {
            throw new ConfigurationException("The generation of the database cannot be read: " + e.getMessage() + ".");
        }
        throw new ConfigurationException("The file " + file
                + " is damaged. If you are sure that the database is the newest" + " one, delete that file.");
    }
}
