package dev.ringlock.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PermissionsTest {

    @ParameterizedTest
    @EnumSource(RinglockStack.Extent.class)
    void everything_that_anybody_may_do_is_what_was_reviewed(RinglockStack.Extent extent) {
        List<Permission> permissions = Permission.in(Synthesised.of(extent).template());
        new Expected("permissions-" + extent.name().toLowerCase(java.util.Locale.ROOT) + ".txt")
                .is(Permission.text(permissions));
    }

    @ParameterizedTest
    @EnumSource(RinglockStack.Extent.class)
    void every_promise_holds(RinglockStack.Extent extent) {
        assertEquals(List.of(), Promise.broken(Synthesised.of(extent).template()));
    }
}
