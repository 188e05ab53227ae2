package dev.ringlock.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ringlock.lambda.TestUserPool.PoolTokens;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Staff with tokens that a user pool has really made, from signing in to the number. */
@Tag("aws")
class SignInOnAwsIT {

    private static final String LOOK_UP = EventFiles.json("contacts", "01-nobody-of-that-number-404");

    @TempDir
    Path folder;

    private AwsDeployment deployed;
    private TestUserPool pool;

    @BeforeEach
    void deploy() {
        deployed = AwsDeployment.in(folder);
        pool = deployed.pool();
        deployed.signUp();
    }

    @Test
    void thePoolsSupportFindsAContactAndSeesItsNumber() {
        Map<String, String> alex =
                pool.authorized(pool.signIn("alex", "support:service").access());
        assertEquals("[support:service]", alex.get("cognito:groups"));
        try (FunctionProcess contacts = deployed.start("contacts", "service");
                FunctionProcess reveal = deployed.start("reveal", "service")) {
            RuntimeApi.RuntimeAnswer found = contacts.invoke(AwsDeployment.claiming(alex, LOOK_UP));
            assertEquals(200, AwsDeployment.status(found), found::body);
            String shown = reveal(reveal, alex, contactId(found), 200);
            assertEquals("+12025550123", EventFiles.json(shown).path("number").asText());
            String history = EventFiles.json("contacts", "04-no-history-404").replaceAll("c1_a+", contactId(found));
            RuntimeApi.RuntimeAnswer told = contacts.invoke(AwsDeployment.claiming(alex, history));
            assertEquals(
                    alex.get("sub"),
                    EventFiles.json(AwsDeployment.body(told))
                            .findValuesAsText("actor")
                            .get(0),
                    "the ledger names the pool's id of that person");
        }
    }

    @Test
    void whoseTokenDoesNotCountIsNobodyAndWhoseRoleDoesNotAllowItIsRefused() {
        try (FunctionProcess contacts = deployed.start("contacts", "service");
                FunctionProcess reveal = deployed.start("reveal", "service")) {
            Map<String, String> alex =
                    pool.authorized(pool.signIn("alex", "support:service").access());
            String id = contactId(contacts.invoke(AwsDeployment.claiming(alex, LOOK_UP)));
            refused().forEach((claims, status) -> {
                RuntimeApi.RuntimeAnswer answer = contacts.invoke(AwsDeployment.claiming(claims, LOOK_UP));
                assertEquals(status, AwsDeployment.status(answer), () -> claims + ": " + answer.body());
                reveal(reveal, claims, id, status);
            });
            reveal(reveal, alex, id, 200);
        }
    }

    @Test
    void aPersonsTokenIsNoMachines() {
        Map<String, String> claims = new TreeMap<>(
                pool.authorized(pool.signIn("gil", "support:service").access()));
        claims.put("scope", "ringlock/links");
        try (FunctionProcess links = deployed.start("links", "service")) {
            String asked = EventFiles.json("links", "01-a-link-201");
            RuntimeApi.RuntimeAnswer refused = links.invoke(AwsDeployment.claiming(claims, asked));
            assertEquals(401, AwsDeployment.status(refused), refused::body);
        }
    }

    /** What an authorizer might hand on, were it set up carelessly or not at all: with its answer. */
    private Map<Map<String, String>, Integer> refused() {
        Map<Map<String, String>, Integer> refused = new LinkedHashMap<>();
        refused.put(pool.authorized(pool.signIn("ben", "auditor").access()), 403);
        refused.put(pool.authorized(pool.signIn("cleo", "campaign:marketing").access()), 403);
        refused.put(pool.authorized(pool.signIn("dan").access()), 403);
        refused.put(
                pool.authorized(pool.signIn("eve", "admin", "support", "Support:service")
                        .access()),
                403);
        PoolTokens support = pool.signIn("fay", "support:service");
        refused.put(pool.authorized(support.id()), 401);
        refused.put(expired(pool.authorized(support.access())), 401);
        TestUserPool another = pool.withAnotherClient();
        refused.put(another.authorized(another.signInAgain("fay").access()), 401);
        TestUserPool strangers = TestUserPool.create(AwsEndpoint.uri());
        refused.put(
                strangers.authorized(strangers.signIn("fay", "support:service").access()), 401);
        refused.put(Map.of(), 401);
        return refused;
    }

    private static Map<String, String> expired(Map<String, String> claims) {
        Map<String, String> expired = new TreeMap<>(claims);
        Instant end = Instant.ofEpochSecond(Long.parseLong(claims.get("exp")));
        expired.put("exp", String.valueOf(end.minus(Duration.ofHours(2)).getEpochSecond()));
        return expired;
    }

    private static String reveal(FunctionProcess reveal, Map<String, String> claims, String id, int status) {
        String event = EventFiles.json("reveal", "01-nothing-to-see-404").replaceAll("c1_a+", id);
        RuntimeApi.RuntimeAnswer answer = reveal.invoke(AwsDeployment.claiming(claims, event));
        assertEquals(status, AwsDeployment.status(answer), () -> claims + ": " + answer.body());
        return AwsDeployment.body(answer);
    }

    private static String contactId(RuntimeApi.RuntimeAnswer found) {
        return EventFiles.json(AwsDeployment.body(found)).path("contactId").asText();
    }
}
