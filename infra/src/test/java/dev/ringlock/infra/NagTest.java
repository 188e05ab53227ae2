package dev.ringlock.infra;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awscdk.assertions.Match;

class NagTest {

    @ParameterizedTest
    @EnumSource(RinglockStack.Extent.class)
    void cdk_nag_has_nothing_to_say(RinglockStack.Extent extent) {
        var annotations = Synthesised.of(extent).annotations();
        annotations.hasNoError("*", Match.anyValue());
        annotations.hasNoWarning("*", Match.anyValue());
    }
}
