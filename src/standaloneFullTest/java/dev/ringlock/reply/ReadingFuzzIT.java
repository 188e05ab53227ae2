package dev.ringlock.reply;

import org.junit.jupiter.api.Test;

class ReadingFuzzIT {

    @Test
    void tenMillionFuzzedRepliesAreReadWithoutAnException() {
        Fuzz.read(10_000_000, 5_000);
    }
}
