package dev.ringlock.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import dev.ringlock.TestClock;
import dev.ringlock.provider.WebhookSettings;
import dev.ringlock.provider.WebhooksUnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On a stand-in of Secrets Manager that answers the one call. */
class WebhookSecretTest {

    private static final String TWILIO = "{\\\"publicUrl\\\":\\\"https://ringlock.example.com\\\","
            + "\\\"twilio\\\":{\\\"authTokens\\\":[\\\"s3cr3t\\\"]}}";

    private final TestClock clock = new TestClock();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private volatile int status = 200;
    private volatile String answer = secret("v1", TWILIO);

    private final HttpServer server = serve();
    private final WebhookSecret secret = new WebhookSecret(
            Clients.secretsManager(
                    URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
            "ringlock/webhooks",
            clock);

    private static String secret(String version, String escaped) {
        return "{\"Name\":\"ringlock/webhooks\",\"VersionId\":\"" + version + "\",\"SecretString\":\"" + escaped
                + "\"}";
    }

    private HttpServer serve() {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            started.createContext("/", exchange -> {
                asked.add(exchange.getRequestHeaders().getFirst("X-Amz-Target") + " "
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            started.start();
            return started;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void itIsFetchedOnceAndAgainAfterFiveMinutes() {
        WebhookSettings first = secret.current();
        assertEquals(Set.of("twilio"), first.providers());
        clock.advance(Duration.ofSeconds(299));
        assertSame(first, secret.current());
        assertEquals(List.of("secretsmanager.GetSecretValue {\"SecretId\":\"ringlock/webhooks\"}"), asked);
        clock.advance(Duration.ofSeconds(1));
        assertSame(first, secret.current(), "it is still the same version");
        assertEquals(2, asked.size());
    }

    @Test
    void anotherVersionIsReadAnew() {
        WebhookSettings first = secret.current();
        answer = secret("v2", TWILIO);
        clock.advance(Duration.ofMinutes(5));
        assertNotSame(first, secret.current());
    }

    @Test
    void whatCannotBeHadMakesWebhooksComeAgain() {
        status = 400;
        answer = "{\"__type\":\"ResourceNotFoundException\",\"message\":\"no such secret\"}";
        assertThrows(WebhooksUnavailableException.class, secret::current);
        status = 200;
        answer = secret("v1", TWILIO);
        assertEquals(Set.of("twilio"), secret.current().providers());
    }

    @Test
    void mistakesMakeThemComeAgainTooAndAreNotRepeatedInTheError() {
        answer = secret("v1", "{\\\"twilio\\\":{\\\"authTokens\\\":\\\"s3cr3t\\\"}}");
        WebhooksUnavailableException thrown = assertThrows(WebhooksUnavailableException.class, secret::current);
        assertFalse((thrown + " " + thrown.getCause()).contains("s3cr3t"));
    }
}
