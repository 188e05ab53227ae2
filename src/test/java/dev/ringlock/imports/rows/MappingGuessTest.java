package dev.ringlock.imports.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingGuessTest {

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            contact_id,correlation_id,sender_id,status,source,date_of_consent > Twilio Consent API
            [{"contact_id":"+12025550123","sender_id":"MG0","status":"opt-in","source":"website"}] > Twilio Consent API
            OptedOutNumber,OptedOutTimestamp,EndUserOptedOut > AWS End User Messaging opt-out list
            {"OptOutListName":"x","OptedOutNumbers":[{"OptedOutNumber":"+12025550123"}]} > AWS End User Messaging opt-out list
            ChannelType,Id,Address,OptOut,User.UserId > Amazon Pinpoint segment
            {"ChannelType":"SMS","Address":"+12025550123","User":{"UserId":"1"}} > Amazon Pinpoint segment
            Record ID,First Name,Last Name,Email,Phone Number > HubSpot contacts
            id,email,mobile,points,date_identified > Mautic contacts
            Email,Klaviyo ID,Phone Number,SMS Consent Timestamp > Klaviyo profiles
            {"status":"ok","rows":[{"brief":"news","status":"yes","agreementmethod":"api","when":1,"who":"x"}]} > Databunker agreements
            Email Address,OPTIN_TIME,CONFIRM_TIME,LEID,EUID > Mailchimp SMS contacts
            contactId,number > Ringlock export
            """)
    void anExportIsKnownByItsColumns(String head, String system) {
        MappingGuess guess = guess(head);
        assertEquals(system, guess.system());
        assertFalse(guess.mapping().contains("2025550123"), guess.mapping());
    }

    @Test
    void aListOfOptOutsFromTheCommandLineGoesInAsItIs() {
        String file = """
                {
                    "OptOutListArn": "arn:aws:sms-voice:us-east-1:111122223333:opt-out-list/Default",
                    "OptOutListName": "Default",
                    "OptedOutNumbers": [
                        {
                            "OptedOutNumber": "+12025550123",
                            "OptedOutTimestamp": "2024-03-01T10:00:00.123000+00:00",
                            "EndUserOptedOut": true
                        },
                        {"OptedOutNumber": "+12025550124", "OptedOutTimestamp": 1709287200.5}
                    ]
                }
                """;
        var rows = new MappedFile(guess(file).mapping()).rows(file);
        assertEquals(2, rows.size());
        for (ImportRow row : rows) {
            RowDecision no = ((ImportRow.DecidedRow) row).decisions().get(0);
            assertTrue(no.everything() && !no.granted());
            assertEquals("2024-03-01T10:00:00.999Z", String.valueOf(no.decidedAt()));
        }
    }

    @Test
    void anyFileIsGuessedFromWhatColumnsAreUsuallyCalled() {
        String mapping = guess("Customer ID;Handynummer;Land;SMS opt-out;Datum;Notizen\n")
                .mapping();
        assertEquals("""
                source: FILL-IN
                number: {column: "Handynummer", region: {column: "Land"}}
                rowId: {column: "Customer ID"}
                decisions:
                  - purpose: FILL-IN
                    answer: {column: "SMS opt-out", no: ["true", "yes", "1"], nothing: ["false", "no", "0"]}
                    decidedAt: {column: "Datum"}
                """, mapping);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+12025550123\n+12025550124\n",
                "Ann,Smith,(202) 555-0123,ann@shop.example\n",
                "ann@shop.example;+12025550123",
                "\"+12025550123\"",
                "{\"+12025550123\": \"Ann\", \"ann@shop.example\": 1}",
                "[\"+12025550123\"]",
                "[{\"Ann Smith\": {\"+12025550123\": 1}}]",
                "Ann Smith\n+12025550123\n",
                "{\"a\": \"+12025550123",
                ""
            })
    void aGuessHoldsNothingOfARow(String file) {
        String mapping = guess(file).mapping();
        assertFalse(mapping.contains("0123") || mapping.contains("Ann") || mapping.contains("Smith"), mapping);
        assertFalse(mapping.contains("shop.example"), mapping);
    }

    @Test
    void aFileWithoutAHeaderHasItsColumnsCounted() {
        String mapping = guess("Ann,+12025550123,yes\n").mapping();
        assertTrue(mapping.contains("columns: [column1, column2, column3]"), mapping);
        assertTrue(mapping.contains("number: {column: column2"), mapping);
    }

    @Test
    void compressedAndOtherEncodingsAreGuessedToo() throws IOException {
        String head = "Teléfono,Consentimiento\n";
        assertTrue(MappingGuess.of(head.getBytes(Charset.forName("windows-1252")))
                .mapping()
                .startsWith("encoding: windows-1252\nsource"));
        assertTrue(MappingGuess.of(("\uFEFF" + head).getBytes(StandardCharsets.UTF_16LE))
                .mapping()
                .contains("column: \"Teléfono\""));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(head.repeat(10_000).getBytes(StandardCharsets.UTF_8));
        }
        byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
        assertTrue(MappingGuess.of(cut).mapping().contains("column: \"Teléfono\""));
    }

    @Test
    void whatIsNoTextHasEverythingToBeFilledIn() {
        byte[] noise = {(byte) 0x81, 0, (byte) 0xd8, (byte) 0xd8, 1, (byte) 0x8d, 'a', 'b', 'c', 'd', 'e'};
        assertTrue(MappingGuess.of(noise).mapping().startsWith("source: FILL-IN\nnumber: {column: FILL-IN"));
        byte[] brokenGzip = {0x1f, (byte) 0x8b, 1, 2, 3};
        assertTrue(MappingGuess.of(brokenGzip).mapping().startsWith("source: FILL-IN\nnumber: {column: FILL-IN"));
    }

    private static MappingGuess guess(String head) {
        return MappingGuess.of(head.getBytes(StandardCharsets.UTF_8));
    }
}
