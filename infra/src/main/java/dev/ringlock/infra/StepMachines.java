package dev.ringlock.infra;

import dev.ringlock.functions.Trigger;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.stepfunctions.CfnStateMachine;

/**
 * The machines that the clock starts: a function does a run step by step. A state machine hands each step's answer on to the next
 * until one says that it is done.
 */
final class StepMachines {

    /** @param notStarted runs that the clock could not start */
    record Run(CfnStateMachine machine, Queue notStarted) {}

    /** As long as a step may take and Lambda to say so. */
    static final int LONGEST_STEP_SECONDS = 200;
    /** Far below the 25,000 events that an execution may have: a step makes seven. */
    private static final int LONGEST_RUN_SECONDS = 24 * 3600;

    /** Whatever went wrong: a step may be done again, and twice at once. */
    static final Map<String, Object> TRIED_AGAIN = Map.of(
            "ErrorEquals", List.of("States.ALL"),
            "IntervalSeconds", 5,
            "BackoffRate", 2,
            "MaxDelaySeconds", 300,
            "MaxAttempts", 8,
            "JitterStrategy", "FULL");

    private static final int RETRIES = 3;
    private static final int RETRIED_SECONDS = 1800;

    private final Stack stack;
    private final DeploymentSettings settings;

    StepMachines(Stack stack, DeploymentSettings settings) {
        this.stack = stack;
        this.settings = settings;
    }

    Run of(DeployedFunction function, Trigger.Schedule schedule, Function lambda) {
        CfnStateMachine machine = CfnStateMachine.Builder.create(stack, function.id() + "Run")
                .stateMachineName(settings.prefix() + function.name())
                .stateMachineType("STANDARD")
                .roleArn(role(
                        stack,
                        function.id() + "RunRole",
                        "states.amazonaws.com",
                        allow("lambda:InvokeFunction", lambda.getFunctionArn())))
                .definition(definition(lambda))
                .build();
        StackOutput.tell(
                stack, function.id() + "Runs", "The state machine of " + function.name() + "'s runs", machine.getRef());
        Queue notStarted = Queues.forDeadLetters(stack, function.id() + "NotStarted");
        CfnSchedule.Builder.create(stack, function.id() + "Schedule")
                .description("Starts " + function.name())
                .scheduleExpression(schedule.hours() == 1 ? "rate(1 hour)" : "rate(" + schedule.hours() + " hours)")
                .flexibleTimeWindow(CfnSchedule.FlexibleTimeWindowProperty.builder()
                        .mode("OFF")
                        .build())
                .target(CfnSchedule.TargetProperty.builder()
                        .arn(machine.getRef())
                        .input("{}")
                        .roleArn(role(
                                stack,
                                function.id() + "ScheduleRole",
                                "scheduler.amazonaws.com",
                                allow("states:StartExecution", machine.getRef()),
                                allow("sqs:SendMessage", notStarted.getQueueArn())))
                        .retryPolicy(CfnSchedule.RetryPolicyProperty.builder()
                                .maximumRetryAttempts(RETRIES)
                                .maximumEventAgeInSeconds(RETRIED_SECONDS)
                                .build())
                        .deadLetterConfig(CfnSchedule.DeadLetterConfigProperty.builder()
                                .arn(notStarted.getQueueArn())
                                .build())
                        .build())
                .build();
        return new Run(machine, notStarted);
    }

    private Map<String, Object> definition(Function lambda) {
        Map<String, Object> step = Map.of(
                "Type",
                "Task",
                "Resource",
                "arn:" + stack.getPartition() + ":states:::lambda:invoke",
                "Parameters",
                Map.of("FunctionName", lambda.getFunctionArn(), "Payload.$", "$"),
                "OutputPath",
                "$.Payload",
                "TimeoutSeconds",
                LONGEST_STEP_SECONDS,
                "Retry",
                List.of(TRIED_AGAIN),
                "Next",
                "Done?");
        Map<String, Object> done = Map.of(
                "Type",
                "Choice",
                "Choices",
                List.of(Map.of("Variable", "$.done", "BooleanEquals", true, "Next", "End")),
                "Default",
                "Step");
        return Map.of(
                "StartAt",
                "Step",
                "TimeoutSeconds",
                LONGEST_RUN_SECONDS,
                "States",
                Map.of("Step", step, "Done?", done, "End", Map.of("Type", "Succeed")));
    }

    /** A role that a service of AWS works as, with that much in its hands. */
    static String role(Stack stack, String id, String service, PolicyStatement... may) {
        return Role.Builder.create(stack, id)
                .assumedBy(new ServicePrincipal(service))
                .inlinePolicies(Map.of(
                        "run",
                        PolicyDocument.Builder.create().statements(List.of(may)).build()))
                .build()
                .getRoleArn();
    }

    static PolicyStatement allow(String action, String resource) {
        return PolicyStatement.Builder.create()
                .actions(List.of(action))
                .resources(List.of(resource))
                .build();
    }
}
