package dev.ringlock.lambda;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.kms.KmsClient;

/** The jar of {@code package -Dlambda}, end to end. */
class FunctionsOnAwsIT extends FunctionsContract {

    private String numberKey;
    private String macKey;

    @BeforeEach
    void makeKeys() {
        KmsClient client = Clients.kms(AwsEndpoint.uri());
        numberKey = AwsKeys.number(client);
        macKey = AwsKeys.mac(client);
    }

    @Override
    protected Path zip() {
        return Path.of("target/lambda/function.zip");
    }

    @Override
    protected URI dynamoDb() {
        return AwsEndpoint.uri();
    }

    @Override
    protected URI kms() {
        return AwsEndpoint.uri();
    }

    @Override
    protected String numberKey() {
        return numberKey;
    }

    @Override
    protected String macKey() {
        return macKey;
    }
}
