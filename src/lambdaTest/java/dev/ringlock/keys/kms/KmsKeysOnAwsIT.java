package dev.ringlock.keys.kms;

import dev.ringlock.lambda.AwsEndpoint;
import dev.ringlock.lambda.AwsKeys;
import dev.ringlock.lambda.Clients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import software.amazon.awssdk.services.kms.KmsClient;

@Tag("aws")
class KmsKeysOnAwsIT extends KmsKeysContract {

    private KmsClient client;
    private String numberKey;
    private String macKey;

    @BeforeEach
    void makeKeys() {
        client = Clients.kms(AwsEndpoint.uri());
        numberKey = AwsKeys.number(client);
        macKey = AwsKeys.mac(client);
    }

    @Override
    protected KmsClient client() {
        return client;
    }

    @Override
    protected String numberKey() {
        return numberKey;
    }

    @Override
    protected String macKey() {
        return macKey;
    }

    @Override
    protected void disableNumberKey() {
        client.disableKey(request -> request.keyId(numberKey));
    }
}
