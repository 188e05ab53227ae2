package dev.ringlock.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.events.CfnRule;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sqs.Queue;

/** Alarms that a person is written to about, and a page with the figures behind them. */
final class Watch {

    private static final Duration MINUTES = Duration.minutes(5);

    private final Stack stack;
    private final DeploymentSettings settings;
    private final Topic alarms;

    Watch(Stack stack, DeploymentSettings settings, Map<DeployedFunction, LambdaFunctions.Deployed> doors) {
        this.stack = stack;
        this.settings = settings;
        alarms = Topic.Builder.create(stack, "Alarms").enforceSsl(true).build();
        alarms.addToResourcePolicy(Starts.publishing(stack, alarms, "cloudwatch.amazonaws.com"));
        settings.alarms().forEach(address -> alarms.addSubscription(new EmailSubscription(address)));
        doors.forEach(this::watch);
        refusedKeys();
        dashboard(List.copyOf(doors.keySet()));
    }

    private void watch(DeployedFunction door, LambdaFunctions.Deployed deployed) {
        String name = door.name();
        alarm(door.id() + "Errors", name + " broke", lambda("Errors", name));
        alarm(door.id() + "Throttles", name + " was not started: too many at a time", lambda("Throttles", name));
        alarm(door.id() + "Unavailable", name + " answered that it could not", notDone(name));
        if (name.equals("inbound")) {
            alarm(
                    door.id() + "Unreadable",
                    name + " took a genuine message that it could not read",
                    metric("Ringlock", "unreadable", Map.of("function", name), MINUTES));
        }
        if (deployed.deadLetters() != null) {
            alarm(door.id() + "DeadLettersAlarm", name + " left something undone", waiting(deployed.deadLetters()));
        }
    }

    /** That queue is empty as long as nothing is wrong. */
    void queue(String id, String says, Queue queue) {
        alarm(id, says, waiting(queue));
    }

    /** What failed is told at once. No run that was done in three periods, and no news of one, are the same. */
    void runs(DeployedFunction door, StepMachines.Run run) {
        String name = door.name();
        queue(door.id() + "NotStartedAlarm", name + " could not be started", run.notStarted());
        failed(door.id() + "Failed", "a run of " + name + " failed", run);
        Duration period = Duration.hours(door.schedule().orElseThrow().hours());
        Alarm alarm = Alarm.Builder.create(stack, door.id() + "NotRun")
                .alarmDescription("Ringlock: " + name + " has not been done for three periods")
                .metric(executions("ExecutionsSucceeded", run, period))
                .threshold(1)
                .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                .evaluationPeriods(3)
                .treatMissingData(TreatMissingData.BREACHING)
                .build();
        alarm.addAlarmAction(new SnsAction(alarms));
        alarm(
                door.id() + "Refused",
                "a run of " + name + " was refused: its clock is too far past the last one",
                metric("Ringlock", "refused", Map.of("function", name), period));
        Alarm left = Alarm.Builder.create(stack, door.id() + "Left")
                .alarmDescription("Ringlock: " + name + " left contacts undone in three runs, one after the other")
                .metric(metric("Ringlock", "left", Map.of("function", name), period))
                .threshold(1)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .evaluationPeriods(3)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
        left.addAlarmAction(new SnsAction(alarms));
    }

    /** Whose export it was stands in the execution and in the manifest. */
    void exports(StepMachines.Run run) {
        queue("ExportNotStartedAlarm", "an export could not be started", run.notStarted());
        failed("ExportFailed", "an export could not be written, or its files not be deleted", run);
    }

    private void failed(String id, String says, StepMachines.Run run) {
        alarm(
                id,
                says,
                MathExpression.Builder.create()
                        .expression("FILL(failed, 0) + FILL(timedOut, 0)")
                        .usingMetrics(new TreeMap<>(Map.of(
                                "failed", executions("ExecutionsFailed", run, MINUTES),
                                "timedOut", executions("ExecutionsTimedOut", run, MINUTES))))
                        .label("failed or timed out")
                        .period(MINUTES)
                        .build());
    }

