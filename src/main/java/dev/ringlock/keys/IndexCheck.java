package dev.ringlock.keys;

/** Compares an index key with the one that the stored data was made with. */
public interface IndexCheck {

    /**
     * Compares them once in a process, before the first ContactId is made.
     *
     * @param value what the key makes of a fixed label
     * @throws KeysUnavailableException if it is another key
     */
    void check(String value);
}
