package dev.ringlock.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeFieldTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456",
                "123 456",
                " 123456\n",
                "123-456",
                "123.456",
                "12 34 56",
                "1 2 3 4 5 6",
                "123\u00a0456",
                "123\u2011456",
                "123\u2013456",
                "123\u2212456",
                "123\u200b456",
                "(123456)",
                "\"123456\"",
                "\uff11\uff12\uff13\uff14\uff15\uff16",
                "\u0661\u0662\u0663\u0664\u0665\u0666",
                "\u06f1\u06f2\u06f3\u06f4\u06f5\u06f6",
                "\u0967\u0968\u0969\u096a\u096b\u096c",
                "\ud835\udfcf\ud835\udfd0\ud835\udfd1\ud835\udfd2\ud835\udfd3\ud835\udfd4",
                "Code: 123456",
                "code 123 456",
                "Ihr Code: 123-456.",
                "G-123456",
                "123456. It works for 10 minutes.",
                "Harbour Books: 123456 is your code to confirm what you agreed to. It works for 10 minutes. Not you? Ignore this.",
                "Harbour Books : 123 456 est votre code. Valable 10 minutes.",
                "Dein Code ist 123456. Noch einmal: 123456"
            })
    void aCodeIsReadHoweverItIsTypedOrPasted(String typed) {
        assertEquals(Optional.of("123456"), CodeField.read(typed), typed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "12345",
                "1234567",
                "123456 7",
                "12345O",
                "+1 202 555 0123",
                "my code",
                "code 12345",
                "code 1234567",
                "123456 or 654321",
                "\ud83d"
            })
    void whatCannotBeOneIsNone(String typed) {
        assertEquals(Optional.empty(), CodeField.read(typed), typed);
    }

    @Test
    void aLongTextIsNotLookedThrough() {
        assertEquals(Optional.empty(), CodeField.read("123456" + " ".repeat(500)));
        assertEquals(Optional.empty(), CodeField.read("1 ".repeat(250) + "x"));
    }
}
