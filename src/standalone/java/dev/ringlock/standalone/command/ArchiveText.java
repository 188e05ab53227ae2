package dev.ringlock.standalone.command;

import dev.ringlock.standalone.archive.ArchiveCounts;
import java.util.ArrayList;
import java.util.List;

/** The contents of an archive, for people. */
final class ArchiveText {

    private ArchiveText() {}

    static List<String> lines(ArchiveCounts counts) {
        List<String> lines = new ArrayList<>();
        lines.add(counts.contacts() + " contacts, " + counts.numbers() + " of them with a number; " + counts.entries()
                + " ledger entries");
        if (counts.unopened() > 0) {
            lines.add(counts.unopened() + " contacts have a number that no key here opens. It is not in the archive.");
        }
        if (counts.broken() > 0) {
            lines.add(counts.broken() + " contacts have a history that was changed by hand: its hashes do not fit.");
        }
        return lines;
    }
}
