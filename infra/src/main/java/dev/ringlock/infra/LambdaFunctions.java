package dev.ringlock.infra;

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
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.sqs.Queue;

/** A Lambda function for each function: its role, its log, and a queue for what could not be done if nobody waits for an answer. */
final class LambdaFunctions {

    /** @param deadLetters null where somebody waits for the answer and tries again */
    record Deployed(Function function, @Nullable Queue deadLetters) {}

    private static final int MEGABYTES = 512;
    /** Memory is also the share of a processor, and an import reads numbers all the time. */
    private static final int MEGABYTES_OF_IMPORTS = 1_024;
    /** The guard looks at all rows of a dataset at once. */
    private static final int MEGABYTES_OF_DATASETS = 2_048;

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
    Map<DeployedFunction, Role> roles(List<DeployedFunction> functions) {
        Map<DeployedFunction, Role> roles = new LinkedHashMap<>();
        for (DeployedFunction function : functions) {
            roles.put(
                    function,
                    Role.Builder.create(stack, function.id() + "Role")
                            .description("Ringlock's function " + function.name())
                            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                            .build());
        }
        return roles;
    }

    /**
     * The things that functions are told of, and made from.
     *
     * @param address where people reach the deployment
     */
    record Surroundings(EncryptionKeys keys, String address, Map<SealedBucket, Bucket> buckets, Code code) {}

    Map<DeployedFunction, Deployed> deploy(
            Map<DeployedFunction, Role> roles, Permissions permissions, Surroundings around) {
        FunctionVariables variables = new FunctionVariables(settings, staff);
        Map<DeployedFunction, Deployed> deployed = new LinkedHashMap<>();
        roles.forEach((function, role) -> {
            function.may()
                    .forEach(grant -> permissions.statements(function, grant).forEach(role::addToPolicy));
            Map<String, String> environment = variables.of(function, around, permissions);
            deployed.put(function, deploy(function, role, environment, around.code()));
        });
        return deployed;
    }

    private Deployed deploy(DeployedFunction function, Role role, Map<String, String> environment, Code code) {
        String name = settings.prefix() + function.name();
        LogGroup log = LogGroup.Builder.create(stack, function.id() + "Log")
                .logGroupName("/aws/lambda/" + name)
                .retention(retention(settings.logDays()))
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("logs:CreateLogStream", "logs:PutLogEvents"))
                .resources(List.of(log.getLogGroupArn()))
                .build());
        Queue deadLetters =
                function.startedAsynchronously() ? Queues.forDeadLetters(stack, function.id() + "DeadLetters") : null;
        Function.Builder lambda = Function.Builder.create(stack, function.id() + "Function")
                .functionName(name)
                .runtime(Runtime.PROVIDED_AL2023)
                .architecture(settings.arm64() ? Architecture.ARM_64 : Architecture.X86_64)
                // the runtime of an executable reads none, but Lambda wants one
                .handler("bootstrap")
                .code(code)
                .role(role)
                .memorySize(megabytes(function))
                .timeout(
                        function.routes().isEmpty()
                                ? Duration.minutes(LONGEST_STEP_MINUTES)
                                : Duration.seconds(LONGEST_CALL_SECONDS))
                .tracing(Tracing.ACTIVE)
                .logGroup(log)
                .environment(environment);
        if (deadLetters != null) {
            lambda.deadLetterQueue(deadLetters);
        }
        if (settings.concurrency().containsKey(function.name())) {
            lambda.reservedConcurrentExecutions(settings.concurrency().get(function.name()));
        }
        return new Deployed(lambda.build(), deadLetters);
    }

    private static int megabytes(DeployedFunction function) {
        if (function.startedBy(LedgerWork.DATASET.asked())) {
            return MEGABYTES_OF_DATASETS;
        }
        return function.startedBy(LedgerWork.IMPORT.asked()) ? MEGABYTES_OF_IMPORTS : MEGABYTES;
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
