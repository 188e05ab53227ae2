package dev.ringlock.lambda;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * The jar, end to end. In the gate the same tests run on DynamoDB Local, the engines run on moto, and so does the jar where a
 * test needs a pool of users.
 */
@Tag("aws")
@Tag("deep")
class FunctionsOnAwsIT extends FunctionsContract {

    private AwsLike aws;

    @BeforeEach
    void makeKeys() {
        URI endpoint = AwsEndpoint.uri();
        KmsClient client = Clients.kms(endpoint);
        aws = new AwsLike(endpoint, endpoint, AwsKeys.number(client), AwsKeys.mac(client), AwsKeys.signing(client));
    }

    @Override
    protected Path zip() {
        return Path.of("target/lambda/function.zip");
    }

    @Override
    protected AwsLike aws() {
        return aws;
    }
}
