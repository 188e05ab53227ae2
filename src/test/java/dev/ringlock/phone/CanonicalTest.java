package dev.ringlock.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All forms that reach one phone are one number, whatever metadata says of each; no other two are. */
class CanonicalTest {

    @ParameterizedTest
    @CsvSource({
        // Benin, Mexico
        "+22995123456, +2290195123456",
        "+22921123456, +2290121123456",
        "+5212221234567, +522221234567",
        // Brazil: of mobiles all first digits, those with 7 being valid in both forms
        "+551161234567, +5511961234567",
        "+551171234567, +5511971234567",
        "+551181234567, +5511981234567",
        "+551191234567, +5511991234567",
        "+556171234567, +5561971234567",
        // Argentina
        "+541123456789, +5491123456789",
        // Gabon: before 2005, until 2019, since
        "+2416031234, +24166031234",
        "+24106031234, +24166031234",
        "+24102031234, +24162031234",
        "+24105031234, +24165031234",
        "+2414031234, +24174031234",
        "+24104031234, +24174031234",
        "+24107031234, +24177031234",
        "+24101441234, +24111441234",
        "+2411441234, +24111441234",
        "+2413031234, +24103031234",
        // Cote d'Ivoire
        "+22501234567, +2250101234567",
        "+22540234567, +2250140234567",
        "+22505234567, +2250505234567",
        "+22544234567, +2250544234567",
        "+22595234567, +2250595234567",
        "+22507234567, +2250707234567",
        "+22549234567, +2250749234567",
        "+22588234567, +2250788234567",
        "+22520812345, +2252120812345",
        "+22520012345, +2252520012345",
        "+22521212345, +2252721212345",
        // Vietnam
        "+841201234567, +84701234567",
        "+841211234567, +84791234567",
        "+841231234567, +84831234567",
        "+841291234567, +84821234567",
        "+841621234567, +84321234567",
        "+841691234567, +84391234567",
        "+841881234567, +84581234567",
        "+841991234567, +84591234567",
        // Chile
        "+5698123456, +56998123456",
        "+5681234567, +56981234567",
        "+5662099485, +56962099485",
        "+5624213146, +56224213146",
        "+5632123456, +56322123456",
        // Mauritius
        "+2302512345, +23052512345",
        "+2307123456, +23057123456",
        "+2309123456, +23059123456",
        "+2304912345, +23054912345",
        // Costa Rica
        "+5063123456, +50683123456",
        "+5068312345, +50688312345",
        "+5062471234, +50622471234",
        // and others
        "+23771234567, +237671234567",
        "+23722212345, +237222212345",
        "+201001234567, +201001234567",
        "+20101234567, +201001234567",
        "+20161234567, +201061234567",
        "+20181234567, +201281234567",
        "+59391234567, +593991234567",
        "+5712345678, +576012345678",
        "+9745123456, +97455123456",
        "+9743123456, +97433123456",
    })
    void formsThatReachOnePhoneAreOneNumber(String told, String canonical) {
        assertEquals(canonical, Canonical.of(Plan.of(told)).e164());
        assertTrue(told.equals(canonical) || Canonical.olderForms(canonical).contains(told));
        assertEquals(canonical, SenderNumber.read(told, List.of(), false).orElseThrow());
        assertTrue(Plan.of(canonical).isValid(), "metadata knows the newer form");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Brazilian landlines, Costa Rica's, Mauritius's and Cote d'Ivoire's of today
                "+551123456789",
                "+551131234567",
                "+551151234567",
                "+50622471234",
                "+2302012345",
                "+2304812345",
                "+2306271234",
                "+2252721212345",
                // may be a landline of before 2013, or a mobile without its 9
                "+5665123456",
                "+5651234567",
                // an Egyptian landline of area 15, a Colombian one, Cameroon's freephone
                "+20151234567",
                "+5746123456",
                "+23788123456",
                // Argentine freephone, an Egyptian landline, a US number
                "+548101234567",
                "+2025550153",
                "+12025550123",
            })
    void otherLinesKeepTheirNumbers(String e164) {
        assertEquals(e164, Canonical.of(Plan.of(e164)).e164());
    }

    @ParameterizedTest
    @CsvSource({
        // no such area code or range is known to metadata, in neither form
        "+5212001234567, +522001234567",
        "+551061234567, +551061234567",
        "+552361234567, +5523961234567",
        "+22900123456, +2290100123456",
        "+541012345678, +5491012345678",
        "+23770000000, +237670000000"
    })
    void whatMetadataDoesNotKnowIsBoundTheSame(String told, String canonical) {
        assertEquals(canonical, Canonical.of(Plan.of(told)).e164());
    }

    @Test
    void noNumberOfTodayIsTakenForAnotherOne() {
        Map<String, String> seen = new TreeMap<>();
        Set<String> changed = new TreeSet<>();
        for (String region : Plan.ALL.getSupportedRegions()) {
            for (String e164 : examples(region)) {
                String canonical = Canonical.of(Plan.of(e164)).e164();
                assertEquals(canonical, Canonical.of(Plan.of(canonical)).e164(), region);
                String other = seen.put(canonical, region + " " + e164);
                boolean same = other == null || other.startsWith(region) || other.endsWith(e164);
                assertTrue(same, "two numbers became one: " + region + " and " + other);
                List<String> older = Canonical.olderForms(canonical);
                assertFalse(older.contains(canonical), region);
                for (String form : older) {
                    assertEquals(canonical, Canonical.of(Plan.of(form)).e164(), region);
                }
                if (!e164.equals(canonical)) {
                    changed.add(region);
                }
            }
        }
        // of Gabon the examples are older forms; Argentina's landline may be a mobile without its 9
        assertEquals(Set.of("AR", "GA"), changed);
    }

    /** libphonenumber's example of each kind of line. */
    private static TreeSet<String> examples(String region) {
        TreeSet<String> examples = new TreeSet<>();
        Stream.of(PhoneNumberType.values())
                .filter(type -> type != PhoneNumberType.UNKNOWN)
                .map(type -> Plan.ALL.getExampleNumberForType(region, type))
                .flatMap(Stream::ofNullable)
                .map(example -> new Plan(example).e164())
                .forEach(examples::add);
        return examples;
    }

    @Test
    void everyChangeIsUsedAndCanBeTakenBack() {
        for (PlanChange change : PlanHistory.ALL) {
            String older = example(change);
            String newer = change.newer(older).orElseThrow();
            assertEquals(older, change.older(newer).orElseThrow());
            assertEquals(newer, Canonical.of(Plan.of(older)).e164(), "no other change takes it");
            assertTrue(Canonical.olderForms(newer).contains(older));
            assertTrue(Canonical.olderForms(newer).size() <= 2, "an inbound message reads few contacts");
        }
    }

    /** A number of the older shape whose newer form metadata knows: so that each row has been held against it. */
    private static String example(PlanChange change) {
        String code = change.code();
        for (int digits = 7; digits <= 11; digits++) {
            for (int head = 0; head < 1000; head++) {
                for (String rest : List.of("1234567890", "2512345678", "4444444444", "5551234567", "7654321000")) {
                    String older = code + (String.format("%03d", head) + rest).substring(0, digits);
                    if (change.newer(older)
                            .filter(newer -> Plan.of(newer).isValid() && change.applies(Plan.of(older), Plan.of(newer)))
                            .isPresent()) {
                        return older;
                    }
                }
            }
        }
        throw new AssertionError("metadata knows no number that this change has made: " + change.newer());
    }
}
