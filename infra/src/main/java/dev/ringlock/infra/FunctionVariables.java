package dev.ringlock.infra;

import dev.ringlock.functions.CallerKind;
import dev.ringlock.functions.Need;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The environment variables of a function. */
final class FunctionVariables {

    private final DeploymentSettings settings;
    private final UserPool staff;

    FunctionVariables(DeploymentSettings settings, UserPool staff) {
        this.settings = settings;
        this.staff = staff;
    }

    Map<String, String> of(DeployedFunction function, LambdaFunctions.Surroundings around, Permissions permissions) {
        Map<String, String> environment = environment(function, around.keys());
        if (function.may(Grant.Secrets.class)) {
            environment.put("RINGLOCK_PROVIDERS_SECRET", permissions.secret(function));
        }
        if (function.needs(Need.PUBLIC_ADDRESS)) {
            environment.put("RINGLOCK_PUBLIC_URL", around.address());
        }
        around.buckets().forEach((bucket, made) -> {
            if (function.mayUse(bucket)) {
                environment.put(bucket.variable(), made.getBucketName());
            }
        });
        environment.putAll(tokens(function));
        if (function.needs(Need.SIGN_IN) && staff.hasConsole()) {
            environment.put("RINGLOCK_SIGN_IN", staff.signIn());
            environment.put("RINGLOCK_CLIENT", staff.console());
        }
        if (function.needs(Need.REASSIGNED) && !settings.reassigned().isEmpty()) {
            environment.put("RINGLOCK_REASSIGNED", settings.reassigned());
        }
        return environment;
    }

    /** The tokens that count: people's are the console's alone, and machines' are of those that have the scope. */
    private Map<String, String> tokens(DeployedFunction function) {
        Map<String, String> environment = new LinkedHashMap<>();
        if (function.isCalledBy(CallerKind.STAFF)) {
            environment.put("RINGLOCK_ISSUER", staff.issuer());
            environment.put("RINGLOCK_CLIENTS", staff.console());
        }
        if (function.isCalledBy(CallerKind.MACHINES)) {
            environment.put("RINGLOCK_ISSUER", staff.issuer());
            List<String> machines = staff.machines(function.routes());
            if (!machines.isEmpty()) {
                environment.put("RINGLOCK_MACHINES", String.join(",", machines));
            }
        }
        return environment;
    }

    /** A function is told of no key that it may not use. */
    private Map<String, String> environment(DeployedFunction function, EncryptionKeys keys) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("QUARKUS_FUNQY_EXPORT", function.function());
        environment.put("RINGLOCK_TABLE_PREFIX", settings.prefix());
        if (function.purpose() != null) {
            environment.put("RINGLOCK_PURPOSE", function.purpose());
        }
        if (function.may(Grant.Seal.class) || function.may(Grant.SealFor.class) || function.may(Grant.Open.class)) {
            environment.put("RINGLOCK_NUMBER_KEY", keys.numberKeyArn());
        }
        if (function.may(Grant.IndexKey.class)) {
            environment.put("RINGLOCK_MAC_KEY", keys.macKeyArn());
        }
        if (function.may(Grant.Sign.class)) {
            environment.put("RINGLOCK_SIGNING_KEY", keys.signingKeyArn());
        }
        return environment;
    }
}
