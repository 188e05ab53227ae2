package dev.ringlock.reply;

import java.util.LinkedHashSet;
import java.util.Set;

/** The words that one typing slip makes of a word: a letter left out, added or replaced, or two letters swapped. */
final class Typos {

    private Typos() {}

    static Set<String> of(String word) {
        Set<String> typos = new LinkedHashSet<>();
        for (int i = 0; i < word.length(); i++) {
            String before = word.substring(0, i);
            String after = word.substring(i + 1);
            typos.add(before + after);
            if (!after.isEmpty()) {
                typos.add(before + after.charAt(0) + word.charAt(i) + after.substring(1));
            }
            for (char c = 'a'; c <= 'z'; c++) {
                typos.add(before + c + after);
                typos.add(before + c + word.charAt(i) + after);
                typos.add(word + c);
            }
        }
        typos.remove(word);
        return typos;
    }
}
