package dev.ringlock.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A drawing says how much of the page it does not show. */
class FormPictureTest {

    private static final String LINE = "<p>words that are read</p>\n";

    @Test
    void aCharacterWithoutALetterCountsAsNotDrawn() {
        assertEquals(0, FormPicture.missing(LINE));
        assertEquals(2, FormPicture.missing("<p>ab\u4f60\u597d</p>"));
    }

    @Test
    void textBelowTheEndOfATallDrawingCountsAsNotDrawn() {
        long cut = FormPicture.missing(LINE.repeat(400));
        assertTrue(cut > 0, "all of it was counted as drawn");
        assertEquals("words that are read".length(), FormPicture.missing(LINE.repeat(401)) - cut);
    }
}
