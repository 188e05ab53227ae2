package dev.ringlock.infra;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.stepfunctions.CfnStateMachine;

/**
 * The machines that entries of the ledger start: the ledger says that work was asked for, and a state machine has a function
 * do it step by step. One machine serves all purposes, because it reads nothing: the function that it calls knows no other
 * purpose than its own.
 */
final class LedgerMachines {

    private static final int RETRIES = 10;
    private static final int RETRIED_SECONDS = 3600;

    private final Stack stack;
    private final DeploymentSettings settings;
    private final Map<DeployedFunction, LambdaFunctions.Deployed> deployed;
    private final String ledger;
    private final Queue notStarted;

    /** @param ledger the ARN of the table; entries of no other ledger start anything */
    LedgerMachines(
            Stack stack,
            DeploymentSettings settings,
            Map<DeployedFunction, LambdaFunctions.Deployed> deployed,
            String ledger) {
        this.stack = stack;
        this.settings = settings;
        this.deployed = deployed;
        this.ledger = ledger;
        this.notStarted = Queues.forDeadLetters(stack, "WorkNotStarted");
    }

    /** A machine for each kind of work. */
    Map<LedgerWork, CfnStateMachine> all() {
        Map<LedgerWork, CfnStateMachine> machines = new EnumMap<>(LedgerWork.class);
        List<String> rules = new ArrayList<>();
        for (LedgerWork work : LedgerWork.values()) {
            CfnStateMachine machine = machine(work);
            StackOutput.tell(stack, work.id() + "Runs", "The state machine that " + work.does(), machine.getRef());
            machines.put(work, machine);
            rules.add(startedByTheLedger(work, machine).getAttrArn());
        }
        notStarted.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("events.amazonaws.com")))
                .actions(List.of("sqs:SendMessage"))
                .resources(List.of(notStarted.getQueueArn()))
                .conditions(Map.of("ArnEquals", Map.of("aws:SourceArn", rules)))
                .build());
        return machines;
    }

    /** The queue of work that could not be started. Each message names its rule. */
    Queue notStarted() {
        return notStarted;
    }

    private CfnStateMachine machine(LedgerWork work) {
        List<String> functions = deployed.entrySet().stream()
                .filter(entry -> entry.getKey().startedBy(work.asked()))
                .collect(Collectors.toMap(
                        entry -> entry.getKey().name(),
                        entry -> entry.getValue().function().getFunctionArn(),
                        (one, other) -> one,
                        TreeMap::new))
                .values()
                .stream()
                .toList();
        PolicyStatement invoke = PolicyStatement.Builder.create()
                .actions(List.of("lambda:InvokeFunction"))
                .resources(functions)
                .build();
        return CfnStateMachine.Builder.create(stack, work.id() + "Run")
                .stateMachineName(settings.prefix() + work.function())
                .stateMachineType("STANDARD")
                .roleArn(StepMachines.role(stack, work.id() + "sRunRole", "states.amazonaws.com", invoke))
                .definition(
                        Map.of("StartAt", "Step", "States", new LedgerWorkStates(stack, settings.prefix(), work).all()))
                .build();
    }

    private CfnRule startedByTheLedger(LedgerWork work, CfnStateMachine machine) {
        return CfnRule.Builder.create(stack, work.id() + "Asked")
                .description(work.id() + "s that were asked for, as the ledger tells")
                .eventPattern(new TreeMap<>(Map.of(
                        "source",
                        List.of("ringlock"),
                        "detail-type",
                        List.of(work.asked()),
                        "resources",
                        List.of(ledger))))
                .targets(List.of(CfnRule.TargetProperty.builder()
                        .id("run")
                        .arn(machine.getRef())
                        .roleArn(StepMachines.role(
                                stack,
                                work.id() + "sAskedRole",
                                "events.amazonaws.com",
                                StepMachines.allow("states:StartExecution", machine.getRef())))
                        .inputTransformer(CfnRule.InputTransformerProperty.builder()
                                .inputPathsMap(new TreeMap<>(work.input()))
                                .inputTemplate(work.input().keySet().stream()
                                        .sorted()
                                        .map(field -> "\"" + field + "\":<" + field + ">")
                                        .collect(Collectors.joining(",", "{", "}")))
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
    }
}
