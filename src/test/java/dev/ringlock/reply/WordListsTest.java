package dev.ringlock.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordListsTest {

    private static final String KEYWORDS = "lang,keyword,action,match,status,source,note\n";
    private static final String PHRASES = "phrase,reading,match,status,source,note\n";

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
        told(what, () -> WordLists.parse(KEYWORDS + row, Map.of("en", PHRASES)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stop,nonsense,whole,x,,|en:2: `nonsense` is not a reading; known are all, class, doubtful, ",
                "stop,review,often,x,,|en:2: `often` is not a match",
                "stop {them},review,whole,x,,|en:2: no class is called {them}",
                "stop …,review,whole,x,,|en:2: may have one …, between words",
                "{},class,,x,,|en:2: is not a class",
                "stop … at … all,review,whole,x,,|en:2: may have one …, between words",
            })
    void aMistakeInThePhrasesIsToldWithItsLine(String row, String what) {
        told(what, () -> WordLists.parse(KEYWORDS, Map.of("en", PHRASES + row)));
    }

    @Test
    void anOwnersListsAreAllThatIsKnown() {
        Replies replies = WordLists.parse(
                        "# ours\n\n" + KEYWORDS + "en,Halt,opt_out,exact_after_normalise,design,,\n",
                        Map.of(
                                "en",
                                PHRASES
                                        + "thing: fish \"chips\",class,,design,,\nno {thing} … here,opt_out_intent,,design,,\n"))
                .replies(Set.of(), List.of(), List.of(), Map.of());
        assertEquals(Reading.OPT_OUT_EXACT, replies.read("halt!").reading());
        assertEquals(Reading.OPT_OUT_INTENT, replies.read("no fish down here").reading());
        assertEquals(Reading.NONE, replies.read("STOP").reading());
    }

    @Test
    void everyRowSaysWhereItComesFrom() {
        Map<String, String> lists = new HashMap<>(Lists.PHRASES);
        lists.put("keywords", Lists.KEYWORDS);
        lists.forEach((list, text) -> {
            for (Csv.WordListRow row : Csv.parse(list, text)) {
                boolean sourced =
                        row.get("status").equals("design") || !row.get("source").isEmpty();
                assertTrue(sourced, () -> list + ":" + row.line());
            }
        });
    }

    @Test
    void everyLanguageButTheCoresHasAPack() {
        Set<String> packs = WordLists.packs(Lists.KEYWORDS);
        assertTrue(packs.containsAll(Set.of("es", "fr", "de", "pt", "zh")), packs::toString);
        assertTrue(packs.stream().allMatch(pack -> pack.length() == 2 && !pack.equals("en")), packs::toString);
    }

    private static void told(String what, Runnable parse) {
        String message = assertThrows(WordListException.class, parse::run).getMessage();
        assertTrue(message.startsWith(what), message);
    }
}
