package dev.ringlock.reply;

/** A word list has an error. The message says where and why. */
public final class WordListException extends RuntimeException {

    private static final long serialVersionUID = 1;

    WordListException(String list, int line, String problem) {
        super(list + ":" + line + ": " + problem);
    }
}
