package dev.ringlock.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringlock.standalone.StaffCalls.StaffCall;
import dev.ringlock.standalone.oidc.OpenIdProvider;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every role, and everybody who has none, on every call that takes a token, over the wire: those who may are answered, and
 * nobody else learns anything, not even whether the contact is there.
 */
class WhoMayCallIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOBODY = "c1_" + "a".repeat(26);

    private static final List<String> ROLES = List.of(
            "support:service",
            "support:marketing",
            "campaign:service",
            "campaign:marketing",
            "analyst",
            "privacy",
            "auditor");

    /** Groups of people, beside each role alone. */
    private static final List<String> GROUPS = List.of(
            "support:service campaign:marketing",
            "support:marketing campaign:service",
            "support:service support:marketing",
            "privacy auditor",
            "analyst campaign:service auditor",
            String.join(" ", ROLES),
            "",
            "admin",
            "support campaign privacy:service auditor:service",
            "Support:service AUDITOR Privacy",
            "support:gifts campaign:gifts",
            "support:maintenance campaign:maintenance",
            "support:service:marketing",
            "support:* campaign:*",
            "admin support:service");

    private final OpenIdProvider provider = OpenIdProvider.start();
    private RunningServer server;
    private String contact;

    @Test
    void exactlyThoseWhoMayAreAnsweredAndNobodyElseIsToldWhetherAContactIsThere(@TempDir Path folder) throws Exception {
        List<String> wrong = new ArrayList<>();
        try (provider;
                RunningServer running = RunningServer.start(folder, settings(folder))) {
            server = running;
            signUp();
            Set<String> declared = StaffCalls.declared();
            Set<String> known =
                    StaffCalls.ALL.stream().map(StaffCall::operation).collect(Collectors.toSet());
            assertEquals(Set.of(), minus(declared, known), "who may make these calls?");
            for (StaffCall call : StaffCalls.ALL) {
                if (declared.contains(call.operation())) {
                    askAll(call, wrong);
                }
            }
            assertEquals(List.of(), wrong);
            assertFalse(running.log().contains("ERROR"), running::log);
        }
    }

    private void askAll(StaffCall call, List<String> wrong) throws IOException {
        boolean machines = call.isMachines();
        int people = 0;
        for (String groups : Stream.concat(ROLES.stream(), GROUPS.stream()).toList()) {
            Set<String> roles = Set.of(groups.split(" "));
            // one person each: nobody's quota is in the way of what is asked here
            String token = provider.token(provider.claims("sub", "person-" + people++, "groups", List.copyOf(roles)));
            int answer = machines ? 401 : call.isAllowed(roles) ? call.answer() : 403;
            ask(call, "groups [" + groups + "]", "Bearer " + token, answer, wrong);
        }
        for (String scope : List.of(
                "ringlock/links", "links", "openid", "decide:service", "ringlock/decide:service", "ringlock/linksx")) {
            Map<String, Object> machine =
                    provider.claims("groups", "-", "scope", scope, "sub", "machine", "azp", OpenIdProvider.MACHINE);
            int answer = !machines ? 401 : call.isAllowed(Set.of(scope)) ? call.answer() : 403;
            ask(call, "scope " + scope, "Bearer " + provider.token(machine), answer, wrong);
        }
        for (Map.Entry<String, String> forged : forged().entrySet()) {
            ask(call, forged.getKey(), forged.getValue(), 401, wrong);
        }
        Map<String, Object> both = provider.claims("groups", ROLES, "scope", "ringlock/links");
        if (machines) {
            ask(call, "a person's with a scope", "Bearer " + provider.token(both), 401, wrong);
        } else {
            String token = provider.token(with(both, "azp", OpenIdProvider.MACHINE));
            ask(call, "a machine's with groups", "Bearer " + token, 401, wrong);
        }
    }

    /** Whoever had these, if they counted, might do everything. */
    private Map<String, String> forged() {
        List<String> all = Stream.concat(ROLES.stream(), Stream.of("admin")).toList();
        Map<String, Object> good = provider.claims("groups", all, "scope", "ringlock/links");
        long now = Instant.now().getEpochSecond();
        Map<String, String> forged = new LinkedHashMap<>();
        forged.put("no token", "");
        forged.put("no token behind Bearer", "Bearer ");
        forged.put("a password", "Basic YWxleDphbGV4");
        forged.put("not a token", "Bearer abc.def.ghi");
        forged.put("expired", "Bearer " + provider.token(with(good, "exp", now - 1)));
        forged.put("never ends", "Bearer " + provider.token(provider.claims("groups", all, "exp", "-")));
        forged.put("not yet", "Bearer " + provider.token(with(good, "nbf", now + 600)));
        forged.put("wrong issuer", "Bearer " + provider.token(with(good, "iss", "https://accounts.example")));
        forged.put("wrong audience", "Bearer " + provider.token(with(good, "aud", List.of("another"))));
        forged.put("token_use id", "Bearer " + provider.token(with(good, "token_use", "id")));
        forged.put(
                "no token_use",
                "Bearer " + provider.token(provider.claims("groups", all, "token_use", OpenIdProvider.ABSENT)));
        forged.put("alg none", "Bearer " + OpenIdProvider.unsigned(good));
        forged.put("another pool's key", "Bearer " + provider.forged(good));
        forged.put("an unknown key", "Bearer " + provider.byUnknownKey(good));
        forged.put("the public key as a secret", "Bearer " + provider.byPublicKeyAsSecret(good));
        forged.put("no person", "Bearer " + provider.token(provider.claims("groups", all, "sub", "alex smith")));
        return forged;
    }

    private void ask(StaffCall call, String who, String authorization, int expected, List<String> wrong)
            throws IOException {
        HttpResponse<String> there = send(call, contact, authorization);
        String asked = call.operation() + " " + call.purpose() + ", " + who + ": ";
        if (there.statusCode() != expected) {
            wrong.add(asked + there.statusCode() + " and not " + expected + ", " + there.body());
        }
        if (expected == 401 || expected == 403) {
            HttpResponse<String> nobody = send(call, NOBODY, authorization);
            if (!told(there).equals(told(nobody))) {
                wrong.add(asked + "it tells whether the contact is there: " + told(there) + " or " + told(nobody));
            }
        }
    }

    private static String told(HttpResponse<String> answer) {
        return answer.statusCode() + " " + answer.headers().map() + " " + answer.body();
    }

    private HttpResponse<String> send(StaffCall call, String of, String authorization) throws IOException {
        String[] headers = authorization.isEmpty() ? new String[0] : new String[] {"Authorization", authorization};
        return call.method().equals("GET")
                ? server.get(call.path(of), headers)
                : server.post(call.path(of), Example.JSON, call.body(of), headers);
    }

    private void signUp() throws IOException {
        String number = "+13055550101";
        assertEquals(
                201,
                server.post("/v1/consents", Example.JSON, Example.json(number, "service", "marketing"))
                        .statusCode());
        String token = provider.token(provider.claims("groups", List.of("privacy")));
        HttpResponse<String> found = server.post(
                "/v1/contacts/lookup",
                Example.JSON,
                "{\"number\": \"" + number + "\"}",
                "Authorization",
                "Bearer " + token);
        contact = JSON.readTree(found.body()).path("contactId").asText();
        assertTrue(contact.startsWith("c1_"), found::body);
    }

    private Map<String, String> settings(Path folder) throws IOException {
        return Map.of(
                "RINGLOCK_POLICY",
                Example.policy(folder).toString(),
                "RINGLOCK_ISSUER",
                provider.issuer(),
                "RINGLOCK_CLIENTS",
                "another-console," + OpenIdProvider.CLIENT,
                "RINGLOCK_MACHINES",
                OpenIdProvider.MACHINE);
    }

    private static Map<String, Object> with(Map<String, Object> claims, String name, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(claims);
        changed.put(name, value);
        return changed;
    }

    private static Set<String> minus(Set<String> all, Set<String> some) {
        Set<String> left = new TreeSet<>(all);
        left.removeAll(some);
        return left;
    }
}
