package dev.ringlock.lambda;

import java.net.URI;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * What answers as AWS: the endpoint that {@code AWS_ENDPOINT_URL} names, else LocalStack where a Docker engine answers. It
 * is never AWS itself: tests make tables and keys that nobody clears away.
 */
public final class AwsEndpoint {

    /** The last release that needs no account. */
    private static final String LOCALSTACK = "localstack/localstack:4.14.0";

    private static final String NOTHING_THERE =
            "skipped: AWS_ENDPOINT_URL names no endpoint, and no Docker engine answers that could run LocalStack";

    private static URI running;

    private AwsEndpoint() {}

    /** Where it answers. Without one, the test that asks is skipped, and says why. */
    public static synchronized URI uri() {
        if (running == null) {
            String named = System.getenv("AWS_ENDPOINT_URL");
            running = named == null ? localStack() : URI.create(named);
        }
        return running;
    }

    /** It ends with this JVM: Testcontainers sees to that. */
    @SuppressWarnings("resource")
    private static URI localStack() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            System.err.println(NOTHING_THERE);
            Assumptions.abort(NOTHING_THERE);
        }
        LocalStackContainer container =
                new LocalStackContainer(DockerImageName.parse(LOCALSTACK)).withServices("dynamodb", "kms");
        container.start();
        return container.getEndpoint();
    }
}
