package dev.ringlock.standalone.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides which tokens of a provider count: access tokens, signed by a key that it publishes, in time, and made for one
 * of the owner's clients. Their claims are passed on as an HTTP API's authorizer on AWS would.
 */
public final class AccessTokens {

    /** Signatures only: a party that can check a MAC could also make one. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private static final Duration LEEWAY = Duration.ofSeconds(60);
    private static final long KEYS_LAST_MILLIS = Duration.ofMinutes(5).toMillis();
    private static final long LONGEST_WAIT_MILLIS = Duration.ofSeconds(15).toMillis();
    private static final long BETWEEN_FETCHES_MILLIS = Duration.ofSeconds(30).toMillis();
    private static final int LONGEST = 16 * 1024;
    private static final String BEARER = "Bearer ";

    private final OpenIdConnection provider;
    private final Set<String> clients;
    private final TokenClaims tokenClaims;
    private final Clock clock;
    private final ProvidersKeys keys;
    private final DefaultJWTProcessor<SecurityContext> processor;

    /**
     * @param clients the clients that a token may be made for, by {@code aud}, {@code client_id} or {@code azp}
     * @param groups the claim that lists a person's groups; a dot leads into a claim inside a claim
     */
    public AccessTokens(OpenIdConnection provider, Set<String> clients, String groups, Clock clock) {
        this.provider = provider;
        this.clients = Set.copyOf(clients);
        this.tokenClaims = new TokenClaims(groups);
        this.clock = clock;
        this.keys = new ProvidersKeys(provider);
        this.processor = processor();
    }

    /**
     * The claims of a bearer's token. Empty if the token does not count.
     *
     * @throws ProviderUnavailableException if the provider's keys are not available, so the token cannot be checked
     */
    public Map<String, String> claims(String authorization) {
        if (!authorization.startsWith(BEARER) || authorization.length() > LONGEST) {
            return Map.of();
        }
        try {
            SignedJWT token =
                    SignedJWT.parse(authorization.substring(BEARER.length()).strip());
            // checked before the signature, so that another issuer's token never makes us fetch keys
            if (!provider.issuer().equals(token.getJWTClaimsSet().getIssuer())) {
                return Map.of();
            }
            JWTClaimsSet claims = processor.process(token, null);
            Optional<String> client = client(claims);
            return client.isPresent() && TokenKind.isAccess(token, claims)
                    ? tokenClaims.of(claims, client.get())
                    : Map.of();
        } catch (ParseException | BadJOSEException e) {
            return Map.of();
        } catch (KeySourceException e) {
            if (e instanceof RateLimitReachedException && keys.answered()) {
                // its keys are known and were fetched just now: this one is not among them
                return Map.of();
            }
            throw new ProviderUnavailableException("The OpenID provider's keys are not available", e);
        } catch (JOSEException e) {
            return Map.of();
        }
    }

    private DefaultJWTProcessor<SecurityContext> processor() {
        var source = JWKSourceBuilder.<SecurityContext>create(keys)
                .cache(KEYS_LAST_MILLIS, LONGEST_WAIT_MILLIS)
                .refreshAheadCache(false)
                .rateLimited(BETWEEN_FETCHES_MILLIS)
                .build();
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier((type, context) -> {
            if (type != null) {
                new DefaultJOSEObjectTypeVerifier<SecurityContext>(TokenKind.ACCEPTED_TYPES).verify(type, context);
            }
        });
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, source));
        processor.setJWTClaimsSetVerifier((claims, context) -> refuseUnlessNow(claims));
        return processor;
    }

    /** An expired token never counts. A token that begins within a minute may have begun by the provider's clock. */
    private void refuseUnlessNow(JWTClaimsSet claims) throws BadJWTException {
        Instant now = clock.instant();
        Date end = claims.getExpirationTime();
        Date begin = claims.getNotBeforeTime();
        if (end == null || !now.isBefore(end.toInstant())) {
            throw new BadJWTException("it has ended, or never does");
        }
        if (begin != null && now.plus(LEEWAY).isBefore(begin.toInstant())) {
            throw new BadJWTException("it has not begun");
        }
    }

    private Optional<String> client(JWTClaimsSet claims) {
        // the client itself comes first: clients of people and of machines may share an audience
        return Stream.concat(Stream.of("client_id", "azp").map(claims::getClaim), claims.getAudience().stream())
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(clients::contains)
                .findFirst();
    }
}
