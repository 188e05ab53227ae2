package dev.ringlock.lambda;

import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** Fresh keys at the endpoint, as a deployment makes them. */
public final class AwsKeys {

    private AwsKeys() {}

    /** A key that wraps data keys. */
    public static String number(KmsClient client) {
        return client.createKey(request -> request.keySpec(KeySpec.SYMMETRIC_DEFAULT))
                .keyMetadata()
                .keyId();
    }

    /** A key that makes MACs. */
    public static String mac(KmsClient client) {
        return client.createKey(request -> request.keySpec(KeySpec.HMAC_256).keyUsage(KeyUsageType.GENERATE_VERIFY_MAC))
                .keyMetadata()
                .keyId();
    }

    /** A key that signs. */
    public static String signing(KmsClient client) {
        return client.createKey(
                        request -> request.keySpec(KeySpec.ECC_NIST_P256).keyUsage(KeyUsageType.SIGN_VERIFY))
                .keyMetadata()
                .keyId();
    }
}
