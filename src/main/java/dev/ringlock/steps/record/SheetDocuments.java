package dev.ringlock.steps.record;

import dev.ringlock.print.Paper;
import dev.ringlock.print.PdfDocument;
import dev.ringlock.print.PdfDocument.PdfFacts;
import dev.ringlock.steps.record.RecordSheet.SheetItem;
import dev.ringlock.steps.record.RecordSheet.SheetSection;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateData;
import io.quarkus.qute.TemplateInstance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;

/** A sheet as a page that stands alone, and as a PDF. Both say the same. */
@TemplateData(target = RecordSheet.class)
@TemplateData(target = SheetSection.class)
@TemplateData(target = SheetItem.class)
final class SheetDocuments {

    /** The page's look. It is in the page, so that a saved one has it too. */
    static final String STYLE = style();

    @CheckedTemplate(basePath = "record")
    static final class RecordTemplates {

        private RecordTemplates() {}

        static native TemplateInstance sheet(RecordSheet sheet, String style);
    }

    private SheetDocuments() {}

    static String html(RecordSheet sheet) {
        return RecordTemplates.sheet(sheet, STYLE).render();
    }

    /** @param at when the record was read */
    static byte[] pdf(RecordSheet sheet, Instant at, Paper paper) {
        String boxes = RecordWords.in(sheet.language(), ZoneOffset.UTC).of("boxes");
        PdfDocument document = new PdfDocument(
                new PdfFacts(sheet.title() + " · " + sheet.owner(), sheet.language(), at, paper, boxes));
        for (SheetSection section : sheet.sections()) {
            document.heading(section.title());
            section.items().forEach(item -> write(document, item));
        }
        return document.bytes();
    }

    private static void write(PdfDocument document, SheetItem item) {
        switch (item.kind()) {
            case "heading" -> document.subheading(item.text());
            case "row" -> document.row(item.name(), item.text());
            case "quote" -> document.quote(item.text());
            default -> document.paragraph(item.text());
        }
    }

    private static String style() {
        try (InputStream in = Objects.requireNonNull(SheetDocuments.class.getResourceAsStream("/record/record.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
