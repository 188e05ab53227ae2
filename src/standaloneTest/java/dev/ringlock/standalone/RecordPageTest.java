package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Sha256;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.policy.Policy;
import dev.ringlock.print.Paper;
import dev.ringlock.steps.record.RecordAnswers;
import dev.ringlock.steps.record.RecordFormat;
import dev.ringlock.steps.record.SubjectRecord;
import dev.ringlock.steps.record.SubjectRecord.ShownWords;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page of a record: it stands alone, and shows texts as texts. */
@QuarkusTest
class RecordPageTest {

    private static final Instant AT = Instant.parse("2026-12-01T10:00:00Z");
    private static final String WORDS = "We <b>ask</b> & you tick.\nSecond line: 你好";
    private static final ContactId ID = new ContactId("c1_aaaaaaaaaaaaaaaaaaaaaaaaaa");

    @Inject
    Policy policy;

    private APIGatewayV2HTTPResponse page(String language) {
        String hash = Sha256.hex(WORDS);
        Entry given = new Entry(
                ID.value(),
                Ulid.of(AT, new byte[10]),
                Event.GIVEN,
                AT,
                "",
                new TreeMap<>(Map.of("purpose", "marketing", "notice_sha256", hash, "claimed_form", "<script>")));
        SubjectRecord record = new SubjectRecord(
                AT,
                "+1 ••• ••• ••23",
                ID,
                List.of(),
                List.of(given),
                Map.of(hash, new ShownWords("signup", 1, "en", hash, WORDS, AT)),
                List.of(),
                true);
        return new RecordAnswers(policy).readable(record, RecordFormat.HTML, language, Paper.A4);
    }

    @ParameterizedTest
    @CsvSource({"en, Your rights", "es, Sus derechos", "fr, Vos droits", "de, Ihre Rechte", "nl, Your rights"})
    void itIsInTheLanguageAskedForAndTheExactWordsStay(String language, String heading) {
        String html = page(language).getBody();
        assertTrue(html.contains("<h2>" + heading + "</h2>"), html);
        assertTrue(
                html.contains("<blockquote>We &lt;b&gt;ask&lt;/b&gt; &amp; you tick.\nSecond line: 你好</blockquote>"),
                html);
        assertFalse(html.contains("<script"), html);
    }

    @ParameterizedTest
    @CsvSource({"en, may be somebody else", "es, otra persona", "fr, une autre personne", "de, jemand anderem"})
    void itSaysThatHistoriesAreLeftOut(String language, String words) {
        String html = page(language).getBody();
        assertTrue(html.contains(words), html);
    }

    @Test
    void itLoadsNothingAndItsLookIsTheOneThatThePolicyAllows() throws NoSuchAlgorithmException {
        APIGatewayV2HTTPResponse page = page("en");
        String html = page.getBody();
        assertFalse(html.contains("src=") || html.contains("href="), html);
        String style = html.substring(html.indexOf("<style>") + 7, html.indexOf("</style>"));
        assertTrue(style.contains("@media print") && style.contains("@page"), style);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
        String security = page.getHeaders().get("Content-Security-Policy");
        assertTrue(security.contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'"), security);
        assertTrue(security.startsWith("default-src 'none'"), security);
        assertEquals("no-store", page.getHeaders().get("Cache-Control"));
    }
}
