package dev.ringlock.infra;

import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;

class NagTest {

    @Test
    void cdk_nag_has_nothing_to_say() {
        var annotations = Synthesised.stack().annotations();
        annotations.hasNoError("*", Match.anyValue());
        annotations.hasNoWarning("*", Match.anyValue());
    }
}
