package dev.ringlock.lambda;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** A deployment's settings. Each is an environment variable: {@code RINGLOCK_} and its name. */
@ConfigMapping(prefix = "ringlock")
public interface LambdaSettings {

    /** The policy file. {@code function.zip} has it beside the code. */
    @WithDefault("${LAMBDA_TASK_ROOT:.}/policy.yaml")
    Path policy();

    /** The beginning of the tables' names. */
    @WithDefault("ringlock-")
    String tablePrefix();

    /** The KMS key that wraps data keys: id, ARN or alias. Only functions that seal or open need it. */
    Optional<String> numberKey();

    /** The KMS key that makes the index keys: id, ARN or alias. Only functions that receive numbers need it. */
    Optional<String> macKey();

    /** The KMS key that signs receipts: id or ARN. Only functions that sign need it. */
    Optional<String> signingKey();

    /**
     * The Secrets Manager secret that holds the message providers' settings: name or ARN. Functions that receive
     * webhooks need it. So do functions that send through a provider with credentials.
     */
    Optional<String> providersSecret();

    /**
     * The public address of this deployment, without a slash at the end. Only functions that make or read links need
     * it.
     */
    Optional<String> publicUrl();

    /** The issuer of tokens: the user pool's {@code iss}. Only functions for staff and for machines need it. */
    Optional<String> issuer();

    /** The clients that people's tokens may be made for, with commas between. Only functions for staff need them. */
    Optional<Set<String>> clients();

    /** The same for machines' tokens. Without them, functions for machines accept no token. */
    Optional<Set<String>> machines();

    /** The sign-in page of the console: the origin of the user pool's managed login. Only {@code pages} needs it. */
    Optional<String> signIn();

    /** The console's client id in the user pool. Only {@code pages} needs it. */
    Optional<String> client();

    /** The purpose of this function. Only functions that are deployed once for each purpose need it. */
    Optional<String> purpose();

    /** The bucket of exports' files. Only functions that write or deliver exports need it. */
    Optional<String> exports();

    /** The bucket of files to import. Only functions that take or read them need it. */
    Optional<String> imports();

    /** The bucket of datasets' files. Only functions that make or deliver datasets need it. */
    Optional<String> datasets();

    /** The address that knows which numbers were disconnected. Only {@code purge} needs it. */
    Optional<String> reassigned();
}
