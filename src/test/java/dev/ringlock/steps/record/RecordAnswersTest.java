package dev.ringlock.steps.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.ringlock.http.Problem;
import dev.ringlock.http.ProblemException;
import dev.ringlock.ledger.Entry;
import dev.ringlock.ledger.Event;
import dev.ringlock.ledger.Ulid;
import dev.ringlock.phone.ContactId;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.print.Paper;
import dev.ringlock.steps.record.SubjectRecord.ShownWords;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordAnswersTest {

    private static final String CONTACT = "c1_" + "a".repeat(26);
    private static final String HASH = "0".repeat(64);

    private final RecordAnswers answers =
            new RecordAnswers(PolicyFile.read(Path.of("src/main/resources/policy/harbour-books.yaml")));

    /** Lambda gets an answer as a string of JSON, in which a line break takes two bytes. Pages need Quarkus to be drawn. */
    @ParameterizedTest
    @ValueSource(strings = {"json", "jsonld"})
    void aRecordThatLambdaCannotHandOutIsRefusedAndASmallerOneIsNot(String format) {
        assertEquals(200, answer(format, "We ask.").getStatusCode());
        assertEquals(200, answer(format, "x".repeat(5_500_000)).getStatusCode());
        ProblemException refused = assertThrows(ProblemException.class, () -> answer(format, "x".repeat(5_750_000)));
        Problem.Invalid told = assertInstanceOf(Problem.Invalid.class, refused.refusal());
        assertEquals("size", told.errors().get(0).code());
        assertThrows(ProblemException.class, () -> answer(format, "x\n".repeat(2_000_000)));
    }

    private APIGatewayV2HTTPResponse answer(String format, String words) {
        Entry yes = new Entry(
                CONTACT,
                Ulid.first(Instant.EPOCH),
                Event.GIVEN,
                Instant.EPOCH,
                "",
                new TreeMap<>(Map.of("purpose", "marketing", "notice_sha256", HASH)));
        SubjectRecord record = new SubjectRecord(
                Instant.EPOCH,
                "",
                new ContactId(CONTACT),
                List.of(),
                List.of(yes),
                Map.of(HASH, new ShownWords("signup", 1, "en", HASH, words, Instant.EPOCH)),
                List.of(),
                false);
        return format.equals("jsonld")
                ? answers.linked(record)
                : answers.readable(record, RecordFormat.of(format), "en", Paper.A4);
    }
}
