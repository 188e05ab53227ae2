package dev.ringlock.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PermissionsTest {

    @Test
    void everything_that_anybody_may_do_is_what_was_reviewed() {
        List<Permission> permissions = Permission.in(Synthesised.stack().template());
        new Expected("permissions.txt").is(Permission.text(permissions));
    }

    /** What is listed is all there is: a policy in a place that nobody thought of would be missing. */
    @Test
    void no_policy_is_overlooked() {
        Map<String, Object> template = Synthesised.stack().template();
        long started = TemplateJson.resources(template).values().stream()
                .filter(resource -> TemplateJson.map(resource).get("Type").equals("AWS::Lambda::Permission"))
                .count();
        assertEquals(grants(template) + started, Permission.in(template).size());
    }

    /** Actions times resources of everything that has an effect, wherever it stands. */
    private static int grants(Object json) {
        if (json instanceof List<?> list) {
            return list.stream().mapToInt(PermissionsTest::grants).sum();
        } else if (json instanceof Map<?, ?> map) {
            int here = map.containsKey("Effect")
                    ? TemplateJson.list(map.get("Action")).size()
                            * Math.max(1, TemplateJson.list(map.get("Resource")).size())
                    : 0;
            return here
                    + map.values().stream().mapToInt(PermissionsTest::grants).sum();
        }
        return 0;
    }

    @Test
    void every_promise_holds() {
        assertEquals(List.of(), Promise.broken(Synthesised.stack().template()));
    }

    /** Said in two places: the role's policy is where a reader looks, the key's policy is what binds. */
    @Test
    void a_key_lets_a_function_do_exactly_what_its_role_says() {
        List<Permission> permissions = Permission.in(Synthesised.stack().template());
        for (DeployedFunction door : FunctionGrants.of(Synthesised.POLICY)) {
            Set<String> byRole = permissions.stream()
                    .filter(each ->
                            each.holder().equals(door.name()) && each.action().startsWith("kms:"))
                    .map(each -> each.resource() + " " + each.action() + " " + each.condition())
                    .collect(Collectors.toSet());
            Set<String> byKey = permissions.stream()
                    .filter(each -> each.allows()
                            && each.holder().endsWith("Key")
                            && List.of(each.who().replaceFirst("^AWS ", "").split(", "))
                                    .contains(door.name()))
                    .map(each ->
                            each.holder().substring("to: ".length()) + " " + each.action() + " " + each.condition())
                    .collect(Collectors.toSet());
            assertEquals(byRole, byKey, door.name());
        }
    }

    /** Administering a key is not using it; a policy of an account's own root would hand both to whomever IAM trusts. */
    @Test
    void nobody_but_functions_uses_a_key() {
        Set<String> uses = Set.of("Decrypt", "Encrypt", "CreateGrant", "VerifyMac", "Sign", "Verify");
        Permission.in(Synthesised.stack().template()).stream()
                .filter(each -> each.allows() && each.holder().endsWith("Key"))
                .filter(each -> each.who().contains(":role/") || each.who().contains(":root"))
                .map(each -> each.action().substring("kms:".length()))
                .forEach(action -> assertFalse(
                        uses.contains(action)
                                || action.startsWith("Generate")
                                || action.startsWith("ReEncrypt")
                                || action.contains("*"),
                        action));
    }

    /** KMS takes no longer one. As many purposes are counted as a stack's resources take, and some more. */
    @Test
    void a_key_policy_with_the_most_purposes_is_short_enough() {
        int longestPolicy = 32 * 1024;
        int purposes = 14;
        Map<String, Object> key = TemplateJson.map(
                TemplateJson.resources(Synthesised.stack().template()).get("NumberKey"));
        List<Object> statements = TemplateJson.list(
                TemplateJson.map(TemplateJson.properties(key).get("KeyPolicy")).get("Statement"));
        int ofOnePurpose = statements.stream()
                .filter(statement -> List.of("OpenMarketing", "SealMarketing")
                        .contains(TemplateJson.map(statement).get("Sid")))
                .mapToInt(statement ->
                        TemplateJson.write(statement).replaceAll("\\s", "").length())
                .sum();
        int all = TemplateJson.write(statements).replaceAll("\\s", "").length();
        int namesOfRoles = 4 * 128;
        assertTrue(all + purposes * (ofOnePurpose + namesOfRoles + 3 * 31) < longestPolicy);
    }
}
