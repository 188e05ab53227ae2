package dev.ringlock.reply;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** The forms of an accented word after a wrong encoding on the way: ARR?T, ArrÃªt. */
final class MangledWords {

    /** The characters of Windows-1252 from 0x80 to 0x9f. ISO 8859-1 has no letters there. */
    private static final String WINDOWS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

    private static final int LAST_OF_LATIN = 0x24f;
    /** Shorter words are left out: without their accents they may be other words. */
    private static final int SHORTEST = 4;

    private MangledWords() {}

    /** Other spellings of the word. Empty if it has no accent. */
    static Set<String> of(String word) {
        Set<String> mangled = new LinkedHashSet<>();
        if (word.codePoints().allMatch(c -> c < 0x80 || c > LAST_OF_LATIN)) {
            return mangled;
        }
        mangled.add(word.replaceAll("[^\\x00-\\x7f]", "?"));
        for (String text : new String[] {word.toLowerCase(Locale.ROOT), word.toUpperCase(Locale.ROOT)}) {
            String latin = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            mangled.add(latin);
            mangled.add(windows(latin));
        }
        mangled.removeIf(text -> String.join("", Lexicon.words(text)).length() < SHORTEST);
        return mangled;
    }

    private static String windows(String latin) {
        StringBuilder text = new StringBuilder(latin);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80 && c < 0xa0) {
                text.setCharAt(i, WINDOWS.charAt(c - 0x80));
            }
        }
        return text.toString();
    }
}
