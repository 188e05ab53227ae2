package dev.ringlock.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;

/** A Cognito user pool at the endpoint, with one client; and what an HTTP API's authorizer makes of its tokens. */
final class TestUserPool {

    private static final String PASSWORD = "Correct-horse-9";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI endpoint;
    private final String id;
    private final String client;

    /** What a person who has signed in is given. */
    record PoolTokens(String access, String id) {}

    private TestUserPool(URI endpoint, String id, String client) {
        this.endpoint = endpoint;
        this.id = id;
        this.client = client;
    }

    /** As a deployment makes it. Where nothing answers as Cognito, the test that asks is skipped. */
    static TestUserPool create(URI endpoint) {
        HttpResponse<String> made = ask(endpoint, "CreateUserPool", object("PoolName", "staff"));
        Assumptions.assumeTrue(made.statusCode() == 200, "skipped: nothing answers as Cognito there");
        String id = EventFiles.json(made.body()).at("/UserPool/Id").asText();
        TestUserPool pool = new TestUserPool(endpoint, id, "");
        ObjectNode server = object("UserPoolId", id, "Identifier", "ringlock", "Name", "ringlock");
        server.putArray("Scopes").add(object("ScopeName", "staff", "ScopeDescription", "The work of staff"));
        pool.done("CreateResourceServer", server);
        return pool.withAnotherClient();
    }

    /** The same pool, as another client of its sees it. */
    TestUserPool withAnotherClient() {
        ObjectNode asked = object("UserPoolId", id, "ClientName", "console");
        asked.putArray("ExplicitAuthFlows").add("ALLOW_ADMIN_USER_PASSWORD_AUTH");
        String made = done("CreateUserPoolClient", asked)
                .at("/UserPoolClient/ClientId")
                .asText();
        return new TestUserPool(endpoint, id, made);
    }

    /** What the pool's tokens say who made them: a deployment is told it, it is not read from a token. */
    String issuer() {
        return "https://cognito-idp." + Clients.REGION.id() + ".amazonaws.com/" + id;
    }

    String client() {
        return client;
    }

    /** Somebody new, in these groups. */
    PoolTokens signIn(String person, String... groups) {
        done("AdminCreateUser", object("UserPoolId", id, "Username", person));
        ObjectNode password = object("UserPoolId", id, "Username", person, "Password", PASSWORD);
        done("AdminSetUserPassword", password.put("Permanent", true));
        for (String group : groups) {
            ask(endpoint, "CreateGroup", object("UserPoolId", id, "GroupName", group)); // or it is there
            done("AdminAddUserToGroup", object("UserPoolId", id, "Username", person, "GroupName", group));
        }
        return signInAgain(person);
    }

    /** The same person, by this client. */
    PoolTokens signInAgain(String person) {
        ObjectNode asked = object("UserPoolId", id, "ClientId", client, "AuthFlow", "ADMIN_USER_PASSWORD_AUTH");
        asked.set("AuthParameters", object("USERNAME", person, "PASSWORD", PASSWORD));
        JsonNode given = done("AdminInitiateAuth", asked).path("AuthenticationResult");
        return new PoolTokens(
                given.path("AccessToken").asText(), given.path("IdToken").asText());
    }

    /**
     * What the authorizer hands on of a token that the pool's own keys have signed: everything as text, lists as
     * {@code [a b]}.
     *
     * @throws IllegalArgumentException if its signature, issuer or expiry is not right
     */
    Map<String, String> authorized(String token) {
        String payload;
        try {
            SignedJWT signed = SignedJWT.parse(token);
            JWK key = JWKSet.parse(keys()).getKeyByKeyId(signed.getHeader().getKeyID());
            JWTClaimsSet told = signed.getJWTClaimsSet();
            if (!signed.verify(new RSASSAVerifier(key.toRSAKey()))
                    || !issuer().equals(told.getIssuer())
                    || told.getExpirationTime().before(new Date())) {
                throw new IllegalArgumentException("not a token of this pool");
            }
            payload = signed.getPayload().toString();
        } catch (ParseException | JOSEException e) {
            throw new IllegalArgumentException(e);
        }
        Map<String, String> claims = new TreeMap<>();
        EventFiles.json(payload).properties().forEach(claim -> claims.put(claim.getKey(), text(claim.getValue())));
        return claims;
    }

    private static String text(JsonNode claim) {
        return claim.isArray()
                ? StreamSupport.stream(claim.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(" ", "[", "]"))
                : claim.asText();
    }

    private String keys() {
        URI address = endpoint.resolve("/" + id + "/.well-known/jwks.json");
        return sent(HttpRequest.newBuilder(address).build()).body();
    }

    private JsonNode done(String action, ObjectNode body) {
        HttpResponse<String> answer = ask(endpoint, action, body);
        if (answer.statusCode() != 200) {
            throw new AssertionError(action + ": " + answer.body());
        }
        return EventFiles.json(answer.body());
    }

    /** By hand: an SDK client for two dozen lines of JSON would be another dependency. */
    private static HttpResponse<String> ask(URI endpoint, String action, ObjectNode body) {
        return sent(HttpRequest.newBuilder(endpoint.resolve("/"))
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "AWSCognitoIdentityProviderService." + action)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + Clients.ACCESS_KEY + "/20260101/" + Clients.REGION.id()
                                + "/cognito-idp/aws4_request, SignedHeaders=host, Signature=none")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    }

    private static HttpResponse<String> sent(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static ObjectNode object(String... namesAndValues) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }
}
