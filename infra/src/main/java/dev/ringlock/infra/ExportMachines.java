package dev.ringlock.infra;

import dev.ringlock.functions.Trigger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.stepfunctions.CfnStateMachine;

/**
 * How exports are written: the ledger says that one was asked for, a state machine has the purpose's function write it step by
 * step, and delete its files when it is over. One machine serves all purposes, because it reads nothing: the function that it
 * calls knows no other purpose than its own.
 */
final class ExportMachines {

    static final String ASKED = Trigger.LedgerEvent.EXPORT_ASKED;

    /** An export is there for a day; longer than that, no step is worth trying. */
    private static final int LONGEST_RUN_SECONDS = 2 * 24 * 3600;

    private static final int RETRIES = 10;
    private static final int RETRIED_SECONDS = 3600;

    private final Stack stack;
    private final DeploymentSettings settings;
    private final Map<DeployedFunction, LambdaFunctions.Deployed> writing =
            new TreeMap<>((a, b) -> a.name().compareTo(b.name()));

    private ExportMachines(
            Stack stack, DeploymentSettings settings, Map<DeployedFunction, LambdaFunctions.Deployed> deployed) {
        this.stack = stack;
        this.settings = settings;
        deployed.forEach((function, lambda) -> {
            if (function.startedBy(ASKED)) {
                writing.put(function, lambda);
            }
        });
    }

    /** The bucket of exports' files. They are sealed, live for a day, and are copied nowhere. */
    static Bucket bucket(Stack stack) {
        Bucket bucket = Bucket.Builder.create(stack, "Exports")
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                .encryption(BucketEncryption.S3_MANAGED)
                .enforceSsl(true)
                .minimumTlsVersion(1.2)
                .lifecycleRules(List.of(LifecycleRule.builder()
                        .expiration(Duration.days(1))
                        .abortIncompleteMultipartUploadAfter(Duration.days(1))
                        .build()))
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        StackOutput.tell(stack, "ExportsBucket", "The bucket of exports' files", bucket.getBucketName());
        return bucket;
    }

    static StepMachines.Run of(
            Stack stack,
            DeploymentSettings settings,
            Map<DeployedFunction, LambdaFunctions.Deployed> deployed,
            String ledger) {
        ExportMachines runs = new ExportMachines(stack, settings, deployed);
        CfnStateMachine machine = runs.machine();
        StackOutput.tell(stack, "ExportRuns", "The state machine that writes exports", machine.getRef());
        return new StepMachines.Run(machine, runs.startedByTheLedger(machine, ledger));
    }

    private CfnStateMachine machine() {
        List<String> functions = writing.values().stream()
                .map(deployed -> deployed.function().getFunctionArn())
                .toList();
        PolicyStatement invoke = PolicyStatement.Builder.create()
                .actions(List.of("lambda:InvokeFunction"))
                .resources(functions)
                .build();
        return CfnStateMachine.Builder.create(stack, "ExportRun")
                .stateMachineName(settings.prefix() + "export")
                .stateMachineType("STANDARD")
                .roleArn(StepMachines.role(stack, "ExportsRunRole", "states.amazonaws.com", invoke))
                .definition(Map.of(
                        "StartAt",
                        "Step",
                        "TimeoutSeconds",
                        LONGEST_RUN_SECONDS,
                        "States",
                        new ExportStates(stack, settings.prefix()).all()))
                .build();
    }

    /** The queue of exports that could not be started; only those of this ledger are. */
    private Queue startedByTheLedger(CfnStateMachine machine, String ledger) {
        Queue notStarted = Queues.forDeadLetters(stack, "ExportNotStarted");
        CfnRule rule = CfnRule.Builder.create(stack, "ExportAsked")
                .description("Exports that were asked for, as the ledger tells")
                .eventPattern(new TreeMap<>(Map.of(
                        "source", List.of("ringlock"), "detail-type", List.of(ASKED), "resources", List.of(ledger))))
                .targets(List.of(CfnRule.TargetProperty.builder()
                        .id("run")
                        .arn(machine.getRef())
                        .roleArn(StepMachines.role(
                                stack,
                                "ExportsAskedRole",
                                "events.amazonaws.com",
                                StepMachines.allow("states:StartExecution", machine.getRef())))
                        .inputTransformer(CfnRule.InputTransformerProperty.builder()
                                .inputPathsMap(new TreeMap<>(Map.of(
                                        "exportId", "$.detail.fields.export.S",
                                        "purpose", "$.detail.fields.purpose.S")))
                                .inputTemplate("{\"exportId\":<exportId>,\"purpose\":<purpose>}")
                                .build())
                        .retryPolicy(CfnRule.RetryPolicyProperty.builder()
                                .maximumRetryAttempts(RETRIES)
                                .maximumEventAgeInSeconds(RETRIED_SECONDS)
                                .build())
                        .deadLetterConfig(CfnRule.DeadLetterConfigProperty.builder()
                                .arn(notStarted.getQueueArn())
                                .build())
                        .build()))
                .build();
        notStarted.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("events.amazonaws.com")))
                .actions(List.of("sqs:SendMessage"))
                .resources(List.of(notStarted.getQueueArn()))
                .conditions(Map.of("ArnEquals", Map.of("aws:SourceArn", rule.getAttrArn())))
                .build());
        return notStarted;
    }
}
