package dev.ringlock.keys;

/** The ledger's word on the index key: which versions live, and what each of them makes of a fixed text. */
public interface IndexCheck {

    /**
     * The versions that live. It may be as old as {@code keys/index} allows, and no older: else another process could make ids
     * that this one does not look up.
     *
     * @throws KeysUnavailableException if this build cannot tell
     */
    IndexVersions versions();

    /**
     * Compares one version once in a process, before the first ContactId is made with it.
     *
     * @param value what the key makes of a fixed text
     * @throws KeysUnavailableException if it is another key
     */
    void check(int version, String value);

    /** Of keys that nothing was stored under yet. */
    IndexCheck NOTHING_STORED = new IndexCheck() {
        @Override
        public IndexVersions versions() {
            return IndexVersions.FIRST;
        }

        @Override
        public void check(int version, String value) {
            // there is nothing to compare it with
        }
    };
}
