package dev.ringlock.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The limits that a policy with many purposes meets, and AWS would tell only in the middle of a deployment. */
final class StackLimits {

    private static final int RESOURCES = 500;
    private static final int OUTPUTS = 200;
    private static final int TEMPLATE_BYTES = 1_000_000;
    private static final int ROUTES = 300;
    private static final int SCOPES_OF_A_POOL = 100;
    private static final int SCOPES_OF_A_ROUTE = 10;
    private static final int CLIENTS_OF_AN_API = 50;
    private static final int POLICY_OF_A_ROLE = 10_240;
    private static final int POLICY_OF_A_KEY = 32_768;

    private final Map<String, Object> resources;
    private final Map<String, Object> outputs;

    private StackLimits(Map<String, Object> template) {
        resources = map(template.get("Resources"));
        outputs = map(template.get("Outputs"));
    }

    /** The first limit that a template in a file exceeds. */
    static Optional<String> exceeded(Object template, Path file) {
        StackLimits limits = new StackLimits(map(template));
        return limits.all(file).flatMap(Optional::stream).findFirst();
    }

    private Stream<Optional<String>> all(Path file) {
        return Stream.of(
                over(resources.size(), RESOURCES, "resources in the stack"),
                over(outputs.size(), OUTPUTS, "outputs of the stack"),
                over(size(file), TEMPLATE_BYTES, "bytes of template"),
                over(of("AWS::ApiGatewayV2::Route").count(), ROUTES, "routes of the API"),
                over(longest("AWS::Cognito::UserPoolResourceServer", "Scopes"), SCOPES_OF_A_POOL, "scopes of tokens"),
                over(
                        longest("AWS::ApiGatewayV2::Route", "AuthorizationScopes"),
                        SCOPES_OF_A_ROUTE,
                        "scopes of a route"),
                over(audience(), CLIENTS_OF_AN_API, "app clients that the API takes tokens of"),
                over(largest(rolesPolicies()), POLICY_OF_A_ROLE, "characters of a role's policies"),
                over(
                        of("AWS::KMS::Key")
                                .mapToLong(key -> PolicyLength.of(key.get("KeyPolicy")))
                                .max()
                                .orElse(0),
                        POLICY_OF_A_KEY,
                        "characters of a key's policy"));
    }

    private static Optional<String> over(long count, int limit, String what) {
        return count <= limit ? Optional.empty() : Optional.of(count + " " + what + ", and AWS takes " + limit);
    }

    private long longest(String type, String list) {
        return of(type).mapToLong(each -> list(each.get(list)).size()).max().orElse(0);
    }

    private long audience() {
        return of("AWS::ApiGatewayV2::Authorizer")
                .mapToLong(each ->
                        list(map(each.get("JwtConfiguration")).get("Audience")).size())
                .max()
                .orElse(0);
    }

    private Map<String, Long> rolesPolicies() {
        Map<String, Long> lengths = new TreeMap<>();
        resources.forEach((id, resource) -> {
            if (type(resource).equals("AWS::IAM::Role")) {
                list(properties(resource).get("Policies"))
                        .forEach(policy ->
                                lengths.merge(id, PolicyLength.of(map(policy).get("PolicyDocument")), Long::sum));
            }
        });
        of("AWS::IAM::Policy")
                .forEach(policy -> list(policy.get("Roles"))
                        .forEach(role -> lengths.merge(
                                String.valueOf(map(role).get("Ref")),
                                PolicyLength.of(policy.get("PolicyDocument")),
                                Long::sum)));
        return lengths;
    }

    private static long largest(Map<String, Long> lengths) {
        Collection<Long> values = lengths.values();
        return values.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private Stream<Map<String, Object>> of(String type) {
        return resources.values().stream()
                .filter(resource -> type(resource).equals(type))
                .map(StackLimits::properties);
    }

    private static String type(Object resource) {
        return String.valueOf(map(resource).get("Type"));
    }

    private static Map<String, Object> properties(Object resource) {
        return map(map(resource).get("Properties"));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object json) {
        return json == null ? Map.of() : (Map<String, Object>) json;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(@Nullable Object json) {
        return json == null ? List.of() : (List<Object>) json;
    }
}
