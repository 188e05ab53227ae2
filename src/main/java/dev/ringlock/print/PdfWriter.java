package dev.ringlock.print;

import dev.ringlock.print.PdfDocument.Bookmark;
import dev.ringlock.print.PdfDocument.PdfFacts;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Pages, bookmarks and font as one PDF file. Its text can be searched and copied. */
final class PdfWriter {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("'D:'yyyyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MOST_IN_BLOCK = 100;

    private final PdfFacts facts;
    private final TrueTypeFont font;
    /** The glyphs of the document, each with its character. */
    private final SortedMap<Integer, Integer> used;

    private final PdfObjects objects = new PdfObjects();

    PdfWriter(PdfFacts facts, TrueTypeFont font, SortedMap<Integer, Integer> used) {
        this.facts = facts;
        this.font = font;
        this.used = used;
    }

    byte[] file(List<PrintedPage> pages, List<Bookmark> bookmarks) {
        int fontNumber = font();
        int tree = objects.reserve();
        List<Integer> numbers =
                pages.stream().map(page -> page(page, tree, fontNumber)).toList();
        objects.put(
                tree,
                "<< /Type /Pages /Count " + numbers.size() + " /Kids ["
                        + numbers.stream().map(PdfWriter::reference).collect(Collectors.joining(" ")) + "] >>");
        String outlines = bookmarks.isEmpty() ? "" : " /Outlines " + reference(outlines(bookmarks, numbers));
        int root = objects.add("<< /Type /Catalog /Pages " + reference(tree) + outlines + " /Lang "
                + PdfObjects.text(facts.language()) + " /ViewerPreferences << /DisplayDocTitle true >> >>");
        String at = DATE.format(facts.at());
        int info = objects.add("<< /Title " + PdfObjects.text(facts.title()) + " /Producer (Ringlock) /CreationDate ("
                + at + ") /ModDate (" + at + ") >>");
        return objects.file(root, info);
    }

    private int page(PrintedPage page, int tree, int fontNumber) {
        int content = objects.addStream("", page.drawn().getBytes(StandardCharsets.ISO_8859_1));
        return objects.add("<< /Type /Page /Parent " + reference(tree) + " /MediaBox [0 0 "
                + PrintedPage.point(facts.paper().width()) + " "
                + PrintedPage.point(facts.paper().height())
                + "] /Resources << /Font << /F1 " + reference(fontNumber) + " >> >> /Contents " + reference(content)
                + " >>");
    }

    private int outlines(List<Bookmark> bookmarks, List<Integer> pages) {
        int root = objects.reserve();
        List<Integer> numbers =
                bookmarks.stream().map(bookmark -> objects.reserve()).toList();
        for (int i = 0; i < bookmarks.size(); i++) {
            Bookmark bookmark = bookmarks.get(i);
            objects.put(
                    numbers.get(i),
                    "<< /Title " + PdfObjects.text(bookmark.title()) + " /Parent " + reference(root)
                            + (i == 0 ? "" : " /Prev " + reference(numbers.get(i - 1)))
                            + (i == bookmarks.size() - 1 ? "" : " /Next " + reference(numbers.get(i + 1)))
                            + " /Dest [" + reference(pages.get(bookmark.page())) + " /XYZ 0 "
                            + PrintedPage.point(bookmark.y()) + " null] >>");
        }
        objects.put(
                root,
                "<< /Type /Outlines /Count " + numbers.size() + " /First " + reference(numbers.get(0)) + " /Last "
                        + reference(numbers.get(numbers.size() - 1)) + " >>");
        return root;
    }

    private int font() {
        byte[] subset = FontSubset.of(font, used.keySet());
        int file = objects.addStream("/Length1 " + subset.length, subset);
        String box = IntStream.of(font.box()).mapToObj(String::valueOf).collect(Collectors.joining(" "));
        int descriptor = objects.add("<< /Type /FontDescriptor /FontName /" + name() + " /Flags 4 /FontBBox [" + box
                + "] /ItalicAngle 0 /Ascent " + font.ascent() + " /Descent " + font.descent()
                + " /CapHeight 729 /StemV 80 /FontFile2 " + reference(file) + " >>");
        String widths = used.keySet().stream()
                .map(glyph -> glyph + " [" + font.width(glyph) + "]")
                .collect(Collectors.joining(" "));
        int glyphs = objects.add("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /" + name()
                + " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /CIDToGIDMap /Identity"
                + " /FontDescriptor " + reference(descriptor) + " /DW 600 /W [" + widths + "] >>");
        int characters = objects.addStream("", characters().getBytes(StandardCharsets.US_ASCII));
        return objects.add("<< /Type /Font /Subtype /Type0 /BaseFont /" + name()
                + " /Encoding /Identity-H /DescendantFonts [" + reference(glyphs) + "] /ToUnicode "
                + reference(characters) + " >>");
    }

    /** Six letters that stand for this choice of glyphs, as PDF wants a part of a font to be named. */
    private String name() {
        int hash = used.keySet().hashCode() & Integer.MAX_VALUE;
        StringBuilder tag = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            tag.append((char) ('A' + hash % 26));
            hash /= 26;
        }
        return tag + "+DejaVuSans";
    }

    /** Which character each glyph stands for, so that text can be copied. */
    private String characters() {
        StringBuilder map = new StringBuilder("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                + "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                + "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                + "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        List<Map.Entry<Integer, Integer>> all = List.copyOf(used.entrySet());
        for (int from = 0; from < all.size(); from += MOST_IN_BLOCK) {
            List<Map.Entry<Integer, Integer>> block = all.subList(from, Math.min(all.size(), from + MOST_IN_BLOCK));
            map.append(block.size()).append(" beginbfchar\n");
            block.forEach(glyph -> map.append('<')
                    .append(PrintedPage.hex(glyph.getKey()))
                    .append("> <")
                    .append(utf16(glyph.getValue()))
                    .append(">\n"));
            map.append("endbfchar\n");
        }
        return map + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
    }

    private static String utf16(int character) {
        StringBuilder hex = new StringBuilder();
        for (char unit : Character.toChars(character)) {
            hex.append(PrintedPage.hex(unit));
        }
        return hex.toString();
    }

    private static String reference(int number) {
        return number + " 0 R";
    }
}
