package dev.ringlock.imports.rows;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ringlock.imports.rows.ImportRow.DecidedRow;
import dev.ringlock.imports.rows.ImportRow.FaultyRow;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When the words of a column are a yes. */
class AnswerWordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DND",
                "do_not_disturb",
                "no_marketing",
                "excluded",
                "keine_werbung",
                "unsubscribed",
                "opted-out",
                "STOP",
                "consent_refused",
                "consent withdrawn",
                "not subscribed",
                "no consent",
                "declined",
                "blocked",
                "Robinson",
                "Widerspruch",
                "baja",
                "Newsletter",
                "A",
                "marketing",
                "field_17",
                "contact.dnd",
                "optin.unsubscribed",
                "consent expired",
                "no-sms",
                "Sperre",
                "never_contact",
                "opposition"
            })
    void aColumnThatMayBeOneOfNoesHasToNameItsWords(String column) {
        MappingMistake mistake = mistakes("{column: \"" + column + "\"}").get(0);
        assertEquals("required", mistake.code());
        assertEquals(
                AnswerWords.isOfANo(column) ? "/decisions/0/answer/no" : "/decisions/0/answer/yes", mistake.pointer());
        assertDoesNotThrow(() -> mapping("{column: \"" + column + "\", yes: [\"1\"], no: [\"0\"]}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Status",
                "SMS status",
                "opt-in",
                "sms_opt_in",
                "smsConsent",
                "Consent to SMS marketing",
                "subscribed",
                "Einwilligung",
                "consentement",
                "channels.sms.consent",
                "has_consented",
                "TCPA consent"
            })
    void aColumnOfYesesMayHaveTheUsualWords(String column) {
        assertDoesNotThrow(() -> mapping("{column: \"" + column + "\"}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            {column: Status, otherwise: yes}               > /decisions/0/answer/otherwise
            {column: X, yes: [in], otherwise: in}          > /decisions/0/answer/otherwise
            {column: X, yes: ["*"], otherwise: whatever}   > /decisions/0/answer/otherwise
            {column: X, yes: ["", in]}                     > /decisions/0/answer/yes
            """)
    void aBlankCellIsNobodysYes(String answer, String pointer) {
        assertEquals(List.of(new MappingPlace(pointer, "not_valid")), places(answer));
        assertDoesNotThrow(() -> mapping("{column: Status, otherwise: no}"));
    }

    @Test
    void everyOtherWordIsNoYesIfItIsUsuallyANo() {
        List<ImportRow> rows = new MappedFile(mapping("{column: When, yes: [\"*\"]}"))
                .rows("Phone,When\n+12025550123,2024-01-01\n+12025550124,STOP\n+12025550125,null\n");
        assertEquals(
                List.of("yes", "no", "nothing"),
                rows.stream()
                        .map(row -> row instanceof DecidedRow decided
                                ? decided.decisions().get(0).granted() ? "yes" : "no"
                                : row instanceof FaultyRow ? "faulty" : "nothing")
                        .toList());
    }

    private record MappingPlace(String pointer, String code) {}

    private static List<MappingPlace> places(String answer) {
        return mistakes(answer).stream()
                .map(mistake -> new MappingPlace(mistake.pointer(), mistake.code()))
                .toList();
    }

    private static List<MappingMistake> mistakes(String answer) {
        return assertThrows(MappingMistakesException.class, () -> mapping(answer))
                .mistakes();
    }

    private static String mapping(String answer) {
        String mapping =
                "source: crm\nnumber: {column: Phone}\ndecisions: [{purpose: marketing, answer: " + answer + "}]\n";
        Mapping.read(mapping, MappedFile.POLICY);
        return mapping;
    }
}
