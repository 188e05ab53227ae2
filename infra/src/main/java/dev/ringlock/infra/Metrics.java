package dev.ringlock.infra;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.sqs.Queue;

/** CloudWatch metrics, each as a sum over a period. */
final class Metrics {

    private static final Duration MINUTES = Duration.minutes(5);

    private Metrics() {}

    /** How many runs of a state machine ended like that. */
    static Metric executions(String metric, StepMachines.Run run, Duration period) {
        return of("AWS/States", metric, Map.of("StateMachineArn", run.machine().getRef()), period);
    }

    /** How many messages wait in a queue. */
    static Metric waiting(Queue queue) {
        return of("AWS/SQS", "ApproximateNumberOfMessagesVisible", Map.of("QueueName", queue.getQueueName()), MINUTES);
    }

    static Metric of(String namespace, String name, Map<String, String> dimensions, Duration period) {
        return Metric.Builder.create()
                .namespace(namespace)
                .metricName(name)
                // in one order: what did not change is not deployed anew
                .dimensionsMap(new TreeMap<>(dimensions))
                .statistic("Sum")
                .period(period)
                .build();
    }

    /** Invocations of a function with that outcome. */
    static Metric outcome(String function, String outcome, Duration period) {
        return of("Ringlock", "invocations", Map.of("function", function, "outcome", outcome), period);
    }
}
