package dev.ringlock.infra;

import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;

/**
 * The ways to raise an alarm. Each alarm goes to the same people, and docs/deploy.md says what to do about it. An alarm watches
 * one metric: AWS asks as much for an alarm on a sum of two as for two alarms, and a sum needs a figure of each.
 */
final class Alarms {

    private final Stack stack;
    private final Topic topic;

    Alarms(Stack stack, DeploymentSettings settings) {
        this.stack = stack;
        topic = Topic.Builder.create(stack, "Alarms").enforceSsl(true).build();
        topic.addToResourcePolicy(Starts.publishing(stack, topic, "cloudwatch.amazonaws.com"));
        settings.alarms().forEach(address -> topic.addSubscription(new EmailSubscription(address)));
    }

    /** Once is enough. */
    void once(String id, String says, Metric metric) {
        often(id, says, 1, 1, metric);
    }

    /** So often within the metric's period, and so in each of the last periods. */
    void often(String id, String says, int times, int periods, Metric metric) {
        raise(
                id,
                says,
                Alarm.Builder.create(stack, id)
                        .metric(metric)
                        .threshold(times)
                        .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                        .evaluationPeriods(periods)
                        .treatMissingData(TreatMissingData.NOT_BREACHING));
    }

    /** Never in all of the last periods. No news is bad news. */
    void never(String id, String says, int periods, Metric metric) {
        raise(
                id,
                says,
                Alarm.Builder.create(stack, id)
                        .metric(metric)
                        .threshold(1)
                        .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                        .evaluationPeriods(periods)
                        .treatMissingData(TreatMissingData.BREACHING));
    }

    private void raise(String id, String says, Alarm.Builder alarm) {
        alarm.alarmDescription("Ringlock: " + says).build().addAlarmAction(new SnsAction(topic));
    }
}
