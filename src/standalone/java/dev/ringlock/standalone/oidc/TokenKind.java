package dev.ringlock.standalone.oidc;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The kind of a token, by its own words. */
final class TokenKind {

    /** RFC 9068's type, with and without the part before the slash. */
    private static final Set<JOSEObjectType> ACCESS_TOKEN =
            Set.of(new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"));

    /** The types of headers that may be an access token's. */
    static final Set<JOSEObjectType> ACCEPTED_TYPES =
            Stream.concat(ACCESS_TOKEN.stream(), Stream.of(JOSEObjectType.JWT)).collect(Collectors.toSet());

    private TokenKind() {}

    /**
     * Whether it says that it is an access token. An ID token has the same signature, issuer and audience, and a client
     * may pass it on. Cognito says so in {@code token_use}, Keycloak in {@code typ}, RFC 9068 in the header. A token
     * that is bound to its holder's key proves nothing alone.
     */
    static boolean isAccess(SignedJWT token, JWTClaimsSet claims) {
        Object use = claims.getClaim("token_use");
        Object kind = claims.getClaim("typ");
        boolean says = "access".equals(use)
                || "Bearer".equals(kind)
                || (token.getHeader().getType() != null
                        && ACCESS_TOKEN.contains(token.getHeader().getType()));
        boolean saysOtherwise = (use != null && !"access".equals(use)) || (kind != null && !"Bearer".equals(kind));
        return says && !saysOtherwise && claims.getClaim("cnf") == null;
    }
}
