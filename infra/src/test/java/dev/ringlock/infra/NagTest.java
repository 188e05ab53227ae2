package dev.ringlock.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awscdk.assertions.Match;

class NagTest {

    @ParameterizedTest
    @EnumSource(RinglockStack.Extent.class)
    void cdk_nag_has_nothing_to_say(RinglockStack.Extent extent) {
        var annotations = Synthesised.of(extent).annotations();
        List<String> said = java.util.stream.Stream.concat(
                        annotations.findError("*", Match.stringLikeRegexp(".*")).stream(),
                        annotations.findWarning("*", Match.stringLikeRegexp(".*")).stream())
                .map(message -> message.getId() + ": " + message.getEntry().getData())
                .toList();
        assertEquals(List.of(), said);
    }
}
