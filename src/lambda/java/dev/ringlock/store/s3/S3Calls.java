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
 * Calls of S3, signed by the SDK. Its client for this service is not used, because it would bring far more code along than
 * four calls are worth. Each of them may be made again, and is, where no answer came or S3 had too much to do.
 */
public final class S3Calls {

    private static final int MOST_TRIES = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(8);
    /** Far above the largest part of an export. */
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private static final int TOO_MANY = 429;

    /** The bytes that are sent are part of what is signed; S3's paths are signed as they are. */
    private static final String HASH = "x-amz-content-sha256";

    private final URI bucket;
    private final Region region;
    private final AwsCredentialsProvider credentials;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    /** @param bucket where it answers, with no slash at the end */
    public S3Calls(URI bucket, Region region, AwsCredentialsProvider credentials) {
        this.bucket = bucket;
        this.region = region;
        this.credentials = credentials;
    }

    /** Where AWS answers for that bucket, whose name has no dots in it. */
    public static URI bucket(String name, Region region) {
        return URI.create("https://" + name + ".s3." + region.id() + "."
                + PartitionMetadata.of(region).dnsSuffix());
    }

    /**
     * What it answers; empty if it has no such thing.
     *
     * @param name the object's; empty for the bucket itself
     * @throws StoreUnavailableException if it did not do it
     */
    Optional<byte[]> call(String method, String name, String query, byte @Nullable [] body) {
        String failed = "too much to do";
        for (int tried = 0; tried < MOST_TRIES; tried++) {
            if (tried > 0) {
                pause(tried);
            }
            try {
                OutgoingAnswer answer = once(method, name, query, body);
                if (answer.status() / 100 == 2) {
                    return Optional.of(answer.body());
                } else if (answer.status() == HttpURLConnection.HTTP_NOT_FOUND && !name.isEmpty()) {
                    return Optional.empty();
                } else if (!saysTryAgain(answer.status())) {
                    throw new StoreUnavailableException("S3 answered " + answer.status());
                }
            } catch (NoAnswerException e) {
                failed = e.getMessage();
            }
        }
        throw new StoreUnavailableException("S3 did not do it: " + failed);
    }

    private OutgoingAnswer once(String method, String name, String query, byte @Nullable [] body)
            throws NoAnswerException {
        URI uri = URI.create(bucket + "/" + name + (query.isEmpty() ? "" : "?" + query));
        return new OutgoingRequest(uri, headers(method, uri, body), LONGEST_CALL, MOST_BYTES).send(method, body);
    }

    private static boolean saysTryAgain(int status) {
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
                throw new StoreUnavailableException("S3 wants the hash of what it is sent, and the signer gave none");
            }
            return headers;
        } catch (SdkException e) {
            throw new StoreUnavailableException("there are no AWS credentials to sign with", e);
        }
    }

    private static void pause(int tried) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(FIRST_PAUSE.toMillis() << tried));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted before trying again", e);
        }
    }
}
