package dev.ringlock.print;

/** The look of a line. */
record Style(double size, boolean bold) {

    static final Style TITLE = new Style(18, true);
    static final Style HEADING = new Style(13, true);
    static final Style SUBHEADING = new Style(10.5, true);
    static final Style TEXT = new Style(9.5, false);
    static final Style SMALL = new Style(8, false);

    /** From one line to the next. */
    double leading() {
        return size * 1.4;
    }
}
