package dev.ringlock.store.s3;

import dev.ringlock.store.StoreUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);
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

    /** An answer of S3's. */
    private record S3Answer(int status, byte[] body) {

        boolean saysTryAgain() {
            return status / 100 == 5 || status == TOO_MANY;
        }
    }

    /**
     * What it answers; empty if it has no such thing.
     *
     * @param name the object's; empty for the bucket itself
     * @throws StoreUnavailableException if it did not do it
     */
    Optional<byte[]> call(String method, String name, String query, byte @Nullable [] body) {
        @Nullable IOException failed = null;
        for (int tried = 0; tried < MOST_TRIES; tried++) {
            if (tried > 0) {
                pause(tried);
            }
            try {
                S3Answer answer = once(method, name, query, body);
                if (answer.status() / 100 == 2) {
                    return Optional.of(answer.body());
                } else if (answer.status() == HttpURLConnection.HTTP_NOT_FOUND && !name.isEmpty()) {
                    return Optional.empty();
                } else if (!answer.saysTryAgain()) {
                    throw new StoreUnavailableException("S3 answered " + answer.status());
                }
            } catch (IOException e) {
                failed = e;
            }
        }
        // the kind only: it may name the address
        throw new StoreUnavailableException("S3 did not do it: "
                + (failed == null ? "too much to do" : failed.getClass().getSimpleName()));
    }

    private S3Answer once(String method, String name, String query, byte @Nullable [] body) throws IOException {
        URI uri = URI.create(bucket + "/" + name + (query.isEmpty() ? "" : "?" + query));
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout((int) LONGEST_CONNECT.toMillis());
        connection.setReadTimeout((int) LONGEST_WAIT.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod(method);
        headers(method, uri, body).forEach(connection::setRequestProperty);
        try {
            if (body != null) {
                connection.setDoOutput(true);
                connection.setFixedLengthStreamingMode(body.length);
                try (OutputStream out = connection.getOutputStream()) {
                    out.write(body);
                }
            }
            int status = connection.getResponseCode();
            try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                return new S3Answer(status, in == null ? new byte[0] : in.readAllBytes());
            }
        } catch (NullPointerException e) {
            // the JDK's class throws it where a time-out closes it under a read
            throw new IOException("closed", e);
        }
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
