package dev.ringlock.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountriesTest {

    @ParameterizedTest
    @CsvSource({
        "Denmark,DK",
        "DENMARK,DK",
        "Dänemark,DK",
        "Danemark,DK",
        "Dinamarca,DK",
        "dk,DK",
        "' DK\n',DK",
        "DNK,DK",
        "de,DE",
        "Deutschland,DE",
        "Germany,DE",
        "Alemania,DE",
        "Allemagne,DE",
        "UK,GB",
        "United Kingdom,GB",
        "Vereinigtes Königreich,GB",
        "USA,US",
        "united states,US",
        "Etats-Unis,US",
        "Espana,ES",
        "Côte d'Ivoire,CI",
        "cote divoire,CI",
        "Niger,NE",
        "Nigeria,NG",
    })
    void aCountryIsFoundByNameOrCode(String typed, String code) {
        assertEquals(Optional.of(code), Countries.find(typed).map(Countries.Country::code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "XX", "Denmar", "D", "Den", "Atlantis", "DE1", "+49", "2025550123"})
    void nothingElseIsACountry(String typed) {
        assertEquals(Optional.empty(), Countries.find(typed));
    }

    @Test
    void theRefusalNamesSimilarCountries() {
        assertTrue(Countries.unknown("Denmrak").contains("Denmark (DK)"), Countries.unknown("Denmrak"));
        assertTrue(Countries.unknown("Schwiez").contains("Switzerland (CH)"), Countries.unknown("Schwiez"));
        assertEquals(NumberRefusal.REGION_UNKNOWN.detail(), Countries.unknown("Atlantis"));
        assertEquals(NumberRefusal.REGION_UNKNOWN.detail(), Countries.unknown("x".repeat(500)));
    }

    @Test
    void everyNameOnTheFormsListIsFound() {
        for (String language : new String[] {"en", "es", "fr", "de"}) {
            for (Countries.Country country : Countries.all()) {
                String name = country.name(Locale.forLanguageTag(language));
                assertEquals(Optional.of(country), Countries.find(name), name);
            }
        }
    }
}
