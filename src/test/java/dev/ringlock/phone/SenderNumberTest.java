package dev.ringlock.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose phone a message came from, as providers write it. */
class SenderNumberTest {

    private static final String US = "+12025550100";
    private static final String GB = "+447700900100";

    private static Optional<String> read(String from, boolean coded, String... ours) {
        return SenderNumber.read(
                from, Stream.of(ours).map(PhoneNumber::ofCanonical).toList(), coded);
    }

    @ParameterizedTest
    @CsvSource({
        "+12025550100, 2025550153, +12025550153",
        "+12025550100, 3055550187, +13055550187",
        "+12025550100, (202) 555-0153, +12025550153",
        "+12025550100, 12025550153, +12025550153",
        "+12025550100, 011442079460123, +442079460123",
        "+447700900100, 07700900177, +447700900177",
        "+447700900100, 7700900177, +447700900177",
        "+447700900100, 02079460123, +442079460123",
        "+447700900100, 447700900177, +447700900177",
        "+46701740600, 0701740605, +46701740605",
        "+46701740600, 701740605, +46701740605",
        "+61491570006, 0491570156, +61491570156",
        "+493023125000, 03023125001, +493023125001",
        "+33199000000, 0199000001, +33199000001",
        "+5511961234567, 11971234567, +5511971234567",
        "+5511961234567, 1171234567, +5511971234567",
        "+20225550100, 20225550153, +20225550153",
    })
    void aNationalNumberIsReadInTheCountryOfOurOwnWhoeverTellsIt(String to, String from, String number) {
        assertEquals(Optional.of(number), read(from, false, to));
        assertEquals(Optional.of(number), read(from, true, to));
    }

    @ParameterizedTest
    @CsvSource({
        "12025550153, +12025550153",
        "442079460123, +442079460123",
        "447700900177, +447700900177",
        "46701740605, +46701740605",
        "61491570156, +61491570156",
        "5511971234567, +5511971234567",
        "551171234567, +5511971234567",
        "5212221234567, +522221234567",
        "0046701740605, +46701740605",
    })
    void aBareNumberWithItsCountryCodeIsReadAsThat(String from, String number) {
        for (String to : List.of(US, GB, "+46701740600")) {
            assertEquals(Optional.of(number), read(from, true, to));
            assertEquals(Optional.of(number), read(from, false, to));
        }
        assertEquals(Optional.of(number), read(from, true));
    }

    @ParameterizedTest
    @CsvSource({"4795550123, +4795550123, +14795550123", "6591234567, +6591234567, +6591234567"})
    void whereBothExistAProviderThatAlwaysWritesTheCountryCodeIsBelieved(String from, String abroad, String atHome) {
        assertEquals(Optional.of(abroad), read(from, true, US));
        assertEquals(Optional.of(abroad), read(" " + from, false, US));
        assertEquals(Optional.of(abroad), read("whatsapp:" + from, false, US));
        assertEquals(Optional.of(atHome), read(from, false, US));
        assertEquals(Optional.of("+12025550153"), read(" 2025550153", false, US));
    }

    @ParameterizedTest
    @CsvSource({"2025550153, +12025550153", "12025550153, +12025550153", "442079460123, +442079460123"})
    void withoutAKnownSenderTheCountriesOfAllOurNumbersCount(String from, String number) {
        assertEquals(Optional.of(number), read(from, false, US, "+13055550100"));
        assertEquals(Optional.of(number), read(from, false, US, GB));
    }

    @Test
    void whereOurCountriesDisagreeItIsNoThirdOnes() {
        // a number in Connecticut, in London, and with Egypt's code in Alexandria
        for (boolean coded : List.of(false, true)) {
            assertEquals(Optional.empty(), read("2035550123", coded, US, GB));
            assertEquals(Optional.of("+12035550123"), read("2035550123", coded, US));
            assertEquals(Optional.of("+442035550123"), read("2035550123", coded, GB));
            assertEquals(Optional.of("+12035550123"), read("12035550123", coded, US, GB));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025550153", "07700900177", "0701740605"})
    void withoutAnyCountryNoNumberIsMadeUp(String from) {
        assertEquals(Optional.empty(), read(from, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+12025550153",
                "whatsapp:+12025550153",
                "WhatsApp: 12025550153",
                "whatsapp:12025550153",
                "sms:+12025550153",
                "mms:+12025550153",
                "rcs:+12025550153",
                "rcs:12025550153",
                "tel:+1-202-555-0153",
                " 12025550153",
                "+1 (202) 555-0153",
                "\u202a+1 202\u00a0555\u00a00153\u202c",
                "\uff0b\uff11\uff12\uff10\uff12\uff15\uff15\uff15\uff10\uff11\uff15\uff13",
                "0012025550153",
            })
    void aPhoneIsAPhoneHoweverItIsWritten(String from) {
        assertEquals(Optional.of("+12025550153"), read(from, false, GB));
        assertEquals(Optional.of("+12025550153"), read(from, true, GB));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "messenger:1234567890123",
                "messenger:12025550153",
                "Messenger:+12025550153",
                "instagram:12025550153",
                "client:+12025550153",
                "client:alice",
                "sip:+12025550153@example.com",
                "sip:12025550153",
                "+12025550153@example.com",
                "mailto:12025550153@example.com",
                "alex@example.com",
                "rcs:harbour_books_agent",
                "rcs:agent-12025550153@rbm.goog",
                "whatsapp:US.12025550153",
                "whatsapp:whatsapp:+12025550153",
                "+12025550150;ext=2",
                "tel:+12025550150;ext=2",
                "tel:2025550150;phone-context=+1",
                "+12025550150;isub=2",
                "+12025550150x2",
                "+12025550150 x2",
                "+12025550150 ext. 2",
                "+12025550150#2",
                "+12025550150,2",
                "+12025550150,,2",
                "+12025550150p2",
                "+12025550150*2",
                "+12025550150 2",
                "+1 202 555 0150-2",
                "2025550150 2",
                "2025550150x2",
                "+12025550150,+12025550151",
                "+12025550150+12025550151",
                "+12025550150 +12025550151",
                "2025550150 2025550151",
                "2025550150/2025550151",
                "2025550150;2025550151",
                "72345",
                "20255",
                "555015",
                "5550153",
                "ACME",
                "1-800-FLOWERS",
                "HARBOUR12025550153",
                "anonymous",
                "+",
                "",
                " ",
                "++12025550153",
                "12+025550153",
                "+0202555015",
                "+123456",
                "+1234567890123456",
                "202555015320255501532025550153202555015320255501532025550153202",
                "1234567890123",
            })
    void whatIsNoPhoneIsNoNumber(String from) {
        assertEquals(Optional.empty(), read(from, false, US));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+447700900177", "+33639980000", "+353209100000", "+999123456789", "+1202555012"})
    void anOptOutIsNotLostToMetadata(String from) {
        assertEquals(Optional.of(from), read(from, false, US));
    }
}
