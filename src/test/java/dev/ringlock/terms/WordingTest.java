package dev.ringlock.terms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

/** What of a wording may change under the same version: the controller's addresses, where they stand alone. */
class WordingTest {

    private static final String WORDS = "Harbour Books, %s, %s\n\nWrite to %s. See %s, or %s\n";

    @Test
    void theContactMayChangeWhereverTheTextNamesIt() {
        assertEquals(
                words("privacy@a.example", "https://a.example"), words("hello@b.example", "https://b.example/privacy"));
    }

    @Test
    void aLongerAddressIsAnotherOne() {
        String stop = "Opt out at %s/stop or data-%s.\n";
        String before = Wording.withoutContact(
                "Books, p@a.example, https://a.example\n" + stop.formatted("https://a.example", "p@a.example"));
        String after = Wording.withoutContact(
                "Books, p@b.example, https://b.example\n" + stop.formatted("https://b.example", "p@b.example"));
        String same = Wording.withoutContact(
                "Books, p@b.example, https://b.example\n" + stop.formatted("https://a.example", "p@a.example"));
        assertNotEquals(before, after, "where to opt out has changed");
        assertEquals(before, same, "the contact alone has changed");
    }

    private static String words(String contact, String page) {
        return Wording.withoutContact(WORDS.formatted(contact, page, contact, page, page));
    }
}
