package dev.ringlock.form;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferredLanguageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|en|''",
                "de|de|''",
                "de-AT,de;q=0.9,en;q=0.5|de|AT",
                "it-IT, fr;q=0.4|fr|IT",
                "zh-Hans-CN|en|CN",
                "*|en|''",
                "en;q=x|en|''",
                "&&&|en|''",
            })
    void followsTheBrowsersWishes(String header, String language, String region) {
        PreferredLanguage preferred = PreferredLanguage.of(header);
        assertEquals(language, preferred.among(List.of("en", "es", "fr", "de")));
        assertEquals(region, preferred.region());
    }
}
