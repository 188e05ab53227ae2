package dev.ringlock.provider;

/** A webhook of a known shape that asks for nothing. */
public enum Nothing implements ProviderEvent {
    /** It tells of something else than messages. */
    NOT_A_MESSAGE,
    /** A person sent a picture, a place or the like, without a word. */
    WITHOUT_WORDS
}
