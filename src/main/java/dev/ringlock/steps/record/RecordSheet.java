package dev.ringlock.steps.record;

import java.util.List;

/**
 * A record for people: what it says, in one language, without a look. Page, PDF and JSON have the same sheet.
 *
 * @param owner who answers
 * @param language of its own words (BCP 47)
 */
public record RecordSheet(String title, String owner, String language, String at, List<SheetSection> sections) {

    /** A part with a heading of its own. */
    public record SheetSection(String title, List<SheetItem> items) {}

    /**
     * A line.
     *
     * @param kind {@code heading}, {@code text}, {@code row} or {@code quote}
     * @param name of a row; empty for others
     * @param text a quote is somebody's exact words
     */
    public record SheetItem(String kind, String name, String text) {}
}
