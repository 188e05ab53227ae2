package dev.ringlock.standalone;

import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ringlock.provider.Hmac;
import dev.ringlock.provider.Jwt.JwtSecret;
import dev.ringlock.provider.Secret;
import dev.ringlock.signin.SignIn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A small OpenID provider: everybody is Eve at once, and a code is good once, for whoever has the verifier. */
final class BrowserSignIn implements AutoCloseable {

    private static final String CODE = "the-one-code";

    /** What every authorize request said. */
    final List<Map<String, String>> authorized = new CopyOnWriteArrayList<>();
    /** What every token request said. */
    final List<Map<String, String>> redeemed = new CopyOnWriteArrayList<>();
    /** What every logout request said. */
    final List<Map<String, String>> loggedOut = new CopyOnWriteArrayList<>();

    private final Map<String, String> waiting = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile boolean mixingUp;

    BrowserSignIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.createContext("/logout", this::logout);
        server.start();
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    SignIn signIn() {
        return new SignIn(
                SignIn.SignInKind.OIDC,
                origin() + "/authorize",
                origin() + "/token",
                origin() + "/logout",
                "console",
                "openid ringlock/staff",
                "realm_access.roles");
    }

    /** From now on it gives tokens that belong to another sign-in. */
    void mixUp(boolean mixing) {
        mixingUp = mixing;
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> asked = pairs(exchange.getRequestURI().getRawQuery());
        authorized.add(asked);
        waiting.put(CODE, asked.get("code_challenge"));
        String back = asked.get("redirect_uri") + "?code=" + CODE + "&state=" + asked.get("state");
        exchange.getResponseHeaders().set("Location", back);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> asked = pairs(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        redeemed.add(asked);
        String challenge = waiting.remove(asked.getOrDefault("code", ""));
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
        boolean proved = challenge != null && challenge.equals(challenge(asked.getOrDefault("code_verifier", "")));
        answer(exchange, proved ? 200 : 400, proved ? tokens() : "{\"error\":\"invalid_grant\"}");
    }

    private void logout(HttpExchange exchange) throws IOException {
        loggedOut.add(pairs(exchange.getRequestURI().getRawQuery()));
        exchange.getResponseHeaders().set("Location", loggedOut.get(0).get("logout_uri"));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private String tokens() {
        JwtSecret secret = new JwtSecret(Hmac.SHA256, Secret.of("a secret of this test"));
        String access = secret.token(new JWTClaimsSet.Builder()
                .subject("eve")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .claim("realm_access", Map.of("roles", List.of("admin")))
                .build());
        String nonce = authorized.get(authorized.size() - 1).get("nonce");
        String id = secret.token(new JWTClaimsSet.Builder()
                .subject("eve")
                .claim("name", "Eve Example")
                .claim("nonce", mixingUp ? "another" : nonce)
                .build());
        return "{\"token_type\":\"Bearer\",\"access_token\":\"" + access + "\",\"id_token\":\"" + id + "\"}";
    }

    static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static Map<String, String> pairs(String form) {
        return Arrays.stream(form.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
