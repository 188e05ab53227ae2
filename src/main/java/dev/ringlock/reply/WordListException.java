package dev.ringlock.reply;

/** A word list that cannot be used. The message says where and why. */
public final class WordListException extends RuntimeException {

    private static final long serialVersionUID = 1;

    WordListException(String list, int line, String what) {
        super(list + ":" + line + ": " + what);
    }
}
