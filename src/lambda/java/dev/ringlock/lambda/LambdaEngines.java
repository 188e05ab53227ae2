package dev.ringlock.lambda;

import dev.ringlock.functions.BuiltFunction;
import dev.ringlock.functions.Need;
import dev.ringlock.keys.Keys;
import dev.ringlock.keys.Signer;
import dev.ringlock.keys.kms.KmsKeys;
import dev.ringlock.keys.kms.KmsSigner;
import dev.ringlock.policy.Policy;
import dev.ringlock.policy.PolicyFile;
import dev.ringlock.policy.PolicyMistakesException;
import dev.ringlock.signin.MachineTokens;
import dev.ringlock.signin.ServedPurpose;
import dev.ringlock.signin.SignIn;
import dev.ringlock.signin.StaffTokens;
import dev.ringlock.signin.TokenCheck;
import dev.ringlock.store.SealedFiles;
import dev.ringlock.store.Store;
import dev.ringlock.store.dynamodb.DynamoDbStore;
import dev.ringlock.store.s3.S3Calls;
import dev.ringlock.store.s3.S3Files;
import dev.ringlock.terms.Purpose;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;

/** The engines of the functions on Lambda: the policy file beside them, KMS for the keys, DynamoDB for the store. */
@ApplicationScoped
class LambdaEngines {

    private static final String GROUPS = "cognito:groups";

    @Produces
    @Singleton
    Policy policy(LambdaSettings settings) {
        try {
            return PolicyFile.read(settings.policy());
        } catch (PolicyMistakesException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }

    /** A function does not get the name of a key that it may not use. It makes no request that would need it. */
    @Produces
    @Singleton
    Keys keys(
            LambdaSettings settings, KmsClient client, @ConfigProperty(name = "quarkus.funqy.export") String function) {
        boolean seals = Stream.of(
                        Need.SEAL,
                        Need.OPEN,
                        Need.SEAL_TEXTS,
                        Need.OPEN_TEXTS,
                        Need.SEAL_IMPORTS,
                        Need.OPEN_IMPORTS,
                        Need.SEAL_DATASETS,
                        Need.OPEN_DATASETS)
                .anyMatch(need -> needs(function, need));
        return new KmsKeys(
                client,
                seals ? key(settings.numberKey(), "RINGLOCK_NUMBER_KEY") : "",
                needs(function, Need.INDEX_KEY) ? key(settings.macKey(), "RINGLOCK_MAC_KEY") : "");
    }

    /** It is asked for nothing by a function that signs nothing. */
    @Produces
    @Singleton
    Signer signer(
            LambdaSettings settings, KmsClient client, @ConfigProperty(name = "quarkus.funqy.export") String function) {
        return new KmsSigner(
                client, needs(function, Need.SIGN) ? key(settings.signingKey(), "RINGLOCK_SIGNING_KEY") : "");
    }

    @Produces
    @Singleton
    Store store(LambdaSettings settings, DynamoDbClient client, Clock clock) {
        return new DynamoDbStore(client, settings.tablePrefix(), clock);
    }

    @Produces
    @Singleton
    StaffTokens staff(LambdaSettings settings, Policy policy, Clock clock) {
        Set<String> clients =
                required(settings.clients(), "RINGLOCK_CLIENTS", "it names the clients of staff's tokens");
        return new StaffTokens(
                new TokenCheck(issuer(settings), clients, clock),
                GROUPS,
                policy.purposes().keySet());
    }

    /** A deployment without clients for machines names none. Then no machine's token counts. */
    @Produces
    @Singleton
    MachineTokens machines(LambdaSettings settings, Clock clock) {
        return new MachineTokens(
                new TokenCheck(issuer(settings), settings.machines().orElse(Set.of()), clock));
    }

    /** The signup form needs no sign-in. Without these settings the console says that it is not set up. */
    @Produces
    @Singleton
    Supplier<SignIn> signIn(LambdaSettings settings) {
        if (settings.signIn().isEmpty() || settings.client().isEmpty()) {
            return SignIn::none;
        }
        try {
            SignIn atPool =
                    SignIn.cognito(settings.signIn().get(), settings.client().get());
            return () -> atPool;
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("RINGLOCK_SIGN_IN is " + e.getMessage());
        }
    }

    @Produces
    @Singleton
    ServedPurpose serving(LambdaSettings settings) {
        String purpose = required(settings.purpose(), "RINGLOCK_PURPOSE", "it names the purpose of this function");
        if (!Purpose.isId(purpose)) {
            throw new ConfigurationException("RINGLOCK_PURPOSE is not a purpose's id");
        }
        return new ServedPurpose(Optional.of(new Purpose(purpose)));
    }

    @Produces
    @Singleton
    @Named(SealedFiles.EXPORTS)
    SealedFiles exportFiles(LambdaSettings settings) {
        return files(required(settings.exports(), "RINGLOCK_EXPORTS", "it names the bucket of exports' files"));
    }

    @Produces
    @Singleton
    @Named(SealedFiles.IMPORTS)
    SealedFiles importFiles(LambdaSettings settings) {
        return files(required(settings.imports(), "RINGLOCK_IMPORTS", "it names the bucket of files to import"));
    }

    @Produces
    @Singleton
    @Named(SealedFiles.DATASETS)
    SealedFiles datasetFiles(LambdaSettings settings) {
        return files(required(settings.datasets(), "RINGLOCK_DATASETS", "it names the bucket of datasets' files"));
    }

    /** With the credentials and the region that Lambda sets, and the SDKs' variable for another endpoint. */
    private static SealedFiles files(String bucket) {
        Map<String, String> environment = System.getenv();
        Region region = Region.of(environment.getOrDefault("AWS_REGION", ""));
        String elsewhere = environment.get("AWS_ENDPOINT_URL_S3");
        URI uri = elsewhere == null ? S3Calls.bucket(bucket, region) : URI.create(elsewhere + "/" + bucket);
        return new S3Files(new S3Calls(uri, region, EnvironmentVariableCredentialsProvider.create()));
    }

    private static boolean needs(String function, Need need) {
        return BuiltFunction.named(function).filter(built -> built.needs(need)).isPresent();
    }

    private static String issuer(LambdaSettings settings) {
        return required(settings.issuer(), "RINGLOCK_ISSUER", "it names whose tokens count");
    }

    private static String key(Optional<String> setting, String name) {
        return required(setting, name, "it names a KMS key");
    }

    private static <T> T required(Optional<T> setting, String name, String meaning) {
        return setting.orElseThrow(() -> new ConfigurationException(name + " is not set: " + meaning));
    }
}
