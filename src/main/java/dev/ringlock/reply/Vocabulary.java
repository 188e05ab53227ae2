package dev.ringlock.reply;

/** Known words by number. Look-ups take letters in place, so that a reply's words never become strings. */
final class Vocabulary {

    private static final int UNKNOWN = -1;
    private String[] words = new String[64];
    private int[] numbers = new int[64];
    private int size;

    /** Adds a word under a number, unless the word is there already. */
    void add(String word, int number) {
        if (2 * size >= words.length) {
            grow();
        }
        int at = place(word);
        if (words[at] == null) {
            words[at] = word;
            numbers[at] = number;
            size++;
        }
    }

    /** The word's number, or -1. */
    int find(char[] letters, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + letters[i];
        }
        return find(letters, start, end, hash);
    }

    /** The same with a hash that the caller has computed as {@link String#hashCode()} does. */
    int find(char[] letters, int start, int end, int hash) {
        int mask = words.length - 1;
        for (int at = spread(hash) & mask; words[at] != null; at = (at + 1) & mask) {
            if (isAt(words[at], letters, start, end)) {
                return numbers[at];
            }
        }
        return UNKNOWN;
    }

    private static boolean isAt(String word, char[] letters, int start, int end) {
        if (word.length() != end - start) {
            return false;
        }
        for (int i = start; i < end; i++) {
            if (word.charAt(i - start) != letters[i]) {
                return false;
            }
        }
        return true;
    }

    private int place(String word) {
        int mask = words.length - 1;
        int at = spread(word.hashCode()) & mask;
        while (words[at] != null && !words[at].equals(word)) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        String[] oldWords = words;
        int[] oldNumbers = numbers;
        words = new String[2 * oldWords.length];
        numbers = new int[words.length];
        for (int i = 0; i < oldWords.length; i++) {
            if (oldWords[i] != null) {
                int at = place(oldWords[i]);
                words[at] = oldWords[i];
                numbers[at] = oldNumbers[i];
            }
        }
    }

    private static int spread(int hash) {
        return hash ^ (hash >>> 15);
    }
}
