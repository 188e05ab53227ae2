package dev.ringlock.reply;

import dev.ringlock.Deep;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("full")
class ReadingFuzzIT {

    @Test
    void fuzzedRepliesAreReadWithoutAnException() {
        Fuzz.read(Deep.of(1_000_000, 10_000_000), 5_000);
    }
}
