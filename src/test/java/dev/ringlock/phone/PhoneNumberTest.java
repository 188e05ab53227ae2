package dev.ringlock.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "+12025550123|''",
                "+1 (202) 555-0123|''",
                "+1.202.555.0123|''",
                "+1 202–555–0123|''",
                "202 555 0123|US",
                "202/555-0123|US",
                "(202) 555-0123|us",
                "1 202 555 0123|US",
                "011 1 202 555 0123|US",
                "00 1 202 555 0123|DE",
                "+1 202 555 0123|DE",
                "＋１ ２０２ ５５５ ０１２３|''",
                "٢٠٢٥٥٥٠١٢٣|US",
                "२०२५५५०१२३|US",
                "tel:+12025550123|''",
                "TEL:+1-202-555-0123|''",
                "tel:202-555-0123;phone-context=+1|''",
                "tel:555-0123;phone-context=+1-202|''",
                "Tel.: (202) 555-0123|US",
                "(+1) 202 555 0123|''",
                "(001) 202 555 0123|''",
                "00 1 202 555 0123|''",
                "+001 202 555 0123|''",
                "+1·202·555·0123|''",
                "2025550123|USA",
                "2025550123|United States",
                "2025550123|Vereinigte Staaten",
            })
    void readsWhatPeopleType(String typed, String region) {
        assertEquals("+12025550123", accepted(typed, region).e164());
    }

    @Test
    void readsThroughInvisibleMarksThatContactAppsCopy() {
        assertEquals(
                "+12025550123", accepted("\u202a+1 202 555\u00a00123\u202c", "").e164());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|US|EMPTY",
                "'   '|US|EMPTY",
                "2025550123202555012320255501232025550123202555012320255501232|US|TOO_LONG",
                "202-555-0123, 202-555-0124|US|SEVERAL_NUMBERS",
                "202-555-0123 / 202-555-0124|US|SEVERAL_NUMBERS",
                "+12025550123 or +12025550124|''|SEVERAL_NUMBERS",
                "2025550123 2025550124|US|SEVERAL_NUMBERS",
                "+12025550123+12025550124|''|SEVERAL_NUMBERS",
                "202-555-0123 ext. 5|US|EXTENSION",
                "2025550123x5|US|EXTENSION",
                "2025550123#5|US|EXTENSION",
                "+12025550123;ext=5|''|EXTENSION",
                "202-555-BOOK|US|LETTERS",
                "my number|US|LETTERS",
                "tel:2025550123;phone-context=example.com|US|LETTERS",
                "messenger:+12025550123|''|LETTERS",
                "tel:+12025550123;ext=5|''|EXTENSION",
                "②⓪②⑤⑤⑤⓪①②③|US|CHARACTERS",
                "²⁰²⁵⁵⁵⁰¹²³|US|CHARACTERS",
                "+98 9601|''|TOO_SHORT",
                "9601|IR|TOO_SHORT",
                "+43 1 110|''|TOO_SHORT",
                "4915123456789|DE|AMBIGUOUS",
                "049 1512 3456789|DE|AMBIGUOUS",
                "00 1 201 555 0123|HK|AMBIGUOUS",
                "20255501٢٣|US|MIXED_DIGITS",
                "202*555*0123|US|CHARACTERS",
                "☎ 2025550123|US|CHARACTERS",
                "2025550123|''|REGION_NEEDED",
                "2025550123|Atlantis|REGION_UNKNOWN",
                "2025550123|XX|REGION_UNKNOWN",
                "202 555 012|US|INVALID",
                "202 555 01234|US|INVALID",
                "+44 7700 900123|''|INVALID",
                "+999 202 555 0123|''|INVALID",
                "+|''|INVALID",
            })
    void refusesByName(String typed, String region, NumberRefusal reason) {
        assertEquals(
                reason,
                assertInstanceOf(NumberReading.RefusedNumber.class, PhoneNumber.read(typed, region))
                        .reason());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // mobile numbers that begin with the code
                "3901234567|IT|+393901234567",
                "9123456789|IN|+919123456789",
                "53488084|CU|+5353488084",
                // landlines with their 0, whose area codes begin with the code
                "04921 12345|DE|+49492112345",
                "0278450967|ZA|+27278450967",
                // a landline where nobody types a 0
                "48 306 94 88|PL|+48483069488",
                // only one of the two exists
                "44 7400 123456|GB|+447400123456",
                "1 202 555 0123|US|+12025550123",
            })
    void whatBeginsWithItsOwnCodeIsReadAsTheLikelierNumber(String typed, String region, String number) {
        assertEquals(number, accepted(typed, region).e164());
    }

    @Test
    void aSecondReadingIsSuggestedToWhoTypedItAndShownToNobodyElse() {
        var refused = assertInstanceOf(NumberReading.RefusedNumber.class, PhoneNumber.read("4915123456789", "DE"));
        assertTrue(refused.detail().startsWith("Did you mean +49 1512 3456789?"), refused.detail());
        assertFalse(refused.toString().contains("345"), refused.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025550123\u0000", "2025550123\u0007"})
    void refusesControlCharacters(String typed) {
        assertEquals(new NumberReading.RefusedNumber(NumberRefusal.CHARACTERS), PhoneNumber.read(typed, "US"));
    }

    @ParameterizedTest
    @CsvSource({"MX", "BR", "BJ"})
    void bringsFormsFromBeforeAPlanChangedToOne(String country) {
        PhoneNumber number = PhoneNumber.ofCanonical(exampleMobile(country));
        List<PhoneNumber> older = number.olderForms();
        assertEquals(1, older.size());
        assertFalse(Plan.of(older.get(0).e164()).isValid());
        assertEquals(number, accepted(older.get(0).e164(), ""));
    }

    @Test
    void bringsArgentinesMobileFormsToOne() {
        PhoneNumber number = PhoneNumber.ofCanonical(exampleMobile("AR"));
        assertTrue(number.e164().startsWith("+549"));
        String withoutNine = "+54" + number.e164().substring(4);
        assertEquals(List.of(PhoneNumber.ofCanonical(withoutNine)), number.olderForms());
        assertEquals(number, accepted(withoutNine, ""));
        assertEquals(number, accepted("0" + withoutNine.substring(3, 5) + " 15 " + withoutNine.substring(5), "AR"));
    }

    @ParameterizedTest
    @CsvSource({
        "+44 7700 900177, '', +447700900177",
        "07700 900177, GB, +447700900177",
        "+44 7700 900123, '', +447700900123",
        "+55 11 7123-4567, '', +5511971234567",
        "+1202555012, '', +1202555012",
        "+1 202 555 0123, '', +12025550123",
    })
    void whoeverMayHaveWrittenIsFoundWhateverMetadataSays(String typed, String region, String number) {
        NumberReading reading = PhoneNumber.readKnownOrNot(typed, region);
        assertEquals(new NumberReading.AcceptedNumber(PhoneNumber.ofCanonical(number)), reading);
    }

    @ParameterizedTest
    @CsvSource({
        "'',US,EMPTY",
        "202-555-0123 / 202-555-0124,US,SEVERAL_NUMBERS",
        "+12025550123;ext=5,'',EXTENSION",
        "messenger:1234567890123,'',LETTERS",
        "202*555*0123,US,CHARACTERS",
        "2025550123,'',REGION_NEEDED",
        "202 555 012,US,INVALID",
        "72345,US,INVALID",
        "+999 202 555 0123,'',INVALID",
        "+1 202,'',INVALID",
        "+1 202 555 01,'',INVALID",
        "+1234567890123456,'',INVALID",
    })
    void whatIsNoNumberIsRefusedByNameThereToo(String typed, String region, NumberRefusal reason) {
        assertEquals(new NumberReading.RefusedNumber(reason), PhoneNumber.readKnownOrNot(typed, region));
    }

    @Test
    void knowsCountryAndKindOfLine() {
        assertEquals(LineType.FIXED_LINE_OR_MOBILE, accepted("+12025550123", "").lineType());
        assertEquals("US", accepted("+12025550123", "").country());
        assertEquals(LineType.MOBILE, accepted("+46701740605", "").lineType());
        assertEquals("SE", accepted("+46701740605", "").country());
        assertEquals(LineType.TOLL_FREE, accepted("+448081570123", "").lineType());
        assertEquals(LineType.PREMIUM_RATE, accepted("+449098790123", "").lineType());
        assertEquals(LineType.UAN, accepted("+443069990123", "").lineType());
        assertEquals(LineType.FIXED_LINE, accepted("+442079460123", "").lineType());
    }

    @Test
    void showsOnlyCallingCodeAndTwoDigits() {
        assertEquals("+1 ••• ••• ••23", accepted("+12025550123", "").masked());
        assertEquals("+46 •• ••• •• 05", accepted("+46701740605", "").masked());
        assertEquals("+1 ••• ••• ••23", String.valueOf(accepted("+12025550123", "")));
        assertEquals("+1 ••• ••• ••23", PhoneNumber.ofCanonical("+12025550123").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12025550123", "+0202555012", "+123456", "+1234567890123456", "+1202555012a"})
    void canonicalFormIsCheckedAndNotRepeated(String text) {
        var thrown = assertThrows(IllegalArgumentException.class, () -> PhoneNumber.ofCanonical(text));
        assertEquals("not of E.164's shape", thrown.getMessage());
    }

    private static PhoneNumber accepted(String typed, String region) {
        return assertInstanceOf(NumberReading.AcceptedNumber.class, PhoneNumber.read(typed, region))
                .number();
    }

    private static String exampleMobile(String region) {
        PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
        return plans.format(plans.getExampleNumberForType(region, PhoneNumberType.MOBILE), PhoneNumberFormat.E164);
    }
}
