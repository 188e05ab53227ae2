package dev.ringlock.standalone.archive;

import dev.ringlock.standalone.archive.ArchiveLine.BackupLine;
import dev.ringlock.standalone.archive.ArchiveLine.EndLine;
import dev.ringlock.standalone.archive.ArchiveLine.HeaderLine;
import dev.ringlock.standalone.archive.ArchiveLine.LaterActsLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the lines of an archive to its end, and refuses one that is damaged, cut off, or goes on behind its end. */
final class ArchiveReader {

    static final byte[] LINE_END = {'\n'};

    /** A notice's wordings are the longest. */
    private static final int LONGEST_LINE = 16 * 1024 * 1024;

    private final InputStream from;
    private final ArchiveJson json = new ArchiveJson();
    private final ArchiveTally tally = new ArchiveTally();
    private final Sha256Sum sum = new Sha256Sum();

    ArchiveReader(InputStream from) {
        this.from = from;
    }

    /** The first line. */
    HeaderLine header() {
        if (next() instanceof HeaderLine header) {
            refuseOther(header.format(), HeaderLine.FORMAT);
            return header;
        }
        throw new ArchiveRefusedException("The file is no archive of Ringlock.");
    }

    /** The first line of a backup. */
    BackupLine backup() {
        if (next() instanceof BackupLine backup) {
            refuseOther(backup.format(), BackupLine.FORMAT);
            return backup;
        }
        throw new ArchiveRefusedException("The file is no backup of Ringlock.");
    }

    /** The first line of later acts. */
    LaterActsLine laterActs() {
        if (next() instanceof LaterActsLine acts) {
            refuseOther(acts.format(), LaterActsLine.FORMAT);
            return acts;
        }
        throw new ArchiveRefusedException("The file has no later acts.");
    }

    /** Whether it is a backup's first line; else another one's. */
    boolean isBackup() {
        return next() instanceof BackupLine;
    }

    private static void refuseOther(int format, int known) {
        if (format != known) {
            throw new ArchiveRefusedException("The archive has the format " + format + ", and this version reads "
                    + known + ": use the version that wrote it, or a newer one.");
        }
    }

    /**
     * All lines between the first and the last.
     *
     * @return what they are, as the last line says too
     */
    ArchiveCounts rest(Consumer<ArchiveLine> each) {
        while (true) {
            ArchiveLine line = next();
            if (line instanceof EndLine end) {
                ArchiveCounts counts = tally.counts();
                if (!end.sha256().equals(sum.hex()) || !end.counts().equals(counts) || line() != null) {
                    throw new ArchiveRefusedException(
                            "The archive is damaged: its end does not fit what is before it.");
                }
                return counts;
            }
            tally.add(line);
            each.accept(line);
        }
    }

    private ArchiveLine next() {
        byte[] bytes = line();
        if (bytes == null) {
            throw new ArchiveRefusedException("The archive is cut off.");
        }
        ArchiveLine line = json.read(bytes);
        if (!(line instanceof EndLine)) {
            sum.add(bytes);
            sum.add(LINE_END);
        }
        return line;
    }

    /** Null at the end of the file. */
    private byte @Nullable [] line() {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1_024);
        try {
            for (int next = from.read(); next != '\n'; next = from.read()) {
                if (next < 0) {
                    return line.size() == 0 ? null : line.toByteArray();
                } else if (line.size() == LONGEST_LINE) {
                    throw new ArchiveRefusedException("The archive is damaged: it has a line that is too long.");
                }
                line.write(next);
            }
        } catch (IOException e) {
            throw new ArchiveRefusedException("The archive cannot be read to its end: it is damaged or cut off.");
        }
        return line.toByteArray();
    }
}
