package dev.ringlock.infra;

import dev.ringlock.functions.BuiltFunction;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigatewayv2.CfnApi;
import software.amazon.awscdk.services.pipes.CfnPipe;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.stepfunctions.CfnStateMachine;

/**
 * The alarms, and a page with the figures behind them. A function behind the API has none of its own: whatever is wrong with
 * it, the API answers 5xx ({@code docs/decisions/0034}).
 */
final class Watch {

    /** Somebody tries to forge messages, or a provider signs with a secret that we do not know. */
    private static final int REFUSED_IN_AN_HOUR = 10;

    private static final int PERIODS = 3;

    private final Stack stack;
    private final DeploymentSettings settings;
    private final Alarms alarms;

    Watch(
            Stack stack,
            DeploymentSettings settings,
            CfnApi api,
            Map<DeployedFunction, LambdaFunctions.Deployed> functions) {
        this.stack = stack;
        this.settings = settings;
        alarms = new Alarms(stack, settings);
        alarms.once("ApiFailed", "the API answered that something of ours failed (5xx)", Metrics.answers("5xx", api));
        alarms.once(
                "ApiLimited",
                "the API turned requests away: a route's limit was reached (429)",
                Metrics.count(Api.TURNED_AWAY, settings, Metrics.MINUTES));
        alarms.once(
                "Unsent",
                "a code, a question or an answer could not be sent to a phone",
                Metrics.count("unsent", settings, Metrics.MINUTES));
        functions.forEach(this::messages);
        queue("RefusedKeysAlarm", "KMS refused somebody the use of a key", RefusedKeys.seen(stack));
        FunctionDashboard.of(stack, settings, List.copyOf(functions.keySet()));
    }

    /**
     * A function that providers hand messages to. What {@code inbound} cannot take may be an opt-out. Of receipts it is
     * enough to know that some were lost.
     */
    private void messages(DeployedFunction function, LambdaFunctions.Deployed deployed) {
        String name = function.name();
        if (deployed.deadLetters() != null) {
            queue(function.id() + "DeadLettersAlarm", name + " left something undone", deployed.deadLetters());
        }
        if (name.equals(BuiltFunction.INBOUND.id())) {
            alarms.once(
                    function.id() + "Throttles",
                    name + " was not started: too many at a time",
                    Metrics.lambda("Throttles", settings, function));
            String couldNot = name + " answered that it could not";
            alarms.once(
                    function.id() + "Unavailable",
                    couldNot,
                    Metrics.outcome(settings, function, "unavailable", Metrics.MINUTES));
            alarms.once(
                    function.id() + "Failed", couldNot, Metrics.outcome(settings, function, "failed", Metrics.MINUTES));
            alarms.once(
                    "Unreadable",
                    "inbound or delivery took a genuine webhook that it could not read",
                    Metrics.count("unreadable", settings, Metrics.MINUTES));
            alarms.often(
                    function.id() + "Refused",
                    name + " refused " + REFUSED_IN_AN_HOUR + " requests within an hour: nothing proved their sender",
                    REFUSED_IN_AN_HOUR,
                    1,
                    Metrics.outcome(settings, function, "refused", Duration.hours(1)));
        }
    }

    /** That queue is empty as long as nothing is wrong. */
    void queue(String id, String says, Queue queue) {
        alarms.once(id, says, Metrics.waiting(queue));
    }

    /** A pipe tries again by itself, so this tells of what waits, before anything is given up. */
    void pipe(String id, String says) {
        CfnPipe pipe = (CfnPipe) stack.getNode().findChild(id);
        alarms.once(id + "Failed", says, Metrics.batches("ExecutionFailed", pipe));
        alarms.once(id + "PartlyFailed", says, Metrics.batches("ExecutionPartiallyFailed", pipe));
    }

    /** The clock's runs. */
    void runs(DeployedFunction function, StepMachines.Run run) {
        if (function.name().equals(BuiltFunction.RECONCILE.id())) {
            reconciliations(function, run);
        } else {
            purges(function, run);
        }
    }

    /** No news of a run is bad news, for whatever reason. */
    private void notRun(DeployedFunction function, StepMachines.Run run, Duration period) {
        alarms.never(
                function.id() + "NotRun",
                function.name() + " has not been done for three periods",
                PERIODS,
                Metrics.executions("ExecutionsSucceeded", run.machine(), period));
    }

    /** They may be late by a day or two. What they find may not. */
    private void reconciliations(DeployedFunction function, StepMachines.Run run) {
        notRun(function, run, Duration.hours(function.schedule().orElseThrow().hours()));
        alarms.once(
                function.id() + "Differs",
                "a provider blocks people whose opt-out nobody told us of, or its list could not be read",
                Metrics.count("blockListDiffers", settings, Metrics.MINUTES));
    }

    /** A failure raises an alarm at once. So does no finished run in three periods, and no news of one. */
    private void purges(DeployedFunction function, StepMachines.Run run) {
        String name = function.name();
        queue(function.id() + "NotStartedAlarm", name + " could not be started", run.notStarted());
        String failed = "a run of " + name + " failed, or took longer than a day";
        failed(function.id(), failed, run.machine());
        alarms.once(
                function.id() + "TimedOut",
                failed,
                Metrics.executions("ExecutionsTimedOut", run.machine(), Metrics.MINUTES));
        Duration period = Duration.hours(function.schedule().orElseThrow().hours());
        notRun(function, run, period);
        alarms.once(
                function.id() + "Refused",
                "a run of " + name + " was refused: its clock is too far past the last one",
                Metrics.count("refused", settings, period));
        alarms.often(
                function.id() + "Left",
                name + " left contacts undone in three runs, one after the other",
                1,
                PERIODS,
                Metrics.count("left", settings, period));
    }

    /** The execution and the ledger say whose work it was. */
    void work(LedgerWork work, CfnStateMachine machine) {
        failed(work.id(), work.failed(), machine);
    }

    private void failed(String id, String says, CfnStateMachine machine) {
        alarms.once(id + "Failed", says, Metrics.executions("ExecutionsFailed", machine, Metrics.MINUTES));
    }
}
