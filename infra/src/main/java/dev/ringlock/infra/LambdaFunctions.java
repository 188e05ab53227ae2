package dev.ringlock.infra;

import dev.ringlock.functions.CallerKind;
import dev.ringlock.functions.Need;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.sqs.Queue;

/** A Lambda function for each door: its role, its log, and a queue for what could not be done if nobody waits for an answer. */
final class LambdaFunctions {

    /** @param deadLetters null where somebody waits for the answer and tries again */
    record Deployed(Function function, @Nullable Queue deadLetters) {}

    private static final int MEGABYTES = 512;
    private static final int LONGEST_CALL_SECONDS = 20;
    private static final int LONGEST_STEP_MINUTES = 3;

    private final Stack stack;
    private final DeploymentSettings settings;
    private final UserPool staff;

    LambdaFunctions(Stack stack, DeploymentSettings settings, UserPool staff) {
        this.stack = stack;
        this.settings = settings;
        this.staff = staff;
    }

    /** Roles first: keys name them in their policies, and roles' policies name the keys. */
    Map<DeployedFunction, Role> roles(List<DeployedFunction> doors) {
        Map<DeployedFunction, Role> roles = new LinkedHashMap<>();
        for (DeployedFunction door : doors) {
            roles.put(
                    door,
                    Role.Builder.create(stack, door.id() + "Role")
                            .description("Ringlock's function " + door.name())
                            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                            .build());
        }
        return roles;
    }

    /**
     * What functions are told of, and made from.
     *
     * @param address where people reach the deployment
     * @param exports the bucket of exports' files
     */
    record Surroundings(EncryptionKeys keys, String address, String exports, Code code) {}

    Map<DeployedFunction, Deployed> deploy(
            Map<DeployedFunction, Role> roles, Permissions permissions, Surroundings around) {
        Map<DeployedFunction, Deployed> deployed = new LinkedHashMap<>();
        roles.forEach((door, role) -> {
            door.may().forEach(grant -> role.addToPolicy(permissions.statement(door, grant)));
            Map<String, String> environment = environment(door, around.keys());
            if (door.may(Grant.Secrets.class)) {
                environment.put("RINGLOCK_PROVIDERS_SECRET", permissions.secret(door));
            }
            if (door.needs(Need.PUBLIC_ADDRESS)) {
                environment.put("RINGLOCK_PUBLIC_URL", around.address());
            }
            if (door.may(Grant.Files.class)) {
                environment.put("RINGLOCK_EXPORTS", around.exports());
            }
            environment.putAll(tokens(door));
            if (door.needs(Need.SIGN_IN) && staff.hasConsole()) {
                environment.put("RINGLOCK_SIGN_IN", staff.signIn());
                environment.put("RINGLOCK_CLIENT", staff.console());
            }
            if (door.needs(Need.REASSIGNED) && !settings.reassigned().isEmpty()) {
                environment.put("RINGLOCK_REASSIGNED", settings.reassigned());
            }
            deployed.put(door, deploy(door, role, environment, around.code()));
        });
        return deployed;
    }

    /** Whose tokens count: people's are the console's alone. A pool without a client of a machine names none. */
    private Map<String, String> tokens(DeployedFunction door) {
        Map<String, String> environment = new LinkedHashMap<>();
        if (door.isCalledBy(CallerKind.STAFF)) {
            environment.put("RINGLOCK_ISSUER", staff.issuer());
            environment.put("RINGLOCK_CLIENTS", staff.console());
        } else if (door.isCalledBy(CallerKind.MACHINES)) {
            environment.put("RINGLOCK_ISSUER", staff.issuer());
            if (!staff.machines().isEmpty()) {
                environment.put("RINGLOCK_CLIENTS", String.join(",", staff.machines()));
            }
        }
        return environment;
    }

    private Deployed deploy(DeployedFunction door, Role role, Map<String, String> environment, Code code) {
        String name = settings.prefix() + door.name();
        LogGroup log = LogGroup.Builder.create(stack, door.id() + "Log")
                .logGroupName("/aws/lambda/" + name)
                .retention(retention(settings.logDays()))
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("logs:CreateLogStream", "logs:PutLogEvents"))
                .resources(List.of(log.getLogGroupArn()))
                .build());
        Queue deadLetters =
                door.startedAsynchronously() ? Queues.forDeadLetters(stack, door.id() + "DeadLetters") : null;
        Function.Builder function = Function.Builder.create(stack, door.id() + "Function")
                .functionName(name)
                .runtime(Runtime.PROVIDED_AL2023)
                .architecture(settings.arm64() ? Architecture.ARM_64 : Architecture.X86_64)
                // the runtime of an executable reads none, but Lambda wants one
                .handler("bootstrap")
                .code(code)
                .role(role)
                .memorySize(MEGABYTES)
                .timeout(
                        door.routes().isEmpty()
                                ? Duration.minutes(LONGEST_STEP_MINUTES)
                                : Duration.seconds(LONGEST_CALL_SECONDS))
                .tracing(Tracing.ACTIVE)
                .logGroup(log)
                .environment(environment);
        if (deadLetters != null) {
            function.deadLetterQueue(deadLetters);
        }
        if (settings.concurrency().containsKey(door.name())) {
            function.reservedConcurrentExecutions(settings.concurrency().get(door.name()));
        }
        return new Deployed(function.build(), deadLetters);
    }

    /** A function is told of no key that it may not use. */
    private Map<String, String> environment(DeployedFunction door, EncryptionKeys keys) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("QUARKUS_FUNQY_EXPORT", door.function());
        environment.put("RINGLOCK_TABLE_PREFIX", settings.prefix());
        if (door.purpose() != null) {
            environment.put("RINGLOCK_PURPOSE", door.purpose());
        }
        if (door.may(Grant.Seal.class) || door.may(Grant.Open.class)) {
            environment.put("RINGLOCK_NUMBER_KEY", keys.numberKeyArn());
        }
        if (door.may(Grant.IndexKey.class)) {
            environment.put("RINGLOCK_MAC_KEY", keys.macKeyArn());
        }
        return environment;
    }

    static RetentionDays retention(int days) {
        return Objects.requireNonNull(Map.ofEntries(
                        Map.entry(1, RetentionDays.ONE_DAY),
                        Map.entry(3, RetentionDays.THREE_DAYS),
                        Map.entry(5, RetentionDays.FIVE_DAYS),
                        Map.entry(7, RetentionDays.ONE_WEEK),
                        Map.entry(14, RetentionDays.TWO_WEEKS),
                        Map.entry(30, RetentionDays.ONE_MONTH),
                        Map.entry(60, RetentionDays.TWO_MONTHS),
                        Map.entry(90, RetentionDays.THREE_MONTHS),
                        Map.entry(120, RetentionDays.FOUR_MONTHS),
                        Map.entry(150, RetentionDays.FIVE_MONTHS),
                        Map.entry(180, RetentionDays.SIX_MONTHS),
                        Map.entry(365, RetentionDays.ONE_YEAR))
                .get(days));
    }
}
