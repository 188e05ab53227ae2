package dev.ringlock.lambda;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The AWS SDK's clients for an endpoint of the tests, which takes any credentials. */
public final class Clients {

    /** DynamoDB Local takes letters and digits only. */
    public static final String ACCESS_KEY = "ringlocktest";

    public static final Region REGION = Region.EU_CENTRAL_1;

    private static final Duration LONGEST_SETUP = Duration.ofMinutes(2);

    /** As in what is packaged. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(4);

    private Clients() {}

    public static AwsCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, "secret"));
    }

    public static KmsClient kms(URI endpoint, ExecutionInterceptor... interceptors) {
        return configured(
                        KmsClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()),
                        endpoint,
                        interceptors)
                .build();
    }

    public static DynamoDbClient dynamoDb(URI endpoint, ExecutionInterceptor... interceptors) {
        return configured(
                        DynamoDbClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()),
                        endpoint,
                        interceptors)
                .build();
    }

    /** Waits for an answer as long as it takes. */
    public static DynamoDbClient patientDynamoDb(URI endpoint) {
        return DynamoDbClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(LONGEST_SETUP))
                .endpointOverride(endpoint)
                .region(REGION)
                .credentialsProvider(credentials())
                .build();
    }

    public static SecretsManagerClient secretsManager(URI endpoint, ExecutionInterceptor... interceptors) {
        return configured(
                        SecretsManagerClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()),
                        endpoint,
                        interceptors)
                .build();
    }

    private static <B extends AwsClientBuilder<B, ?>> B configured(
            B builder, URI endpoint, ExecutionInterceptor... interceptors) {
        return builder.endpointOverride(endpoint)
                .region(REGION)
                .credentialsProvider(credentials())
                .overrideConfiguration(override -> {
                    override.apiCallTimeout(LONGEST_CALL);
                    for (ExecutionInterceptor interceptor : interceptors) {
                        override.addExecutionInterceptor(interceptor);
                    }
                });
    }
}
