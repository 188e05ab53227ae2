package dev.ringlock.standalone.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands for an owner's OpenID provider, on loopback: what it says of itself, its keys, and whatever tokens a test wants. */
public final class OpenIdProvider implements AutoCloseable {

    public static final String CLIENT = "console";
    public static final String MACHINE = "newsletter";

    /** A claim that is not to be there. */
    public static final String ABSENT = "-";

    /** Made once: making one takes longer than a test. */
    private static final RSAKey FIRST = rsa("key-1");

    private static final RSAKey SECOND = rsa("key-2");
    private static final RSAKey STRANGERS = rsa("key-9");
    private static final ECKey EC = ec("key-ec");

    private final HttpServer server;
    private final AtomicInteger keysAsked = new AtomicInteger();
    private volatile RSAKey rsa = FIRST;
    private volatile Map<String, Object> said;

    private OpenIdProvider(HttpServer server) {
        this.server = server;
        this.said = Map.of(
                "issuer", issuer(),
                "authorization_endpoint", issuer() + "/authorize",
                "token_endpoint", issuer() + "/token",
                "end_session_endpoint", issuer() + "/logout",
                "jwks_uri", issuer() + "/keys");
    }

    public static OpenIdProvider start() {
        return start(0);
    }

    /** On that port: another provider's, which has gone. */
    public static OpenIdProvider start(int port) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            OpenIdProvider provider = new OpenIdProvider(server);
            server.createContext("/", provider::answer);
            server.start();
            return provider;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String issuer() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** How often its keys were asked for. */
    int keysAsked() {
        return keysAsked.get();
    }

    /** From now on it signs with another key, and publishes that. */
    void changeKey() {
        rsa = SECOND;
    }

    /** From now on it says this of itself, too or instead. */
    void says(String name, String value) {
        Map<String, Object> changed = new TreeMap<>(said);
        changed.put(name, value);
        said = changed;
    }

    /** A good access token's claims, with changes: lists of a name and a value. */
    public Map<String, Object> claims(Object... changes) {
        Instant now = Instant.now();
        Map<String, Object> claims = new TreeMap<>(Map.of(
                "iss", issuer(),
                "sub", "alex",
                "aud", List.of(CLIENT),
                "exp", now.plusSeconds(600).getEpochSecond(),
                "iat", now.getEpochSecond(),
                "token_use", "access",
                "groups", List.of("support:service")));
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1].equals(ABSENT)) {
                claims.remove(changes[i]);
            } else {
                claims.put(changes[i].toString(), changes[i + 1]);
            }
        }
        return claims;
    }

    /** Signed by the key that is published. */
    public String token(Map<String, Object> claims) {
        return signed(JWSAlgorithm.RS256, "JWT", rsa, claims);
    }

    /** By any algorithm, of its keys or of one that nobody knows ({@code null}), with any {@code typ}. */
    String token(JWSAlgorithm algorithm, String type, Map<String, Object> claims) {
        return signed(algorithm, type, JWSAlgorithm.Family.EC.contains(algorithm) ? EC : rsa, claims);
    }

    /** Signed by a key that is not the provider's, under its key's name. */
    public String forged(Map<String, Object> claims) {
        return signed(
                JWSAlgorithm.RS256,
                "JWT",
                new RSAKey.Builder(STRANGERS).keyID(rsa.getKeyID()).build(),
                claims);
    }

    /** Signed by a key of another name, which is not published. */
    public String byUnknownKey(Map<String, Object> claims) {
        return signed(JWSAlgorithm.RS256, "JWT", STRANGERS, claims);
    }

    /** {@code alg: none}. */
    public static String unsigned(Map<String, Object> claims) {
        return new PlainJWT(set(claims)).serialize();
    }

    /** An HMAC whose secret is what everybody has: the published key. */
    public String byPublicKeyAsSecret(Map<String, Object> claims) {
        try {
            byte[] published = rsa.toRSAPublicKey().getEncoded();
            return sign(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(rsa.getKeyID()), new MACSigner(published), claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key to check it with comes with the token. */
    String withItsOwnKey(Map<String, Object> claims) {
        try {
            JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(rsa.getKeyID())
                    .jwk(STRANGERS.toPublicJWK());
            return sign(header, new RSASSASigner(STRANGERS), claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        // the JDK's server may reset the next connection, unless it says itself that it closes this one
        exchange.getResponseHeaders().set("Connection", "close");
        String path = exchange.getRequestURI().getPath();
        String body;
        if (path.equals("/keys")) {
            keysAsked.incrementAndGet();
            body = new JWKSet(List.<JWK>of(rsa, EC)).toString(true);
        } else if (path.equals("/.well-known/openid-configuration")) {
            body = JSONObjectUtils.toJSONString(said);
        } else {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
            return;
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String signed(JWSAlgorithm algorithm, String type, JWK key, Map<String, Object> claims) {
        try {
            JWSHeader.Builder header = new JWSHeader.Builder(algorithm).keyID(key.getKeyID());
            if (!type.equals(ABSENT)) {
                header.type(new JOSEObjectType(type));
            }
            JWSSigner signer = key instanceof ECKey curve ? new ECDSASigner(curve) : new RSASSASigner((RSAKey) key);
            return sign(header, signer, claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sign(JWSHeader.Builder header, JWSSigner signer, Map<String, Object> claims)
            throws JOSEException {
        SignedJWT token = new SignedJWT(header.build(), set(claims));
        token.sign(signer);
        return token.serialize();
    }

    private static JWTClaimsSet set(Map<String, Object> claims) {
        JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder();
        claims.forEach((name, value) -> builder.claim(
                name,
                List.of("exp", "nbf", "iat").contains(name) && value instanceof Long seconds
                        ? Date.from(Instant.ofEpochSecond(seconds))
                        : value));
        return builder.build();
    }

    private static RSAKey rsa(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey ec(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
