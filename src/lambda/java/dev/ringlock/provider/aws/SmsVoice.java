package dev.ringlock.provider.aws;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * The API of AWS End User Messaging SMS. The SDK signs the requests. Its client for this service is not used: it would bring
 * hundreds of other operations along, and would send a message again by itself if an answer was lost.
 */
public final class SmsVoice {

    private static final String SERVICE = "PinpointSMSVoiceV2.";
    private static final String SIGNING_NAME = "sms-voice";

    private final URI endpoint;
    private final Region region;
    private final AwsCredentialsProvider credentials;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    public SmsVoice(URI endpoint, Region region, AwsCredentialsProvider credentials) {
        this.endpoint = endpoint;
        this.region = region;
        this.credentials = credentials;
    }

    /** AWS's endpoint in that region. */
    public static URI endpoint(Region region) {
        return URI.create("https://sms-voice." + region.id() + "."
                + PartitionMetadata.of(region).dnsSuffix());
    }

    URI endpoint() {
        return endpoint;
    }

    /**
     * The headers of a request, signed for now.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException if there are no credentials to sign with
     */
    Map<String, String> headers(String operation, byte[] body) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(endpoint)
                .putHeader("X-Amz-Target", SERVICE + operation)
                .putHeader("Content-Type", "application/x-amz-json-1.0")
                .build();
        SignedRequest signed = signer.sign(sign -> sign.identity(credentials.resolveCredentials())
                .request(request)
                .payload(ContentStreamProvider.fromByteArray(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SIGNING_NAME)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region.id()));
        Map<String, String> headers = new TreeMap<>();
        signed.request().forEachHeader((name, values) -> headers.put(name, String.join(",", values)));
        return headers;
    }
}
