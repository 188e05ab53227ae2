package dev.ringlock.keys.kms;

import dev.ringlock.lambda.AwsEndpoint;
import dev.ringlock.lambda.AwsKeys;
import dev.ringlock.lambda.Clients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import software.amazon.awssdk.services.kms.KmsClient;

@Tag("aws")
@Tag("beyond-moto") // its signatures of a digest do not verify
class KmsSignerOnAwsIT extends KmsSignerContract {

    private KmsClient client;
    private String key;

    @BeforeEach
    void makeKey() {
        client = Clients.kms(AwsEndpoint.uri());
        key = AwsKeys.signing(client);
    }

    @Override
    protected KmsClient client() {
        return client;
    }

    @Override
    protected String signingKey() {
        return key;
    }
}