    /**
     * CloudTrail tells EventBridge of calls that KMS refused, whoever made them and for whichever key of the account: a
     * refusal does not always name its key. A function that is refused is deployed wrongly, or not itself any more.
     */
    private void refusedKeys() {
        Queue seen = Queues.forEvidence(stack, "RefusedKeysSeen");
        CfnRule rule = CfnRule.Builder.create(stack, "RefusedKeys")
                .description("Calls of KMS that were refused")
                // Decrypt and the like only read, which an ordinary rule does not see
                .state("ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS")
                .eventPattern(Map.of(
                        "source", List.of("aws.kms"),
                        "detail-type", List.of("AWS API Call via CloudTrail"),
                        "detail",
                                Map.of(
                                        "eventName",
                                                List.of(
                                                        "CreateGrant",
                                                        "Decrypt",
                                                        "GenerateDataKey",
                                                        "GenerateMac",
                                                        "ReEncrypt"),
                                        "errorCode", List.of(Map.of("prefix", "AccessDenied")))))
                .targets(List.of(CfnRule.TargetProperty.builder()
                        .id("evidence")
                        .arn(seen.getQueueArn())
                        .build()))
                .build();
        seen.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("events.amazonaws.com")))
                .actions(List.of("sqs:SendMessage"))
                .resources(List.of(seen.getQueueArn()))
                .conditions(Map.of("ArnEquals", Map.of("aws:SourceArn", rule.getAttrArn())))
                .build());
        alarm("RefusedKeysAlarm", "KMS refused somebody the use of a key", waiting(seen));
    }

    private void alarm(String id, String says, IMetric metric) {
        Alarm alarm = Alarm.Builder.create(stack, id)
                .alarmDescription("Ringlock: " + says)
                .metric(metric)
                .threshold(1)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .evaluationPeriods(1)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
        alarm.addAlarmAction(new SnsAction(alarms));
    }

    /** A 503 is an answer, not an error of Lambda's: the function's own metric tells. */
    private IMetric notDone(String function) {
        return MathExpression.Builder.create()
                .expression("FILL(failed, 0) + FILL(unavailable, 0)")
                .usingMetrics(new TreeMap<>(Map.of(
                        "failed", outcome(function, "failed", MINUTES),
                        "unavailable", outcome(function, "unavailable", MINUTES))))
                .label("failed or unavailable")
                .period(MINUTES)
                .build();
    }

    private Metric outcome(String function, String outcome, Duration period) {
        return metric("Ringlock", "invocations", Map.of("function", function, "outcome", outcome), period);
    }

    private static Metric executions(String metric, StepMachines.Run run, Duration period) {
        return metric(
                "AWS/States", metric, Map.of("StateMachineArn", run.machine().getRef()), period);
    }

    private Metric lambda(String metric, String function) {
        return metric("AWS/Lambda", metric, Map.of("FunctionName", settings.prefix() + function), MINUTES);
    }

    private static Metric waiting(Queue queue) {
        return metric(
                "AWS/SQS", "ApproximateNumberOfMessagesVisible", Map.of("QueueName", queue.getQueueName()), MINUTES);
    }

    private static Metric metric(String namespace, String name, Map<String, String> dimensions, Duration period) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                // in one order: what did not change is not deployed anew
                .dimensionsMap(new TreeMap<>(dimensions))
                .statistic("Sum")
                .period(period)
                .build();
    }

    private void dashboard(List<DeployedFunction> doors) {
        List<IWidget> widgets = new ArrayList<>();
        for (DeployedFunction door : doors) {
            widgets.add(GraphWidget.Builder.create()
                    .title(door.name())
                    .left(Stream.of("done", "refused", "limited", "unavailable", "failed")
                            .<IMetric>map(outcome -> outcome(door.name(), outcome, MINUTES))
                            .toList())
                    .right(List.of(Metric.Builder.create()
                            .namespace("Ringlock")
                            .metricName("duration")
                            .dimensionsMap(Map.of("function", door.name()))
                            .statistic("p99")
                            .period(MINUTES)
                            .build()))
                    .build());
        }
        Dashboard.Builder.create(stack, "Dashboard")
                .dashboardName(settings.prefix() + "functions")
                .widgets(List.of(widgets))
                .build();
    }
}
