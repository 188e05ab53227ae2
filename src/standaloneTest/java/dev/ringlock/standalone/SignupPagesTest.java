package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.form.PageText;
import dev.ringlock.form.SignupPages;
import dev.ringlock.phone.NumberRefusal;
import dev.ringlock.terms.Controller;
import dev.ringlock.terms.Notice;
import dev.ringlock.terms.Purpose;
import dev.ringlock.terms.ShownNotice;
import dev.ringlock.terms.Wording;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SignupPagesTest {

    private static final Set<String> TEXTS = Arrays.stream(PageText.class.getMethods())
            .map(Method::getName)
            .collect(Collectors.toCollection(TreeSet::new));

    @Inject
    SignupPages pages;

    @ParameterizedTest
    @ValueSource(strings = {"es", "fr", "de"})
    void everyTextIsThereInEveryLanguage(String language) throws IOException {
        Properties texts = new Properties();
        try (var file =
                Files.newBufferedReader(Path.of("src/main/resources/messages/text_" + language + ".properties"))) {
            texts.load(file);
        }
        assertEquals(TEXTS, new TreeSet<>(texts.stringPropertyNames()));
    }

    @Test
    void everyRefusalOfANumberHasItsText() {
        for (NumberRefusal refusal : NumberRefusal.values()) {
            assertTrue(TEXTS.contains("number_" + refusal.code()), refusal.name());
        }
    }

    @Test
    void aNoticeInAnotherLanguageIsShownWordForWordInAPageInEnglish() {
        Purpose news = new Purpose("news");
        Wording wording = new Wording(
                "it",
                new Controller("Harbour Books", "privacy@harbour-books.example", "https://harbour-books.example/p"),
                "Vorremmo <usare> il suo numero.",
                List.of(new Wording.Box(news, "Novità", "Per SMS.")),
                "E lo controlliamo.",
                "Risponda STOP.");
        ShownNotice shown = new ShownNotice(new Notice("n", 1, List.of(news), Map.of("it", wording)), wording);
        String page = pages.form(shown, SignupPages.Entered.nothing(""));
        assertTrue(page.contains("<html lang=\"it\">"));
        assertTrue(page.contains("Vorremmo &lt;usare&gt; il suo numero."));
        assertTrue(page.contains("Novità") && page.contains("Per SMS."));
        assertTrue(page.contains("E lo controlliamo.") && page.contains("Risponda STOP."));
        assertTrue(page.contains("Your phone number"));
    }
}
