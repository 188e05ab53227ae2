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

/**
 * A token's claims in the form in which an HTTP API's authorizer passes on Cognito's: everything as text, lists as
 * {@code [a b]}.
 */
final class TokenClaims {

    /**
     * Names that would be several items when a list is read again. They are dropped, so that no group's name contains
     * another's.
     */
    private static final Pattern NO_ITEM = Pattern.compile(".*[\\s,\"\\[\\]].*|", Pattern.DOTALL);

    private static final String RESOURCE_SERVER = "ringlock/";

    private final String groups;

    /** @param groups the claim that lists a person's groups; a dot leads into a claim inside a claim */
    TokenClaims(String groups) {
        this.groups = groups;
    }

    /** @param client our client that the token was made for */
    Map<String, String> of(JWTClaimsSet token, String client) {
        Map<String, Object> claims = token.toJSONObject();
        Map<String, String> texts = new TreeMap<>();
        claims.forEach((name, value) -> {
            String text = text(value);
            if (text != null) {
                texts.put(name, text);
            }
        });
        texts.put("token_use", "access");
        texts.put("client_id", client);
        texts.put("scope", scope(claims));
        String listed = text(asList(found(claims)));
        texts.remove(groups);
        if (listed != null) {
            texts.put(groups, listed);
        }
        return texts;
    }

    /** The claim with exactly that name, or the claim that its dots lead to. */
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

    /** A single name is a list of one. As text it would be read as a list of its parts. */
    private static @Nullable Object asList(@Nullable Object value) {
        return value instanceof String name ? List.of(name) : value;
    }

    /**
     * Scopes by their names on AWS, which begin with the resource server's name. Some providers list them in
     * {@code scp}.
     */
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
