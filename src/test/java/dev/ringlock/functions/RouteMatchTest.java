package dev.ringlock.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A path leads where API Gateway would lead it. */
class RouteMatchTest {

    @ParameterizedTest
    @CsvSource({
        "/, PAGES, /",
        "/console, PAGES, /console",
        "/console/, PAGES, /console/",
        "/console/config.json, PAGES, /console/{proxy+}",
        "/assets/console/views/runs.js, PAGES, /assets/{proxy+}",
        "/v1/consents, CAPTURE, /v1/consents",
        "/v1/consents/confirm, CONFIRM, /v1/consents/confirm",
        "/v1/inbound/twilio, INBOUND, /v1/inbound/{provider}",
        "/v1/preferences/links, LINKS, /v1/preferences/links",
        "/v1/contacts, CONTACTS, /v1/contacts",
        "/v1/contacts/lookup, CONTACTS, /v1/contacts/lookup",
        "/v1/contacts/withdraw, CONTACTS, /v1/contacts/withdraw",
        "/v1/contacts/c1_a, CONTACTS, /v1/contacts/{contactId}",
        "/v1/contacts/lookup/hold, CONTACTS, /v1/contacts/{contactId}/hold",
        "/v1/purposes/service/reveal, REVEAL, /v1/purposes/{purpose}/reveal",
        "/v1/purposes/service/exports, AUDIENCE, /v1/purposes/{purpose}/exports"
    })
    void whatIsWrittenOutWinsOverAParameter(String path, BuiltFunction function, String template) {
        RouteMatch match = RouteMatch.of(path).orElseThrow();
        assertEquals(function, match.function());
        assertEquals(template, match.template());
    }

    @Test
    void parametersAreThePathsOwnText() {
        assertEquals(
                Map.of("purpose", "service", "exportId", "%30", "part", "7"),
                RouteMatch.of("/v1/purposes/service/exports/%30/parts/7")
                        .orElseThrow()
                        .parameters());
        assertEquals(
                Map.of("proxy", "console/app.js"),
                RouteMatch.of("/assets/console/app.js").orElseThrow().parameters());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "/v1",
                "/assets",
                "/assets/",
                "//",
                "/v1/consents/",
                "/v1//consents",
                "/V1/consents",
                "/v1/inbound",
                "/v1/inbound/",
                "/v1/inbound/twilio/more",
                "/v1/contacts/",
                "/v1/contacts//ledger",
                "/v1/contacts/c1_a/other",
                "/v1/purposes/service",
                "/v1/purposes//audience",
                "/v1/purposes/service/exports/1/parts",
                "/local/rows"
            })
    void everythingElseLeadsNowhere(String path) {
        assertEquals(Optional.empty(), RouteMatch.of(path));
    }

    @Test
    void aScopeOfAPurposeIsTakenForEachPurpose() {
        Callers deciding = Callers.machines("decide:<purpose>");
        assertEquals(true, deciding.areMachinesWith("decide:service"));
        assertEquals(false, deciding.areMachinesWith("links"));
        assertEquals(
                List.of("decide:a", "decide:b"), deciding.of(List.of("a", "b")).scopes());
        assertEquals(true, BuiltFunction.takesScope("links"));
        assertEquals(true, BuiltFunction.takesScope("decide:marketing"));
        for (String none : List.of("decide:", "decide", "decide:No", "decide:a b")) {
            assertEquals(false, BuiltFunction.takesScope(none), none);
        }
        assertEquals(false, BuiltFunction.takesScope("staff"), "that is people's");
    }

    @Test
    void aTokenIsLookedAtOnlyWhereTheListSaysWhoHasOne() {
        assertEquals(true, RouteMatch.of("/v1/contacts").orElseThrow().haveToken());
        assertEquals(true, RouteMatch.of("/v1/preferences/links").orElseThrow().haveToken());
        for (String path : new String[] {"/", "/v1/consents", "/v1/inbound/twilio", "/v1/preferences"}) {
            assertEquals(false, RouteMatch.of(path).orElseThrow().haveToken(), path);
        }
    }
}
