package dev.ringlock.reply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shown by counting and not by the clock: a text of any length costs so much a word and no more. */
class HostileTextTest {

    private static final Replies REPLIES = Lists.with(Lists.PACKS);
    private static final int LONG = 1 << 20;
    /** Places of the tree of phrases that one word may lead to. */
    private static final int MOST_STEPS_PER_WORD = 400;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stop ",
                "do not want to ",
                "stop sending me all your more ",
                "reply stop to ",
                "ne souhaite plus ",
                "no me ",
                "please ",
                "s t o p ",
                "stop",
                "sssttt ",
                "a\u0316\u0301",
                "\ufdfa",
                "\ud800",
                "\0",
                "ѕтор ",
                "don't ",
                "please stop fucking ",
                "not want to receive any of this ",
                "STOP stop ",
                "i never wrong number ",
                "不要再",
                "보내지 마",
                "a. "
            })
    void aLongTextCostsNoMoreAWordThanAShortOne(String piece) {
        for (int size : new int[] {1000, LONG}) {
            Words words = Words.of(piece.repeat(size / piece.length()));
            long most = (long) MOST_STEPS_PER_WORD * words.count();
            long steps = words.count() == 0 ? 0 : REPLIES.scan(words).steps();
            assertTrue(steps <= most, () -> steps + " steps for " + words.count() + " words");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "arret", "unsubscribe", "opt out", "take me off your list", "stpo texting me"})
    void anOptOutAtEitherEndOrInTheMiddleOfALongTextIsNotLost(String optOut) {
        String much = "so many words ".repeat(LONG / 28);
        assertNotEquals(Reading.NONE, REPLIES.read(optOut + " " + much).reading());
        assertNotEquals(Reading.NONE, REPLIES.read(much + optOut).reading());
        assertNotEquals(Reading.NONE, REPLIES.read(much + optOut + " " + much).reading());
        assertEquals(Reading.NONE, REPLIES.read(much).reading());
    }

    @Test
    void aMillionTimesStopIsStop() {
        assertEquals(
                Reading.OPT_OUT_EXACT, REPLIES.read("STOP ".repeat(1 << 20)).reading());
        assertEquals(Reading.OPT_OUT_EXACT, REPLIES.read("stop".repeat(1 << 18)).reading());
        assertEquals(
                Reading.OPT_OUT_EXACT,
                REPLIES.read("S" + "TOP\u0301\u0316".repeat(1)).reading());
        assertEquals(
                Reading.OPT_OUT_EXACT,
                REPLIES.read("ST" + "\u0301\u0316".repeat(1 << 19) + "OP").reading());
    }
}
