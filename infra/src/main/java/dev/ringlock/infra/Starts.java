package dev.ringlock.infra;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.LambdaSubscription;

/** What starts functions apart from a call: schedules, and topics that AWS's own text messaging writes to. */
final class Starts {

    private static final int RETRIES = 3;
    private static final int RETRIED_HOURS = 6;

    private final Stack stack;

    Starts(Stack stack, Map<Door, Functions.Deployed> doors) {
        this.stack = stack;
        doors.forEach((door, deployed) -> door.startedBy().forEach(trigger -> {
            if (trigger instanceof Trigger.Schedule schedule) {
                schedule(door, schedule, deployed);
            } else if (trigger instanceof Trigger.Topic) {
                topic(door, deployed);
            }
        }));
    }

    private void schedule(Door door, Trigger.Schedule schedule, Functions.Deployed deployed) {
        Rule.Builder.create(stack, door.id() + "Schedule")
                .description("Starts " + door.name())
                .schedule(Schedule.rate(Duration.hours(schedule.hours())))
                .targets(List.of(LambdaFunction.Builder.create(deployed.function())
                        .deadLetterQueue(Objects.requireNonNull(deployed.deadLetters()))
                        .retryAttempts(RETRIES)
                        .maxEventAge(Duration.hours(RETRIED_HOURS))
                        .build()))
                .build();
    }

    private void topic(Door door, Functions.Deployed deployed) {
        Topic topic = Topic.Builder.create(stack, door.id() + "Topic")
                .enforceSsl(true)
                .build();
        topic.addToResourcePolicy(publishing(stack, topic, "sms-voice.amazonaws.com"));
        topic.addSubscription(LambdaSubscription.Builder.create(deployed.function())
                .deadLetterQueue(Objects.requireNonNull(deployed.deadLetters()))
                .build());
    }

    /** A service of AWS may publish, for this account alone. */
    static PolicyStatement publishing(Stack stack, Topic topic, String service) {
        return PolicyStatement.Builder.create()
                .effect(Effect.ALLOW)
                .principals(List.of(new ServicePrincipal(service)))
                .actions(List.of("sns:Publish"))
                .resources(List.of(topic.getTopicArn()))
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", stack.getAccount())))
                .build();
    }
}
