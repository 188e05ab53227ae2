package dev.ringlock.store.s3;

import dev.ringlock.http.NoAnswerException;
import dev.ringlock.http.OutgoingAnswer;
import dev.ringlock.http.OutgoingRequest;
import dev.ringlock.store.StoreUnavailableException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * Requests to S3, signed by the SDK. The SDK's client for this service is not used: it would bring much code along for
 * four operations. Each may be repeated, and is if no answer came or S3 was busy.
 */
public final class S3Calls {

    private static final int MOST_TRIES = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(8);
    /** Far above the largest part of an export. */
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private static final int TOO_MANY = 429;

    /** The signature covers a hash of the body. S3's paths are signed unchanged. */
    private static final String HASH = "x-amz-content-sha256";

    private final URI bucket;
    private final Region region;
    private final AwsCredentialsProvider credentials;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    /** @param bucket its address, without a slash at the end */
    public S3Calls(URI bucket, Region region, AwsCredentialsProvider credentials) {
        this.bucket = bucket;
        this.region = region;
        this.credentials = credentials;
    }

    /** AWS's address for that bucket. Its name must have no dots. */
    public static URI bucket(String name, Region region) {
        return URI.create("https://" + name + ".s3." + region.id() + "."
                + PartitionMetadata.of(region).dnsSuffix());
    }

    /**
     * The answer's body; empty if there is no such object.
     *
     * @param name the object's name; empty for the bucket itself
     * @throws StoreUnavailableException if it failed
     */
    Optional<byte[]> call(String method, String name, String query, byte @Nullable [] body) {
        return body(name, answer(method, name, query, body));
    }

    /** @throws StoreUnavailableException unless it is an answer to a call that was done, or that there is no such object */
    static Optional<byte[]> body(String name, OutgoingAnswer answer) {
        if (answer.status() / 100 == 2) {
            return Optional.of(answer.body());
        } else if (answer.status() == HttpURLConnection.HTTP_NOT_FOUND && !name.isEmpty()) {
            return Optional.empty();
        }
        throw new StoreUnavailableException("S3 answered " + answer.status());
    }

    /** The first answer that another try would not change. */
    OutgoingAnswer answer(String method, String name, String query, byte @Nullable [] body) {
        String reason = "it was busy";
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            if (attempt > 0) {
                pause(attempt);
            }
            try {
                OutgoingAnswer answer = once(method, name, query, body);
                if (!isRetryable(answer.status())) {
                    return answer;
                }
            } catch (NoAnswerException e) {
                reason = e.getMessage();
            }
        }
        throw new StoreUnavailableException("S3 failed: " + reason);
    }

    private OutgoingAnswer once(String method, String name, String query, byte @Nullable [] body)
            throws NoAnswerException {
        URI uri = URI.create(bucket + "/" + name + (query.isEmpty() ? "" : "?" + query));
        return new OutgoingRequest(uri, headers(method, uri, body), LONGEST_CALL, MOST_BYTES).send(method, body);
    }

    private static boolean isRetryable(int status) {
        return status / 100 == 5 || status == TOO_MANY;
    }

    private Map<String, String> headers(String method, URI uri, byte @Nullable [] body) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.fromValue(method))
                .uri(uri)
                .build();
        try {
            SignedRequest signed = signer.sign(sign -> sign.identity(credentials.resolveCredentials())
                    .request(request)
                    .payload(ContentStreamProvider.fromByteArray(body == null ? new byte[0] : body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region.id())
                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false));
            Map<String, String> headers = new TreeMap<>();
            signed.request().forEachHeader((name, values) -> headers.put(name, String.join(",", values)));
            if (headers.keySet().stream().noneMatch(HASH::equalsIgnoreCase)) {
                throw new StoreUnavailableException("S3 needs a hash of the body, and the signer gave none");
            }
            return headers;
        } catch (SdkException e) {
            throw new StoreUnavailableException("there are no AWS credentials to sign with", e);
        }
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(FIRST_PAUSE.toMillis() << attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted before trying again", e);
        }
    }
}
