package dev.ringlock.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ringlock.functions.Route;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.assertions.Template;

/** The owner's other systems: what the settings may say of them, and their clients in the template. */
class MachineTest {

    private final Map<String, Object> template = Synthesised.stack().template();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "link                | `newsletter` the scope `link`, and nothing takes it; known are [decide:marketing, decide:service, links]",
                "staff               | the scope `staff`, and nothing takes it",
                "decide              | the scope `decide`, and nothing takes it",
                "decide:gifts        | the policy has no purpose `gifts`",
                "decide:service:x    | the policy has no purpose `service:x`",
                "links links         | the scope `links` twice",
            })
    void a_scope_that_nothing_takes_is_told(String scopes, String told) {
        Machine machine = Machine.read("newsletter=" + scopes).get(0);
        List<Route> routes = FunctionGrants.of(Synthesised.POLICY).stream()
                .flatMap(function -> function.routes().stream())
                .toList();
        var mistake = assertThrows(SettingsMistake.class, () -> machine.check(routes, Synthesised.POLICY.purposes()));
        assertTrue(mistake.getMessage().contains(told), mistake.getMessage());
    }

    @Test
    void a_machine_may_have_scopes_of_decide_and_of_links() {
        DeploymentSettings settings = Synthesised.settings("machines = shop=decide:service links");
        Machine shop = settings.machines().get(0);
        List<Route> built = FunctionGrants.of(Synthesised.POLICY).stream()
                .flatMap(function -> function.routes().stream())
                .toList();
        shop.check(built, Synthesised.POLICY.purposes());
        assertEquals(List.of("decide:service", "links"), shop.scopes());
    }

    @Test
    void more_machines_than_an_authorizer_takes_are_a_mistake() {
        String fifty = IntStream.range(0, 50).mapToObj(i -> "m" + i + "=links").collect(Collectors.joining(","));
        var mistake = assertThrows(SettingsMistake.class, () -> Machine.read(fifty));
        assertTrue(mistake.getMessage().contains("49"), mistake.getMessage());
    }

    @Test
    void a_machines_function_takes_tokens_of_machines_with_its_scope_and_a_persons_of_the_console() {
        Map<String, Object> links = variables(template, "ringlock-links");
        Map<String, Object> contacts = variables(template, "ringlock-contacts");
        assertEquals(contacts.get("RINGLOCK_ISSUER"), links.get("RINGLOCK_ISSUER"));
        Names names = new Names(template);
        assertEquals("MachineNewsletter,MachineShopTwo", names.of(links.get("RINGLOCK_MACHINES")));
        assertEquals(
                "MachineShopTwo,MachineTill",
                names.of(variables(template, "ringlock-decide").get("RINGLOCK_MACHINES")));
        assertEquals("Console", names.of(links.get("RINGLOCK_CLIENTS")), "it sends for staff too");
        assertEquals("Console", names.of(contacts.get("RINGLOCK_CLIENTS")));
        of("AWS::Lambda::Function").forEach(function -> {
            Map<String, Object> variables =
                    variables(template, function.get("FunctionName").toString());
            boolean both = variables.containsKey("RINGLOCK_CLIENTS") && variables.containsKey("RINGLOCK_MACHINES");
            assertEquals(function.get("FunctionName").equals("ringlock-links"), both);
        });
    }

    @Test
    void the_authorizer_takes_tokens_of_the_console_and_of_every_machine() {
        Map<String, Object> jwt = TemplateJson.map(
                of("AWS::ApiGatewayV2::Authorizer").findFirst().orElseThrow().get("JwtConfiguration"));
        assertEquals(
                "Console, MachineNewsletter, MachineShopTwo, MachineTill", new Names(template).of(jwt.get("Audience")));
    }

    @Test
    void without_machines_no_machines_token_counts() {
        DeploymentSettings none = Synthesised.settings();
        var sources = new RinglockStack.Sources(none, Synthesised.POLICY, Synthesised.SCHEMA, none.code());
        RinglockStack stack = new RinglockStack(new App(), "none", null, sources);
        Map<String, Object> alone = TemplateJson.copy(Template.fromStack(stack).toJSON());
        Map<String, Object> links = variables(alone, "ringlock-links");
        assertTrue(links.containsKey("RINGLOCK_ISSUER"));
        assertFalse(links.containsKey("RINGLOCK_MACHINES"));
    }

    /** Whoever may read outputs is not shown a secret; Cognito makes it, and no property of ours names it. */
    @Test
    void a_machines_client_has_a_secret_that_the_template_does_not_know() {
        Map<String, Object> outputs = TemplateJson.map(template.get("Outputs"));
        Names names = new Names(template);
        assertEquals(
                Set.of("MachineNewsletter", "MachineShopTwo", "MachineTill"),
                outputs.entrySet().stream()
                        .filter(output -> output.getKey().startsWith("Client"))
                        .map(output ->
                                names.of(TemplateJson.map(output.getValue()).get("Value")))
                        .collect(Collectors.toSet()));
        assertTrue(names.of(TemplateJson.map(outputs.get("TokenAddress")).get("Value"))
                .endsWith(".amazoncognito.com/oauth2/token"));
        assertFalse(TemplateJson.write(template).contains("ClientSecret"));
    }

    @Test
    void a_machine_takes_tokens_for_itself_alone_and_no_person_signs_in_by_it() {
        Map<Object, Map<String, Object>> clients = new TreeMap<>();
        of("AWS::Cognito::UserPoolClient").forEach(client -> clients.put(client.get("ClientName"), client));
        assertEquals(
                Set.of(
                        "ringlock-console",
                        "ringlock-machine-newsletter",
                        "ringlock-machine-shop-two",
                        "ringlock-machine-till"),
                clients.keySet());
        assertEquals(
                List.of("ringlock/decide:marketing", "ringlock/links"),
                clients.get("ringlock-machine-shop-two").get("AllowedOAuthScopes"));
        clients.remove("ringlock-console");
        clients.values().forEach(machine -> {
            assertEquals(true, machine.get("GenerateSecret"));
            assertEquals(List.of("client_credentials"), machine.get("AllowedOAuthFlows"));
            assertEquals(List.of("ALLOW_REFRESH_TOKEN_AUTH"), machine.get("ExplicitAuthFlows"));
            assertFalse(TemplateJson.list(machine.get("AllowedOAuthScopes")).contains("ringlock/staff"));
        });
    }

    private static Map<String, Object> variables(Map<String, Object> template, String function) {
        return of(template, "AWS::Lambda::Function")
                .filter(properties -> function.equals(properties.get("FunctionName")))
                .map(properties -> TemplateJson.map(
                        TemplateJson.map(properties.get("Environment")).get("Variables")))
                .findFirst()
                .orElseThrow();
    }

    private Stream<Map<String, Object>> of(String type) {
        return of(template, type);
    }

    private static Stream<Map<String, Object>> of(Map<String, Object> template, String type) {
        return TemplateJson.resources(template).values().stream()
                .filter(resource -> TemplateJson.map(resource).get("Type").equals(type))
                .map(TemplateJson::properties);
    }
}
