package dev.ringlock.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sqs.Queue;

/** Alarms that a person is written to about, and a page with the figures behind them. */
final class Watch {

    private static final Duration MINUTES = Duration.minutes(5);

    private final Stack stack;
    private final DeploymentSettings settings;
    private final Topic alarms;

    Watch(Stack stack, DeploymentSettings settings, Map<DeployedFunction, LambdaFunctions.Deployed> functions) {
        this.stack = stack;
        this.settings = settings;
        alarms = Topic.Builder.create(stack, "Alarms").enforceSsl(true).build();
        alarms.addToResourcePolicy(Starts.publishing(stack, alarms, "cloudwatch.amazonaws.com"));
        settings.alarms().forEach(address -> alarms.addSubscription(new EmailSubscription(address)));
        functions.forEach(this::watch);
        alarm("RefusedKeysAlarm", "KMS refused somebody the use of a key", Metrics.waiting(RefusedKeys.seen(stack)));
        FunctionDashboard.of(stack, settings, List.copyOf(functions.keySet()));
    }

    private void watch(DeployedFunction function, LambdaFunctions.Deployed deployed) {
        String name = function.name();
        alarm(function.id() + "Errors", name + " broke", lambda("Errors", name));
        alarm(function.id() + "Throttles", name + " was not started: too many at a time", lambda("Throttles", name));
        alarm(function.id() + "Unavailable", name + " answered that it could not", notDone(name));
        if (name.equals("inbound")) {
            alarm(
                    function.id() + "Unreadable",
                    name + " took a genuine message that it could not read",
                    Metrics.of("Ringlock", "unreadable", Map.of("function", name), MINUTES));
        }
        if (deployed.deadLetters() != null) {
            alarm(
                    function.id() + "DeadLettersAlarm",
                    name + " left something undone",
                    Metrics.waiting(deployed.deadLetters()));
        }
    }

    /** That queue is empty as long as nothing is wrong. */
    void queue(String id, String says, Queue queue) {
        alarm(id, says, Metrics.waiting(queue));
    }

    /** A failure raises an alarm at once. So does no finished run in three periods, and no news of one. */
    void runs(DeployedFunction function, StepMachines.Run run) {
        String name = function.name();
        queue(function.id() + "NotStartedAlarm", name + " could not be started", run.notStarted());
        failed(function.id() + "Failed", "a run of " + name + " failed", run);
        Duration period = Duration.hours(function.schedule().orElseThrow().hours());
        Alarm alarm = Alarm.Builder.create(stack, function.id() + "NotRun")
                .alarmDescription("Ringlock: " + name + " has not been done for three periods")
                .metric(Metrics.executions("ExecutionsSucceeded", run, period))
                .threshold(1)
                .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                .evaluationPeriods(3)
                .treatMissingData(TreatMissingData.BREACHING)
                .build();
        alarm.addAlarmAction(new SnsAction(alarms));
        alarm(
                function.id() + "Refused",
                "a run of " + name + " was refused: its clock is too far past the last one",
                Metrics.of("Ringlock", "refused", Map.of("function", name), period));
        Alarm left = Alarm.Builder.create(stack, function.id() + "Left")
                .alarmDescription("Ringlock: " + name + " left contacts undone in three runs, one after the other")
                .metric(Metrics.of("Ringlock", "left", Map.of("function", name), period))
                .threshold(1)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .evaluationPeriods(3)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
        left.addAlarmAction(new SnsAction(alarms));
    }

    /** Alarms of exports. The execution and the manifest say whose export it was. */
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
                                "failed", Metrics.executions("ExecutionsFailed", run, MINUTES),
                                "timedOut", Metrics.executions("ExecutionsTimedOut", run, MINUTES))))
                        .label("failed or timed out")
                        .period(MINUTES)
                        .build());
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
                        "failed", Metrics.outcome(function, "failed", MINUTES),
                        "unavailable", Metrics.outcome(function, "unavailable", MINUTES))))
                .label("failed or unavailable")
                .period(MINUTES)
                .build();
    }

    private Metric lambda(String metric, String function) {
        return Metrics.of("AWS/Lambda", metric, Map.of("FunctionName", settings.prefix() + function), MINUTES);
    }
}
