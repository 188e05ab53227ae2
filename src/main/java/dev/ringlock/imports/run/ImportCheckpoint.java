package dev.ringlock.imports.run;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * How far the work on a file has come. A run decides what will be stored of its next rows, writes down the checkpoint behind
 * them, and only then stores them. So whoever goes on from it stores them once more: that changes nothing.
 *
 * @param act that the work belongs to
 * @param number from 1, among those of its act
 * @param yeses whether the file is read for yeses; for noes before
 * @param from the line behind which its rows begin
 * @param line the line of the last of its rows
 * @param end whether the file has no more rows
 * @param bytes of the file, from its begin
 * @param rowsRead on both ways through the file
 * @param counts of all rows from the work's begin
 * @param sure the same before its rows: those are stored for sure
 * @param kept what a check keeps until its next step: the first part of the names of its files. Empty for a run
 * @param closed whether nobody may go on behind it: the run was ended before the file's end
 */
@RegisterForReflection
record ImportCheckpoint(
        int act,
        int number,
        boolean yeses,
        long from,
        long line,
        boolean end,
        long bytes,
        long rowsRead,
        ImportCounts counts,
        ImportCounts sure,
        String kept,
        boolean closed) {

    /** Before anything was read. */
    static ImportCheckpoint first(int act) {
        return new ImportCheckpoint(
                act, 0, false, 0, 0, false, 0, 0, ImportCounts.NOTHING, ImportCounts.NOTHING, "", false);
    }

    /**
     * The place behind a group, with this one's number.
     *
     * @param outcomes of the group's rows
     */
    ImportCheckpoint after(RowGroup group, boolean forYeses, ImportCounts outcomes) {
        return new ImportCheckpoint(
                act,
                number,
                forYeses,
                lineNext(),
                group.line(),
                group.end(),
                group.bytes(),
                rowsRead + group.rowsRead(),
                counts.plus(group.counts()).plus(outcomes),
                counts,
                kept,
                closed);
    }

    /** The same with more counts. */
    ImportCheckpoint with(ImportCounts more) {
        return new ImportCheckpoint(
                act, number, yeses, from, line, end, bytes, rowsRead, counts.plus(more), sure, kept, closed);
    }

    /** The same as the next one of its act. */
    ImportCheckpoint numbered(String keeps) {
        return new ImportCheckpoint(
                act, number + 1, yeses, from, line, end, bytes, rowsRead, counts, sure, keeps, closed);
    }

    /** The last one of its act, with the counts of what is stored. Whoever writes it down stops all others. */
    ImportCheckpoint closing(ImportCounts stored) {
        return new ImportCheckpoint(
                act, number + 1, yeses, from, line, end, bytes, rowsRead, stored, stored, kept, true);
    }

    /** Whether it is at the same place in the file. */
    boolean isAt(ImportCheckpoint other) {
        return line == other.line && end == other.end && yeses == other.yeses && closed == other.closed;
    }

    /** Whether nothing is left to read. */
    boolean isLast() {
        return yeses && end;
    }

    /** Whether the next rows are read for yeses. */
    boolean yesesNext() {
        return yeses || end;
    }

    /** The line behind which the next rows begin. */
    long lineNext() {
        return end ? 0 : line;
    }
}
