package dev.ringlock.form;

import dev.ringlock.ledger.Sha256;
import dev.ringlock.terms.ShownNotice;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The blank signup form of one wording as it was shown: one HTML file that needs nothing else, and a drawing of it. The same
 * words are always the same bytes, until the form's look changes.
 *
 * @param html the page with its styles inside, and no script
 * @param picture a PNG
 * @param undrawn how many characters of the page the picture shows as boxes, because the font lacks them or they stand
 *     from right to left, or does not show, because the page is too tall
 */
@SuppressWarnings("ArrayRecordComponent")
public record RenderedForm(String html, byte[] picture, long undrawn) {

    private static final String STYLES = "<link rel=\"stylesheet\" href=\"/assets/ringlock.css\">";
    private static final String ICON = "<link rel=\"icon\" href=\"/assets/ringlock.svg\" type=\"image/svg+xml\">\n";

    /** Changes whenever the form's template, its styles or the drawing would make other bytes of the same words. */
    private static final int LOOK = 1;

    static RenderedForm of(String page) {
        if (!page.contains(STYLES) || !page.contains(ICON)) {
            throw new IllegalStateException("the form's page does not name its styles as it did");
        }
        String html = page.replace(ICON, "").replace(STYLES, "<style>\n" + styles() + "</style>");
        return new RenderedForm(html, FormPicture.png(html), FormPicture.missing(html));
    }

    /** By what another rendering of the same words is noticed without making it. */
    public static String look(ShownNotice shown) {
        return "signup/" + LOOK + " "
                + String.join(" ", shown.notice().wordings().keySet());
    }

    public String htmlSha256() {
        return Sha256.hex(html);
    }

    public String pictureSha256() {
        return Sha256.hex(picture);
    }

    private static String styles() {
        try (@Nullable InputStream in = RenderedForm.class.getResourceAsStream("/assets/ringlock.css")) {
            if (in == null) {
                throw new IllegalStateException("the artifact lacks assets/ringlock.css");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
