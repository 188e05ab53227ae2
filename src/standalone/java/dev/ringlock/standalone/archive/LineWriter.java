package dev.ringlock.standalone.archive;

import dev.ringlock.standalone.archive.ArchiveLine.EndLine;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Writes the lines of an archive or a backup, and counts them. The last line has the counts, and the hash of all before it. */
final class LineWriter {

    private final OutputStream to;
    private final ArchiveJson json = new ArchiveJson();
    private final ArchiveTally tally = new ArchiveTally();
    private final Sha256Sum sum = new Sha256Sum();

    LineWriter(OutputStream to) {
        this.to = to;
    }

    void add(ArchiveLine line) {
        tally.add(line);
        write(line);
    }

    /** Writes the last line. */
    ArchiveCounts end() {
        ArchiveCounts counts = tally.counts();
        write(new EndLine(counts, sum.hex()));
        return counts;
    }

    private void write(ArchiveLine line) {
        byte[] bytes = json.write(line);
        try {
            sum.add(bytes);
            sum.add(ArchiveReader.LINE_END);
            to.write(bytes);
            to.write(ArchiveReader.LINE_END);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
