package dev.ringlock.infra;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.apigatewayv2.CfnApi;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.pipes.CfnPipe;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.stepfunctions.CfnStateMachine;

/** CloudWatch metrics, each as a sum over a period. AWS writes most of them, and functions the others with their log. */
final class Metrics {

    static final String OURS = "Ringlock";
    static final Duration MINUTES = Duration.minutes(5);

    private Metrics() {}

    /** How many runs of a state machine ended like that. */
    static Metric executions(String metric, CfnStateMachine machine, Duration period) {
        return of("AWS/States", metric, Map.of("StateMachineArn", machine.getRef()), period);
    }

    /** How many messages wait in a queue. */
    static Metric waiting(Queue queue) {
        return of("AWS/SQS", "ApproximateNumberOfMessagesVisible", Map.of("QueueName", queue.getQueueName()), MINUTES);
    }

    /** How many requests the API answered like that, whoever made the answer. */
    static Metric answers(String metric, CfnApi api) {
        return of("AWS/ApiGateway", metric, Map.of("ApiId", api.getRef()), MINUTES);
    }

    /** How many batches of a pipe ended like that. */
    static Metric batches(String metric, CfnPipe pipe) {
        return of("AWS/EventBridge/Pipes", metric, Map.of("PipeName", pipe.getRef()), MINUTES);
    }

    static Metric lambda(String metric, DeploymentSettings settings, DeployedFunction function) {
        return of("AWS/Lambda", metric, Map.of("FunctionName", settings.prefix() + function.name()), MINUTES);
    }

    /** Invocations of a function with that outcome, by its own log. */
    static Metric outcome(DeploymentSettings settings, DeployedFunction function, String outcome, Duration period) {
        return of(
                OURS,
                "invocations",
                Map.of("function", settings.prefix() + function.name(), "outcome", outcome),
                period);
    }

    /** How often that happened, in any function of this deployment. */
    static Metric count(String name, DeploymentSettings settings, Duration period) {
        return of(OURS, name, Map.of("prefix", settings.prefix()), period);
    }

    private static Metric of(String namespace, String name, Map<String, String> dimensions, Duration period) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                // in one order: what did not change is not deployed anew
                .dimensionsMap(new TreeMap<>(dimensions))
                .statistic("Sum")
                .period(period)
                .build();
    }
}
