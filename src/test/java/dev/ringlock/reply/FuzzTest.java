package dev.ringlock.reply;

import org.junit.jupiter.api.Test;

/** A small part of what the gate reads. */
class FuzzTest {

    @Test
    void aHundredThousandFuzzedRepliesAreReadWithoutAnException() {
        Fuzz.read(100_000, 5);
    }
}
