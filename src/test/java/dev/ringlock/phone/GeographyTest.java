package dev.ringlock.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.time.ZoneId;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeographyTest {

    @ParameterizedTest
    @CsvSource({
        "+12025550123, US, US-DC, America/New_York",
        "+13055550123, US, US-FL, America/New_York",
        "+18505550123, US, US-FL, America/New_York",
        "+12065550123, US, US-WA, America/Los_Angeles",
        "+12125550123, US, US-NY, America/New_York",
        "+12135550123, US, US-CA, America/Los_Angeles",
        "+14455550123, US, US-PA, America/New_York", // its description is just a town
        "+19075550123, US, US-AK, America/Adak America/Anchorage",
        "+14165550123, CA, CA-ON, America/Toronto",
        "+17825550123, CA, CA-NS CA-PE, America/Halifax",
        "+18675550123, CA, CA-NT CA-NU CA-YT, America/Fort_Nelson",
        "+17875550123, PR, , America/Puerto_Rico",
        "+61491570006, AU, , Australia/Adelaide Australia/Brisbane Australia/Eucla Australia/Lord_Howe Australia/Perth"
                + " Australia/Sydney Indian/Christmas Indian/Cocos",
        "+46701740605, SE, , Europe/Stockholm",
        "+442079460000, GB, , Europe/London",
        "+33199000000, FR, , Europe/Paris",
    })
    void aNumberTellsItsCountryItsStatesAndAllItsZones(String number, String country, String states, String zones) {
        NumberPlace place = PhoneNumber.ofCanonical(number).place();
        assertEquals(country, place.country());
        assertEquals(set(states), new TreeSet<>(place.states()));
        assertEquals(set(zones), new TreeSet<>(place.zones()));
    }

    private static Set<String> set(String words) {
        return words == null ? Set.of() : new TreeSet<>(Set.of(words.split(" ", -1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+15005550006",
                "+18005550123",
                "+448081570000",
                "+449098790000",
                "+443069990000",
                "+447700900000"
            })
    void aNumberThatStandsNowhereHasNoZoneAndNoState(String number) {
        NumberPlace place = PhoneNumber.ofCanonical(number).place();
        assertEquals(Set.of(), place.zones());
        assertEquals(Set.of(), place.states());
    }

    @ParameterizedTest
    @ValueSource(strings = {"+9991234567", "+88312345678", "+2101234567"})
    void aNumberOfNoCountryHasNoPlace(String number) {
        NumberPlace place = PhoneNumber.ofCanonical(number).place();
        assertNull(place.country());
        assertEquals(Set.of(), place.zones());
    }

    /** Area codes that the data does not know yet: the strictest rules bind their numbers. */
    @Test
    void allAreaCodesButTheNewestHaveAState() {
        Set<Integer> without = new TreeSet<>();
        for (int area = 200; area < 1000; area++) {
            PhoneNumber number = PhoneNumber.ofCanonical("+1" + area + "5550123");
            boolean hasStates = Set.of("US", "CA").contains(number.country());
            if (hasStates
                    && number.lineType() == LineType.FIXED_LINE_OR_MOBILE
                    && number.place().states().isEmpty()) {
                without.add(area);
            }
        }
        assertEquals(Set.of(273, 728, 738), without);
    }

    @Test
    void everyCountrysExampleNumbersHaveZonesThatJavaKnows() {
        for (String country : Plan.ALL.getSupportedRegions()) {
            for (PhoneNumberUtil.PhoneNumberType type : PhoneNumberUtil.PhoneNumberType.values()) {
                var example = Plan.ALL.getExampleNumberForType(country, type);
                if (example != null) {
                    NumberPlace place = Geography.of(new Plan(example));
                    place.zones().forEach(ZoneId::of);
                    boolean isHandset = place.line().acceptance() == LineType.Acceptance.DEFAULT;
                    assertTrue(!isHandset || !place.zones().isEmpty(), country + " " + type);
                }
            }
        }
    }

    /** What is kept for one number is given for others that differ in the last four digits. */
    @Test
    void numbersOfOneExchangeAreAtOnePlace() {
        for (String exchange : Set.of("+1202555", "+1850234", "+1208376", "+1867777", "+1416967", "+1541889")) {
            Set<NumberPlace> places = new java.util.HashSet<>();
            for (int last = 0; last < 10_000; last += 7) {
                Plan plan = Plan.of(exchange + String.format("%04d", last));
                places.add(Geography.of(plan));
            }
            assertEquals(1, places.size(), exchange);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "US-FL, true",
        "US-DC, true",
        "US-PR, true",
        "CA-QC, true",
        "CA-NU, true",
        "FR-75, true",
        "DE-BY, true",
        "US-XX, false",
        "CA-FL, false",
        "ZZ-FL, false",
        "US-, false",
        "us-fl, false",
        "Florida, false"
    })
    void aDeclaredStateIsOneThatThereIs(String code, boolean known) {
        assertEquals(known, NumberPlace.isState(code));
    }

    @Test
    void everyStateHasItsZones() {
        for (String state : AmericanState.all()) {
            assertFalse(Geography.zonesOf(state).isEmpty(), state);
        }
        assertEquals(Set.of("Pacific/Honolulu"), Geography.zonesOf("US-HI"));
        assertEquals(Set.of("America/New_York", "America/Chicago"), Geography.zonesOf("US-FL"));
        assertEquals(Set.of("America/Puerto_Rico"), Geography.zonesOf("US-PR"));
        assertEquals(Set.of(), Geography.zonesOf("DE-BY"));
    }

    @Test
    void aDeclaredStateAddsItsZonesAndAnUnknownOneMakesThemUnknown() {
        NumberPlace york = new NumberPlace("US", Set.of("US-NY"), Set.of("America/New_York"), LineType.MOBILE);
        assertEquals(
                Set.of("America/New_York", "Pacific/Honolulu"),
                york.inState("US-HI").zones());
        assertEquals(york.zones(), york.inState("US-NY").zones());
        assertEquals(Set.of(), york.inState("DE-BY").zones());
        NumberPlace berlin = new NumberPlace("DE", Set.of(), Set.of("Europe/Berlin"), LineType.MOBILE);
        assertEquals(berlin.zones(), berlin.inState("DE-BY").zones());
    }
}
