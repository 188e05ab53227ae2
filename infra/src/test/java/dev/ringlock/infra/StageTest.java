package dev.ringlock.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The limits of routes, and what becomes of them when routes come and go. */
class StageTest {

    private final Map<String, Object> template = Synthesised.stack().template();

    /** A limit of a route that is not there yet fails the deployment. */
    @Test
    void each_limit_names_a_route_of_the_template_that_is_made_before_the_stage() {
        Set<String> routes = routes(template);
        limits(template).keySet().forEach(key -> assertTrue(routes.contains(key), key));
        List<Object> before =
                TemplateJson.list(TemplateJson.map(stage(template)).get("DependsOn"));
        TemplateJson.resources(template).forEach((id, resource) -> {
            if (TemplateJson.map(resource).get("Type").equals("AWS::ApiGatewayV2::Route")) {
                assertTrue(before.contains(id), id);
            }
        });
    }

    /** API Gateway keeps the limit of a removed route, and refuses the next deployment because it misses the route. */
    @Test
    void a_purpose_that_leaves_takes_routes_away_and_no_limits() {
        Map<String, Object> after =
                Synthesised.template(Synthesised.settings(), Synthesised.POLICY.withPurposes(1), true);
        Map<String, Object> before = Synthesised.stack().template();
        Set<String> gone = new TreeSet<>(routes(before));
        gone.removeAll(routes(after));
        assertEquals(8, gone.size(), gone::toString);
        assertEquals(limits(before), limits(after));
    }

    @Test
    void every_route_has_a_limit_of_its_own_or_the_one_of_staff() {
        Set<String> withoutOwn = new TreeSet<>(routes(template));
        withoutOwn.removeAll(limits(template).keySet());
        for (DeployedFunction function : FunctionGrants.of(Synthesised.POLICY)) {
            function.routes()
                    .forEach(route -> assertEquals(function.purpose() != null, withoutOwn.contains(route.key())));
        }
        limits(template)
                .values()
                .forEach(limit ->
                        assertTrue(((Number) TemplateJson.map(limit).get("ThrottlingRateLimit")).intValue() > 0));
        assertEquals(
                Map.of("ThrottlingRateLimit", 10, "ThrottlingBurstLimit", 20),
                TemplateJson.properties(stage(template)).get("DefaultRouteSettings"));
    }

    private static Object stage(Map<String, Object> template) {
        return TemplateJson.resources(template).get("Stage");
    }

    private static Map<String, Object> limits(Map<String, Object> template) {
        return TemplateJson.map(TemplateJson.properties(stage(template)).get("RouteSettings"));
    }

    private static Set<String> routes(Map<String, Object> template) {
        Set<String> routes = new HashSet<>();
        TemplateJson.resources(template).values().forEach(resource -> {
            if (TemplateJson.map(resource).get("Type").equals("AWS::ApiGatewayV2::Route")) {
                routes.add(TemplateJson.properties(resource).get("RouteKey").toString());
            }
        });
        return routes;
    }
}
