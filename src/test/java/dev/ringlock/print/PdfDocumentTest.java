package dev.ringlock.print;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.print.PdfDocument.PdfFacts;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents are read by PDFBox, which has nothing of ours. */
class PdfDocumentTest {

    private static final Instant AT = Instant.parse("2026-12-01T10:00:00Z");
    private static final String BOXES = "Boxes stand for characters that this font lacks.";

    private static PdfDocument document(Paper paper) {
        return new PdfDocument(new PdfFacts("Größe und œuvre", "de", AT, paper, BOXES));
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument read = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(read);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Your number, and what it may be used for.",
                "¿Qué se guarda? El número, año tras año.",
                "Ça alors : l’œuvre déjà vue, « entre guillemets ».",
                "Größe, Fuß und „Anführung“ – ½ €.",
                "Ελληνικά, русский, Հայերեն"
            })
    void wordsCanBeReadBackAsTheyWere(String words) throws IOException {
        PdfDocument document = document(Paper.A4);
        document.paragraph(words);
        String text = text(document.bytes());
        assertTrue(text.contains(words), text);
        assertFalse(text.contains(BOXES), "no character of it is a box");
    }

    @ParameterizedTest
    @ValueSource(strings = {"你好", "שלום", "مرحبا", "สวัสดี", "한국어"})
    void aCharacterThatTheFontLacksIsABoxAndTheFootSaysSo(String words) throws IOException {
        PdfDocument document = document(Paper.A4);
        document.quote("a" + words + "b");
        String text = text(document.bytes());
        String boxes = "\ufffd".repeat(words.codePointCount(0, words.length()));
        assertTrue(text.contains("a" + boxes + "b"), text);
        assertTrue(text.contains(BOXES), text);
    }

    @Test
    void longWordsAreBrokenAndLoseNothing() throws IOException {
        PdfDocument document = document(Paper.A4);
        String hash = "0123456789abcdef".repeat(20);
        document.row("SHA-256", hash);
        document.quote("one\ntwo\r\n\r\nthree");
        String text = text(document.bytes());
        assertTrue(text.replaceAll("\\s", "").contains(hash), text);
        assertTrue(text.contains("one\ntwo\n"), text);
        assertTrue(text.contains("three"), text);
    }

    @ParameterizedTest
    @EnumSource
    void pagesAreOfThatPaperAndAreNumbered(Paper paper) throws IOException {
        PdfDocument document = document(paper);
        for (int i = 0; i < 60; i++) {
            document.heading("Heading " + i);
            document.paragraph("Words. ".repeat(60));
        }
        try (PDDocument read = Loader.loadPDF(document.bytes())) {
            int pages = read.getNumberOfPages();
            assertTrue(pages > 5, "pages: " + pages);
            assertEquals(paper.width(), read.getPage(0).getMediaBox().getWidth(), 0.01);
            assertEquals(paper.height(), read.getPage(0).getMediaBox().getHeight(), 0.01);
            String text = new PDFTextStripper().getText(read);
            assertTrue(text.contains("1 / " + pages), text);
            assertTrue(text.contains(pages + " / " + pages), text);
            int bookmarks = 0;
            var bookmark = read.getDocumentCatalog().getDocumentOutline().getFirstChild();
            while (bookmark != null) {
                assertEquals("Heading " + bookmarks++, bookmark.getTitle());
                bookmark = bookmark.getNextSibling();
            }
            assertEquals(60, bookmarks);
        }
    }

    @Test
    void itSaysWhatItIsAndInWhichLanguage() throws IOException {
        try (PDDocument read = Loader.loadPDF(document(Paper.A4).bytes())) {
            assertEquals("Größe und œuvre", read.getDocumentInformation().getTitle());
            assertEquals(AT, read.getDocumentInformation().getCreationDate().toInstant());
            assertEquals("de", read.getDocumentCatalog().getLanguage());
        }
    }

    @Test
    void theFontIsInItAndHasTheWidthsOfItsLetters() throws IOException {
        PdfDocument document = document(Paper.A4);
        document.paragraph("Wii ÀÉ");
        try (PDDocument read = Loader.loadPDF(document.bytes())) {
            var resources = read.getPage(0).getResources();
            PDFont font = resources.getFont(resources.getFontNames().iterator().next());
            assertTrue(font.isEmbedded());
            assertTrue(font.getName().toLowerCase(Locale.ROOT).endsWith("+dejavusans"));
            for (char letter : "WiÀÉ".toCharArray()) {
                int glyph = TrueTypeFont.dejaVuSans().glyph(letter);
                assertEquals(font.getWidth(glyph), font.getWidthFromFont(glyph), 1, "of " + letter);
                assertFalse(((PDType0Font) font).getPath(glyph).getBounds2D().isEmpty(), "outline of " + letter);
            }
        }
    }

    @Test
    void theSameTextAtTheSameInstantIsTheSameFile() {
        PdfDocument one = document(Paper.A4);
        PdfDocument other = document(Paper.A4);
        one.paragraph("Words.");
        other.paragraph("Words.");
        assertArrayEquals(one.bytes(), other.bytes());
    }
}
