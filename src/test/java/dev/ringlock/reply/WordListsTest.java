package dev.ringlock.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordListsTest {

    private static final String KEYWORDS = "lang,keyword,action,match,status,source,note\n";
    private static final String PHRASES = "lang,phrase,reading,match,status,source,note\n";
    private static final String CLASSES = "lang,class,words,status,note\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en,STOP,leave,exact_after_normalise,x,,|keywords:2: `leave` is not an action",
                "en,STOP,opt_out,regex,x,,|keywords:2: `regex` is not a match",
                "en,!,opt_out,exact_only,x,,|keywords:2: has no keyword",
                "en,STOP,opt_out|keywords:2: has 3 columns; the first line has 7",
                "en,\"STOP,opt_out,exact_only,x,,|keywords:2: has a quote that does not end",
            })
    void aMistakeInTheKeywordsIsToldWithItsLine(String row, String what) {
        told(what, () -> WordLists.parse(KEYWORDS + row, PHRASES, CLASSES));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en,stop,nonsense,whole,x,,|phrases:2: `nonsense` is not a reading; known are all, ",
                "en,stop,review,often,x,,|phrases:2: `often` is not a match",
                "en,stop {them},review,whole,x,,|phrases:2: no class is called {them}",
                "en,stop …,review,whole,x,,|phrases:2: may have one …, between words",
                "en,stop … at … all,review,whole,x,,|phrases:2: may have one …, between words",
            })
    void aMistakeInThePhrasesIsToldWithItsLine(String row, String what) {
        told(what, () -> WordLists.parse(KEYWORDS, PHRASES + row, CLASSES));
    }

    @Test
    void anOwnersListsAreAllThatIsKnown() {
        Replies replies = WordLists.parse(
                        "# ours\n\n" + KEYWORDS + "en,Halt,opt_out,exact_after_normalise,design,,\n",
                        PHRASES + "en,no {thing} … here,opt_out_intent,anywhere,design,,\n",
                        CLASSES + "en,thing,fish \"chips\",design,\n")
                .replies(Set.of(), List.of(), List.of(), Map.of());
        assertEquals(Reading.OPT_OUT_EXACT, replies.read("halt!").reading());
        assertEquals(Reading.OPT_OUT_INTENT, replies.read("no fish down here").reading());
        assertEquals(Reading.NONE, replies.read("STOP").reading());
    }

    @Test
    void everyRowSaysWhereItComesFrom() {
        for (String list : List.of("keywords", "phrases", "classes")) {
            for (Csv.Row row : Csv.parse(list, Lists.resource("/reply/" + list + ".csv"))) {
                boolean sourced = row.get("status").equals("design")
                        || !row.cells().getOrDefault("source", "").isEmpty();
                assertTrue(sourced, () -> list + ":" + row.line());
            }
        }
    }

    @Test
    void everyLanguageButTheCoresHasAPack() {
        Set<String> packs =
                WordLists.packs(Lists.resource("/reply/keywords.csv"), Lists.resource("/reply/phrases.csv"));
        assertTrue(packs.containsAll(Set.of("es", "fr", "de", "pt", "zh")), packs::toString);
        assertTrue(packs.stream().allMatch(pack -> pack.length() == 2 && !pack.equals("en")), packs::toString);
    }

    private static void told(String what, Runnable parse) {
        String message = assertThrows(WordListException.class, parse::run).getMessage();
        assertTrue(message.startsWith(what), message);
    }
}
