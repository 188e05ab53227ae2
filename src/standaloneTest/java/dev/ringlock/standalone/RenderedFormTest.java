package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.form.RenderedForm;
import dev.ringlock.form.SignupPages;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.terms.NoticeRef;
import dev.ringlock.terms.ShownNotice;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RenderedFormTest {

    private static final Policy POLICY = PolicyFile.read(Path.of("src/main/resources/policy/harbour-books.yaml"));

    private static final Map<String, String> LOOKS = Map.of(
            "de", "2d99fe3445fd602e 0ecb79e53af77344",
            "en", "cd0aeb2438320782 a295522740241ec6",
            "es", "e43c40e004024283 297ec25d695433b8",
            "fr", "fd5624edf9fad332 7578b11124fb31b3");

    @Inject
    SignupPages pages;

    @Test
    void thePageNeedsNothingElseAndHasNothingThatChanges() {
        String html = form("en").html();
        assertFalse(html.contains("<script") || html.contains("<link") || html.contains("/assets/"), html);
        assertTrue(html.contains("--brand: #1b5566") && html.contains("at most four a month"));
        assertFalse(html.contains(" checked") || html.contains(" selected"));
        RenderedForm again = form("en");
        assertEquals(html, again.html());
        assertArrayEquals(form("en").picture(), again.picture());
    }

    @Test
    void thePictureShowsEveryWordOfTheNotice() throws IOException {
        for (String language : POLICY.languages()) {
            RenderedForm form = form(language);
            assertEquals(0, form.undrawn());
            assertTrue(form.picture().length < 200_000, String.valueOf(form.picture().length));
            Path picture = Files.createDirectories(Path.of("target/pictures")).resolve("form-" + language + ".png");
            Files.write(picture, form.picture());
        }
    }

    /**
     * The ledger knows a form's look by a number. If this fails because the template, its styles or the drawing changed, raise
     * {@code LOOK} in RenderedForm and write the new hashes here: then starts keep the new look too. Names of countries are
     * the platform's, and left out.
     */
    @Test
    void anotherLookHasAnotherNumber() {
        Map<String, String> looks = new TreeMap<>();
        for (String language : POLICY.languages()) {
            RenderedForm form = form(language);
            String page = form.html().replaceAll("<option value=\"[A-Z]{2}\">[^<]*</option>\n", "");
            looks.put(
                    language,
                    Sha256.hex(page).substring(0, 16) + " "
                            + form.pictureSha256().substring(0, 16));
        }
        assertEquals("signup/1 en es fr de", RenderedForm.look(shown("en")));
        assertEquals(LOOKS, looks);
    }

    private RenderedForm form(String language) {
        return pages.rendered(shown(language));
    }

    private static ShownNotice shown(String language) {
        return POLICY.shown(new NoticeRef("signup", 1, language)).orElseThrow();
    }
}
