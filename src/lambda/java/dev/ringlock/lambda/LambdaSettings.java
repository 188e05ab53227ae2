package dev.ringlock.lambda;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** What a deployment sets; each is an environment variable, {@code RINGLOCK_} and its name. */
@ConfigMapping(prefix = "ringlock")
public interface LambdaSettings {

    /** The policy file; {@code function.zip} has it beside the code. */
    @WithDefault("${LAMBDA_TASK_ROOT:.}/policy.yaml")
    Path policy();

    /** What the tables' names begin with. */
    @WithDefault("ringlock-")
    String tablePrefix();

    /** The KMS key that wraps data keys: id, ARN or alias. Only functions that seal or open need it. */
    Optional<String> numberKey();

    /** The KMS key that makes the index keys: id, ARN or alias. Only functions that are given numbers need it. */
    Optional<String> macKey();

    /**
     * The Secrets Manager secret that holds the message providers' settings: name or ARN. Functions that take webhooks need it,
     * and those that send through a provider who asks for credentials.
     */
    Optional<String> providersSecret();

    /** Where people reach this deployment, without a slash at the end. Only functions that make or take links need it. */
    Optional<String> publicUrl();

    /** Whose tokens count: the user pool's {@code iss}. Only functions for staff and for machines need it. */
    Optional<String> issuer();

    /**
     * The clients that those tokens have to be made for, with commas between. Functions for staff need them. Functions for
     * machines take no token without them.
     */
    Optional<Set<String>> clients();

    /** Where people sign in to the console: the origin of the user pool's managed login. Only the pages need it. */
    Optional<String> signIn();

    /** As which client of the user pool the console asks. Only the pages need it. */
    Optional<String> client();

    /** Whose function this is. Only functions that are deployed once for each purpose need it. */
    Optional<String> purpose();

    /** The bucket of exports' files. Only functions that write or hand out exports need it. */
    Optional<String> exports();

    /** The address that knows which numbers were given up. Only the function that looks at numbers needs it. */
    Optional<String> reassigned();
}
