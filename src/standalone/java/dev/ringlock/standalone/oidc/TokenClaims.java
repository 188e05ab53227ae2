package dev.ringlock.standalone.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.ringlock.functions.BuiltFunction;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A token's claims as an HTTP API's authorizer hands on those of Cognito: everything as text, lists as {@code [a b]}. */
final class TokenClaims {

    /** What would be more than one item when a list is read again, so that no group's name holds another's. */
    private static final Pattern NO_ITEM = Pattern.compile(".*[\\s,\"\\[\\]].*|", Pattern.DOTALL);

    private static final String RESOURCE_SERVER = "ringlock/";

    private final String groups;

    /** @param groups the claim that lists a person's groups; dots lead into claims that hold claims */
    TokenClaims(String groups) {
        this.groups = groups;
    }

    /** @param client the one of ours that the token was made for */
    Map<String, String> of(JWTClaimsSet token, String client) {
        Map<String, Object> claims = token.toJSONObject();
        Map<String, String> told = new TreeMap<>();
        claims.forEach((name, value) -> {
            String text = text(value);
            if (text != null) {
                told.put(name, text);
            }
        });
        told.put("token_use", "access");
        told.put("client_id", client);
        told.put("scope", scope(claims));
        String listed = text(asList(found(claims)));
        told.remove(groups);
        if (listed != null) {
            told.put(groups, listed);
        }
        return told;
    }

    /** The claim of that name, dots and all; else what the dots lead to. */
    private @Nullable Object found(Map<String, Object> claims) {
        if (claims.containsKey(groups)) {
            return claims.get(groups);
        }
        Object at = claims;
        for (String name : groups.split("\\.")) {
            at = at instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return at;
    }

    /** One name alone is a list of one: as text it would be read as a list of whatever is in it. */
    private static @Nullable Object asList(@Nullable Object value) {
        return value instanceof String name ? List.of(name) : value;
    }

    /** By their names on AWS, where a resource server's name comes before each. Some providers list them as {@code scp}. */
    private static String scope(Map<String, Object> claims) {
        return Stream.of("scope", "scp")
                .map(claims::get)
                .flatMap(value -> value instanceof List<?> list ? list.stream() : Stream.of(value))
                .filter(String.class::isInstance)
                .flatMap(value -> Arrays.stream(((String) value).split(" ")))
                .filter(scope -> !scope.isEmpty())
                .map(scope -> BuiltFunction.takesScope(scope) ? RESOURCE_SERVER + scope : scope)
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static @Nullable String text(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .filter(item -> !NO_ITEM.matcher(item).matches())
                    .collect(Collectors.joining(" ", "[", "]"));
        } else if (value instanceof Number number) {
            return new BigDecimal(number.toString()).toPlainString();
        }
        return value instanceof String || value instanceof Boolean ? value.toString() : null;
    }
}
